import {
  isTimeOfDay,
  isoTime,
  NANOSECONDS_PER_DAY,
  NANOSECONDS_PER_MILLISECOND,
  type Nanoseconds,
} from '../../../base/time.js';

/** The clock of the page: milliseconds since midnight of the first day, so that round times are round numbers. */
export interface DayClock {
  readonly midnight: Nanoseconds;
  /** Null for a log without dates. */
  readonly day: string | null;
  readonly ms: (at: Nanoseconds) => number;
}

export function dayClock(first: Nanoseconds): DayClock {
  const midnight = first - (first % NANOSECONDS_PER_DAY);
  return {
    midnight,
    day: isTimeOfDay(first) ? null : isoTime(midnight).slice(0, 10),
    ms: (at) => Number(at - midnight) / Number(NANOSECONDS_PER_MILLISECOND),
  };
}
