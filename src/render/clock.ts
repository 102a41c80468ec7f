import type { InputSummary } from '../aggregate/case.js';
import { type Nanoseconds, isoTime } from '../base/time.js';

/** Writes times of a case. Several inputs share one clock only when all of them state the same UTC offset. */
export interface Clock {
  /** ISO 8601 with nine digits, for programs. */
  readonly iso: (at: Nanoseconds) => string;
  /** `2025-03-27 16:10:34.934`, for people: the full precision is in the evidence line. */
  readonly shown: (at: Nanoseconds) => string;
  /** Time of day with milliseconds: `16:10:34.934`. */
  readonly timeOfDay: (at: Nanoseconds) => string;
  /** Time of day with microseconds: components are a few of them apart. */
  readonly precise: (at: Nanoseconds) => string;
  /** `UTC+01:00`, or null when the inputs do not tell or differ. */
  readonly zone: string | null;
}

/** The clock of all inputs together. */
export function caseClock(inputs: readonly InputSummary[]): Clock {
  const offsets = new Set(inputs.map((input) => input.utcOffsetMinutes));
  const [only] = offsets;
  return clockAt(offsets.size === 1 && only !== undefined ? only : null);
}

/** The clock of one input. */
export function inputClock(input: InputSummary): Clock {
  return clockAt(input.utcOffsetMinutes);
}

const MILLISECOND_DIGITS_DROPPED = 6;

function clockAt(offsetMinutes: number | null): Clock {
  const shown = (at: Nanoseconds) => isoTime(at).slice(0, -MILLISECOND_DIGITS_DROPPED).replace('T', ' ');
  return {
    iso: (at) => isoTime(at, offsetMinutes),
    shown,
    timeOfDay: (at) => shown(at).slice(-12),
    precise: (at) => isoTime(at).slice(0, -3).slice(-15),
    zone: offsetMinutes === null ? null : zoneName(offsetMinutes),
  };
}

function zoneName(offsetMinutes: number): string {
  // A date after the first ten years carries the offset; day 0 is a bare time of day.
  const written = isoTime(946_684_800_000_000_000n, offsetMinutes);
  return `UTC${written.slice(-6)}`;
}
