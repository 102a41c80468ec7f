import { NANOSECONDS_PER_DAY, type Nanoseconds } from '../base/time.js';

const NANOSECONDS_PER_DAY_AS_NUMBER = Number(NANOSECONDS_PER_DAY);
/** A time of day that is this much earlier than the one before it is past midnight, not out of order. */
const HALF_A_DAY = NANOSECONDS_PER_DAY_AS_NUMBER / 2;

/**
 * Turns `2026-01-17` and `11:33:39.050443400` into nanoseconds. The date is computed once per day.
 * Real-time logs print no date: their clock starts on day 0 and counts midnights.
 */
export class Clock {
  #date = '';
  #day: Nanoseconds = 0n;
  #midnights = 0n;
  #last = 0;
  #lastAt: Nanoseconds = 0n;

  /** `date` is empty for lines without one. A line without any time has the time of the line before it. */
  at(date: string, time: string): Nanoseconds {
    if (time !== '') this.#lastAt = this.#timed(date, time);
    return this.#lastAt;
  }

  #timed(date: string, time: string): Nanoseconds {
    const ofDay = nanosecondsOfDay(time);
    if (date === '') {
      if (ofDay < this.#last - HALF_A_DAY) this.#midnights++;
      this.#last = ofDay;
      return this.#midnights * NANOSECONDS_PER_DAY + BigInt(ofDay);
    }
    if (date !== this.#date) {
      this.#date = date;
      this.#day = BigInt(Date.parse(`${date}T00:00:00Z`) || 0) * 1_000_000n;
    }
    return this.#day + BigInt(ofDay);
  }
}

/** `11:33:39.050443400` with 3 to 9 digits of fraction; below 8.64e13, so a double holds it exactly. */
function nanosecondsOfDay(time: string): number {
  const two = (at: number) => (time.charCodeAt(at) - 48) * 10 + time.charCodeAt(at + 1) - 48;
  let fraction = 0;
  for (let i = 0; i < 9; i++) {
    const digit = time.charCodeAt(9 + i) - 48;
    fraction = fraction * 10 + (digit >= 0 && digit <= 9 ? digit : 0);
  }
  return ((two(0) * 60 + two(3)) * 60 + two(6)) * 1e9 + fraction;
}
