import { endpoint } from '../base/endpoint.js';
import { UsageError } from '../base/errors.js';
import { isoTime } from '../base/time.js';
import type { Event } from '../events/event.js';

/** What part of the traffic a report is about; null means all. Rundown and headers are never left out. */
export interface Selection {
  /** `2026-03-01T12:00:05`, or a time of day `12:00`, `12:00:05.25`, on the clock of the log. */
  readonly since: string | null;
  readonly until: string | null;
  /** An address, `address:port`, `[v6]:port`, or two of them with a blank, `-` or `>` between. */
  readonly connection: string | null;
  /** Code or part of the text of a drop reason; leaves packets that were not dropped out. */
  readonly reason: string | null;
}

export const EVERYTHING: Selection = { since: null, until: null, connection: null, reason: null };

// 2026-03-01T12:00:05.25        2026-03-01 12:00        12:00:05
const TIME = /^(?:(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?|(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))$/;

/** Makes the test of each event. @throws UsageError when a time cannot be understood. */
export function selector(selection: Selection): (event: Event) => boolean {
  const since = selection.since === null ? null : timeTest(selection.since, '--since');
  const until = selection.until === null ? null : timeTest(selection.until, '--until');
  const ends = selection.connection === null ? [] : endsOf(selection.connection);
  const reason = selection.reason?.trim().toLowerCase() ?? null;
  return (event) => {
    if (event.kind !== 'packet' && event.kind !== 'drop') return true;
    const time = since === null && until === null ? '' : isoTime(event.at);
    if (since !== null && since(time) < 0) return false;
    if (until !== null && until(time) > 0) return false;
    if (ends.length > 0 && !ends.every((end) => isAtEnd(event, end))) return false;
    return reason === null || (event.kind === 'drop' && hasReason(event.reason, reason));
  };
}

/** Compares texts of times: a bound with a date against date and time, one without against the time of day. */
function timeTest(bound: string, option: string): (time: string) => number {
  const match = TIME.exec(bound.trim());
  if (match === null) {
    throw new UsageError(
      `${option} ${bound}: not a time. Write 12:00, 12:00:05.25 or 2026-03-01T12:00:05, on the clock of the log.`,
    );
  }
  const [, date, time, timeOfDay] = match;
  const wanted = date === undefined ? (timeOfDay ?? '') : `${date}T${time ?? '00:00'}`;
  return (printed) => {
    const comparable = (date === undefined ? printed.slice(-18) : printed).slice(0, wanted.length);
    return comparable < wanted ? -1 : comparable > wanted ? 1 : 0;
  };
}

function endsOf(text: string): string[] {
  return text
    .split(/\s*(?:->|<->|>|,|\s-\s)\s*|\s+|(?<=\d)-(?=[\d[])/)
    .map((end) => end.trim())
    .filter((end) => end !== '');
}

function isAtEnd(event: Event & { readonly kind: 'packet' | 'drop' }, end: string): boolean {
  const { header } = event;
  if (header === null) return false;
  const bare = end.replace(/^\[|\]$/g, '');
  return (
    header.source === bare ||
    header.destination === bare ||
    endpoint(header.source, header.sourcePort) === end ||
    endpoint(header.destination, header.destinationPort) === end ||
    (header.arp !== null && (header.arp.target === bare || header.arp.sender === bare))
  );
}

function hasReason(printed: string, wanted: string): boolean {
  return printed.toLowerCase().includes(wanted);
}
