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
    const { firstNs } = this.#traffic.isEmpty ? this.#other : this.#traffic;
    return Number.isFinite(firstNs) ? this.#clock.time(firstNs) : null;
  }

  get lastTime(): Nanoseconds | null {
    const { lastNs } = this.#traffic.isEmpty ? this.#other : this.#traffic;
    return Number.isFinite(lastNs) ? this.#clock.time(lastNs) : null;
  }

  /**
   * The capture is longer than the log: it was circular and the beginning is overwritten, or the log is only a part of it.
   * The mode bits alone do not tell, because the converter rewrites them.
   */
  get wrapped(): boolean {
    const { header } = this;
    if (header === null || this.#traffic.isEmpty) return false;
    if (this.#traffic.firstNs - this.#clock.nsOf(header.at) < WRAP_GAP_NS) return false;
    const circular = header.logFileMode !== null && (header.logFileMode & CIRCULAR_MODE) !== 0;
    return circular || (this.counters ?? 0) > this.dropLines;
  }

  /** `atNs` on the clock of the case. */
  add(event: Event, atNs: number): void {
    if (event.kind === 'packet' || event.kind === 'drop') {
      this.packetLines++;
      if (event.kind === 'drop' && !event.duplicate) this.dropLines++;
      return this.#traffic.add(atNs);
    }
    if (isStated(event)) return this.#traffic.add(atNs);
    this.#other.add(atNs);
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
  firstNs = Number.POSITIVE_INFINITY;
  lastNs = Number.NEGATIVE_INFINITY;

  get isEmpty(): boolean {
    return this.lastNs < this.firstNs;
  }

  add(ns: number): void {
    if (ns < this.firstNs) this.firstNs = ns;
    if (ns > this.lastNs) this.lastNs = ns;
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
