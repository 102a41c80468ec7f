import type { Nanoseconds } from '../base/time.js';
import type { Event, StackEvent } from '../events/event.js';
import type { TraceHeaderEvent } from '../events/rundown.js';
import type { CaseClock } from './case-clock.js';

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
  readonly #clock: CaseClock;
  readonly #traffic = new Span();
  readonly #other = new Span();

  constructor(clock: CaseClock) {
    this.#clock = clock;
  }

  /** Time of the first traffic record; of any record when there is no traffic. */
  get firstTime(): Nanoseconds | null {
    return (this.#traffic.isEmpty ? this.#other : this.#traffic).first.at;
  }

  get lastTime(): Nanoseconds | null {
    return (this.#traffic.isEmpty ? this.#other : this.#traffic).last.at;
  }

  /**
   * The capture is longer than the log: it was circular and the beginning is overwritten, or the log is only a part of it.
   * The mode bits alone do not tell, because the converter rewrites them.
   */
  get wrapped(): boolean {
    const { header } = this;
    if (header === null || this.#traffic.isEmpty) return false;
    if (this.#traffic.first.ns - this.#clock.nsOf(header.at) < WRAP_GAP_NS) return false;
    const circular = header.logFileMode !== null && (header.logFileMode & CIRCULAR_MODE) !== 0;
    return circular || (this.counters ?? 0) > this.dropLines;
  }

  /** `atNs` on the clock of the case. */
  add(event: Event, atNs: number): void {
    if (event.kind === 'packet' || event.kind === 'drop') {
      this.packetLines++;
      if (event.kind === 'drop' && !event.duplicate) this.dropLines++;
      return this.#traffic.add(event, atNs);
    }
    if (isStated(event)) return this.#traffic.add(event, atNs);
    this.#other.add(event, atNs);
    if (event.kind === 'trace-header') {
      this.header ??= event;
      this.utcOffsetMinutes ??= utcOffset(event);
    } else if (event.kind !== 'unknown') this.hasRundown = true;
    if (event.kind === 'counter' && event.counts === 'drops') {
      this.counters = (this.counters ?? 0) + event.packetsIn + event.packetsOut;
    }
  }
}

/** First and last of some times. */
class Span {
  readonly first = new Moment(Number.POSITIVE_INFINITY);
  readonly last = new Moment(Number.NEGATIVE_INFINITY);

  get isEmpty(): boolean {
    return this.last.ns < this.first.ns;
  }

  add(event: Event, ns: number): void {
    if (ns < this.first.ns) this.first.set(event, ns);
    if (ns > this.last.ns) this.last.set(event, ns);
  }
}

/** A time on the clock of the case, which is not exact for years, with what makes the exact one. */
class Moment {
  ns: number;
  #day: Nanoseconds | null = null;
  #ofDayNs = 0;

  constructor(ns: number) {
    this.ns = ns;
  }

  /** Null when no event gave it. */
  get at(): Nanoseconds | null {
    return this.#day === null ? null : this.#day + BigInt(this.#ofDayNs);
  }

  /** Nearly every line of a log is its last one so far: no bigint is made where the event has the parts. */
  set(event: Event, ns: number): void {
    this.ns = ns;
    const isInParts = 'day' in event && event.day !== undefined && event.ofDayNs !== undefined;
    this.#day = isInParts ? event.day : event.at;
    this.#ofDayNs = isInParts ? event.ofDayNs : 0;
  }
}

/** What the network stack says happens in the trace as packets do; its own rundowns are few and count the same. */
function isStated(event: Event): event is StackEvent {
  return event.kind === 'tcp' || STATED.has(event.kind);
}
const STATED: ReadonlySet<string> = new Set([
  'stack-drop',
  'neighbor',
  'route',
  'port',
  'interface',
  'wfp',
  'application',
]);

/** Captures are started to reproduce a problem: a first packet later than this after the start is not the first one. */
const WRAP_GAP_NS = 60e9;

/** StartTime is UTC and the stamp of the header line is the same moment in local time. */
function utcOffset(header: TraceHeaderEvent): number | null {
  if (header.startFileTime === null) return null;
  const utcNs = (header.startFileTime - UNIX_EPOCH_AS_FILETIME) * 100n;
  const minutes = Number((header.at - utcNs) / 60_000_000_000n);
  const rounded = Math.round(minutes / QUARTER_MINUTES) * QUARTER_MINUTES;
  return Math.abs(rounded) <= FARTHEST_ZONE_MINUTES ? rounded : null;
}
