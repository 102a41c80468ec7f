import { endpoint } from '../base/endpoint.js';
import { UsageError } from '../base/errors.js';
import { isoTime } from '../base/time.js';
import type { Event } from '../events/event.js';
import type { DropEvent, PacketEvent } from '../events/packet.js';
import { findDropReason } from '../knowledge/drop-reason.js';

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

/** Which events and which connections a report is about. */
export interface Selector {
  /** False when everything is. */
  readonly isPartial: boolean;
  readonly event: (event: Event) => boolean;
  /** The ends as `a.b.c.d:port` or `[v6]:port`. */
  readonly connection: (local: string, remote: string) => boolean;
}

/**
 * Makes the tests. Events of the stack that name a connection by its pointer are all read, or it would have no ends;
 * their connections are selected when they are known.
 * @throws {UsageError} when a time cannot be understood.
 */
export function selector(selection: Selection): Selector {
  const since = selection.since === null ? null : timeTest(selection.since, '--since');
  const until = selection.until === null ? null : timeTest(selection.until, '--until');
  const ends = selection.connection === null ? [] : endsOf(selection.connection);
  const hasReason = selection.reason === null ? null : reasonTest(selection.reason);
  const isInTime = (event: Event) => {
    if (since === null && until === null) return true;
    const time = isoTime(event.at);
    return (since === null || since(time) >= 0) && (until === null || until(time) <= 0);
  };
  return {
    isPartial: Object.values(selection).some((part) => part !== null),
    connection: (local, remote) => ends.every((end) => isEnd(local, end) || isEnd(remote, end)),
    event: (event) => {
      if (!TRAFFIC.has(event.kind)) return true;
      if (!isInTime(event)) return false;
      if (event.kind === 'packet' || event.kind === 'drop') {
        if (!ends.every((end) => isAtEnd(event, end))) return false;
        return hasReason === null || (event.kind === 'drop' && hasReason(event.reason));
      }
      if (event.kind !== 'stack-drop') return true;
      const { source, destination, reason } = event;
      if (hasReason !== null && !hasReason(reason?.name ?? String(reason?.value ?? ''))) return false;
      const own = [source, destination].map((end) => (end === null ? '' : endpoint(end.address, end.port)));
      return ends.every((end) => own.some((text) => isEnd(text, end)));
    },
  };
}

/** Kinds that stand for something that happened; the others describe the capture. */
const TRAFFIC: ReadonlySet<Event['kind']> = new Set([
  'packet',
  'drop',
  'stack-drop',
  'tcp',
  'neighbor',
  'route',
  'port',
  'interface',
  'wfp',
  'application',
]);

/** True when `text` is this end, or this address with any port. */
function isEnd(text: string, end: string): boolean {
  if (text === end) return true;
  const address = text.startsWith('[') ? text.slice(1, text.indexOf(']')) : text.replace(/^([^:]+):\d+$/, '$1');
  return address === end.replace(/^\[|\]$/g, '');
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
  // 10:20 is 10:20:00.000000000
  const clock = `${time ?? timeOfDay ?? '00:00'}`.padEnd(8, ':00').padEnd(9, '.').padEnd(18, '0');
  const wanted = date === undefined ? clock : `${date}T${clock}`;
  return (printed) => {
    const comparable = date === undefined ? printed.slice(-clock.length) : printed;
    return comparable < wanted ? -1 : comparable > wanted ? 1 : 0;
  };
}

function endsOf(text: string): string[] {
  return text
    .split(/\s*(?:->|<->|>|,|\s-\s)\s*|\s+|(?<=\d)-(?=[\d[])/)
    .map((end) => end.trim())
    .filter((end) => end !== '');
}

function isAtEnd(event: PacketEvent | DropEvent, end: string): boolean {
  const { header } = event;
  if (header === null) return false;
  return (
    isEnd(endpoint(header.source, header.sourcePort), end) ||
    isEnd(endpoint(header.destination, header.destinationPort), end) ||
    (header.arp !== null && (isEnd(header.arp.target, end) || isEnd(header.arp.sender, end)))
  );
}

/** By code (`922`) or by a part of the text. */
function reasonTest(wanted: string): (printed: string) => boolean {
  const text = wanted.trim().toLowerCase();
  const code = /^\d+$/.test(text) ? Number(text) : null;
  return (printed) => (code === null ? printed.toLowerCase().includes(text) : findDropReason(printed).code === code);
}
