import type { Nanoseconds } from '../base/time.js';
import type { Snapshot } from '../events/packet.js';

const NANOSECONDS_PER_MILLISECOND = 1_000_000;
const PER_MILLISECOND = 1_000_000n;

/**
 * A time as two numbers that calculate exactly, however far apart times are: whole milliseconds since 1970, and
 * nanoseconds on top of them. For columns and comparisons where a bigint for each time is too slow.
 */
export class ExactTime {
  ms = 0;
  /** 0 to 999,999. */
  ns = 0;
  #day: Nanoseconds | null = null;
  #dayMs = 0;
  #dayNs = 0;

  /** When a snapshot was taken. Its day is worked out once. */
  setSnapshot({ day, ofDayNs }: Pick<Snapshot, 'day' | 'ofDayNs'>): void {
    if (day !== this.#day) {
      this.set(day);
      this.#day = day;
      this.#dayMs = this.ms;
      this.#dayNs = this.ns;
    }
    const sinceNs = this.#dayNs + ofDayNs;
    const sinceMs = Math.floor(sinceNs / NANOSECONDS_PER_MILLISECOND);
    this.ms = this.#dayMs + sinceMs;
    this.ns = sinceNs - sinceMs * NANOSECONDS_PER_MILLISECOND;
  }

  set(at: Nanoseconds): void {
    const rest = at % PER_MILLISECOND;
    const ns = rest < 0n ? rest + PER_MILLISECOND : rest;
    this.ms = Number((at - ns) / PER_MILLISECOND);
    this.ns = Number(ns);
  }
}

export function nanosecondsOf(ms: number, ns: number): Nanoseconds {
  return BigInt(ms) * PER_MILLISECOND + BigInt(ns);
}

/** From one time to another in nanoseconds: exact for a hundred days. */
export function elapsedNs(fromMs: number, fromNs: number, toMs: number, toNs: number): number {
  return (toMs - fromMs) * NANOSECONDS_PER_MILLISECOND + (toNs - fromNs);
}
