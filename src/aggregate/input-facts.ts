import type { Nanoseconds } from '../base/time.js';
import type { Event, StackEvent } from '../events/event.js';
import type { TraceHeaderEvent } from '../events/rundown.js';

/** FILETIME of 1970-01-01, in 100 ns. */
const UNIX_EPOCH_AS_FILETIME = 116_444_736_000_000_000n;
/** Zones are whole quarters of an hour from UTC, and never further away than this. */
const QUARTER_MINUTES = 15;
const FARTHEST_ZONE_MINUTES = 15 * 60;
/** EVENT_TRACE_FILE_MODE_CIRCULAR: the newest events overwrite the oldest. */
const CIRCULAR_MODE = 0x2;

/** What the events of one input say about the input itself. */
export class InputFacts {
  header: TraceHeaderEvent | null = null;
  utcOffsetMinutes: number | null = null;
  packetLines = 0;
  dropLines = 0;
  hasRundown = false;
  counters: number | null = null;
  #firstTraffic: Nanoseconds | null = null;
  #lastTraffic: Nanoseconds | null = null;
  #firstOther: Nanoseconds | null = null;
  #lastOther: Nanoseconds | null = null;

  /** Time of the first traffic record; of any record when there is no traffic. */
  get firstTime(): Nanoseconds | null {
    return this.#firstTraffic ?? this.#firstOther;
  }

  get lastTime(): Nanoseconds | null {
    return this.#lastTraffic ?? this.#lastOther;
  }

  /**
   * The capture is longer than the log: it was circular and the beginning is overwritten, or the log is only a part of it.
   * The mode bits alone do not tell, because the converter rewrites them.
   */
  get wrapped(): boolean {
    const { header } = this;
    if (header === null || this.#firstTraffic === null || this.#firstTraffic - header.at < WRAP_GAP) return false;
    const circular = header.logFileMode !== null && (header.logFileMode & CIRCULAR_MODE) !== 0;
    return circular || (this.counters ?? 0) > this.dropLines;
  }

  add(event: Event): void {
    if (event.kind === 'packet' || event.kind === 'drop' || isStated(event)) {
      if (!isStated(event)) this.packetLines++;
      if (event.kind === 'drop' && !event.duplicate) this.dropLines++;
      if (this.#firstTraffic === null || event.at < this.#firstTraffic) this.#firstTraffic = event.at;
      if (this.#lastTraffic === null || event.at > this.#lastTraffic) this.#lastTraffic = event.at;
      return;
    }
    if (this.#firstOther === null || event.at < this.#firstOther) this.#firstOther = event.at;
    if (this.#lastOther === null || event.at > this.#lastOther) this.#lastOther = event.at;
    if (event.kind === 'trace-header') {
      this.header ??= event;
      this.utcOffsetMinutes ??= utcOffset(event);
    } else if (event.kind !== 'unknown') this.hasRundown = true;
    if (event.kind === 'counter' && event.counts === 'drops') {
      this.counters = (this.counters ?? 0) + event.packetsIn + event.packetsOut;
    }
  }
}

/** What the network stack says happens in the trace as packets do; its own rundowns are few and count the same. */
function isStated(event: Event): event is StackEvent {
  return STATED.has(event.kind);
}
const STATED: ReadonlySet<string> = new Set([
  'tcp',
  'stack-drop',
  'neighbor',
  'route',
  'port',
  'interface',
  'wfp',
  'application',
]);

/** Captures are started to reproduce a problem: a first packet later than this after the start is not the first one. */
const WRAP_GAP: Nanoseconds = 60n * 1_000_000_000n;

/** StartTime is UTC and the stamp of the header line is the same moment in local time. */
function utcOffset(header: TraceHeaderEvent): number | null {
  if (header.startFileTime === null) return null;
  const utcNs = (header.startFileTime - UNIX_EPOCH_AS_FILETIME) * 100n;
  const minutes = Number((header.at - utcNs) / 60_000_000_000n);
  const rounded = Math.round(minutes / QUARTER_MINUTES) * QUARTER_MINUTES;
  return Math.abs(rounded) <= FARTHEST_ZONE_MINUTES ? rounded : null;
}
