import type { Nanoseconds } from '../base/time.js';
import type { Snapshot } from '../events/packet.js';
import type { StackRecord } from '../events/stack.js';

/**
 * The times of a case as plain numbers: nanoseconds since its first event, exact for a hundred days around it. Bigints,
 * which times since 1970 need, are ten times slower to calculate with.
 */
export class CaseClock {
  #base: Nanoseconds | null = null;
  #day: Nanoseconds | null = null;
  /** From the base to the start of `#day`. */
  #dayNs = 0;

  /** When a snapshot was taken. */
  ns({ day, ofDayNs }: Pick<Snapshot, 'day' | 'ofDayNs'>): number {
    if (day !== this.#day) {
      this.#base ??= day + BigInt(ofDayNs);
      this.#day = day;
      this.#dayNs = Number(day - this.#base);
    }
    return this.#dayNs + ofDayNs;
  }

  /** When something was written: by day and time of day where the event has them, because bigints are slow. */
  nsOfEvent(event: Pick<StackRecord, 'at' | 'day' | 'ofDayNs'>): number {
    const { day, ofDayNs } = event;
    return day === undefined || ofDayNs === undefined ? this.nsOf(event.at) : this.ns({ day, ofDayNs });
  }

  nsOf(at: Nanoseconds): number {
    this.#base ??= at;
    return Number(at - this.#base);
  }

  time(ns: number): Nanoseconds {
    return (this.#base ?? 0n) + BigInt(Math.round(ns));
  }
}
