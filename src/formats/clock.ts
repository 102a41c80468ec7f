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
  #lastDay: Nanoseconds = 0n;
  #lastOfDay = 0;

  /** Midnight before the last time that was read. */
  get day(): Nanoseconds {
    return this.#lastDay;
  }

  /** Nanoseconds since then. */
  get ofDayNs(): number {
    return this.#lastOfDay;
  }

  /** True while every time came with its date: no line needed the one before it. */
  isSelfContained = true;

  /** `date` is empty for lines without one. A line without any time has the time of the line before it. */
  at(date: string, time: string): Nanoseconds {
    if (time === '') this.isSelfContained = false;
    else this.set(date, nanosecondsOfDay(time));
    return this.#lastDay + BigInt(this.#lastOfDay);
  }

  /** The same for a time that is a number already; `day` and `ofDayNs` give the result. */
  set(date: string, ofDayNs: number): void {
    if (date === '') {
      this.isSelfContained = false;
      if (ofDayNs < this.#last - HALF_A_DAY) this.#midnights++;
      this.#last = ofDayNs;
      this.#lastDay = this.#midnights * NANOSECONDS_PER_DAY;
    } else {
      if (date !== this.#date) {
        this.#date = date;
        // 2026/05/30- of netsh
        const iso = date.slice(0, 10).replaceAll('/', '-');
        this.#day = BigInt(Date.parse(`${iso}T00:00:00Z`) || 0) * 1_000_000n;
      }
      this.#lastDay = this.#day;
    }
    this.#lastOfDay = ofDayNs;
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

/** The same of bytes, which is what the readers of packets have. */
export function nanosecondsOfDayIn(bytes: Uint8Array, at: number): number {
  const two = (from: number) => ((bytes[from] as number) - 48) * 10 + (bytes[from + 1] as number) - 48;
  let fraction = 0;
  let digits = 0;
  for (; digits < 9; digits++) {
    const digit = (bytes[at + 9 + digits] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    fraction = fraction * 10 + digit;
  }
  return ((two(at) * 60 + two(at + 3)) * 60 + two(at + 6)) * 1e9 + fraction * (TEN_TO_THE[9 - digits] as number);
}

const TEN_TO_THE = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
