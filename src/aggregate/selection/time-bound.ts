import { UsageError } from '../../base/errors.js';
import { NANOSECONDS_PER_DAY, NANOSECONDS_PER_SECOND, type Nanoseconds, isTimeOfDay } from '../../base/time.js';

/** Where a selection begins or ends. */
export type TimeBound =
  /** A moment on the clock of the log. */
  | { readonly kind: 'moment'; readonly at: Nanoseconds }
  /** A time of every day, in nanoseconds since midnight. */
  | { readonly kind: 'time-of-day'; readonly at: Nanoseconds }
  /** `+5m` behind the first record, `-10m` before the last one. */
  | { readonly kind: 'relative'; readonly from: 'first' | 'last'; readonly distance: Nanoseconds };

// 2026-03-01T12:00:05.25    2026-03-01 12:00    2026/03/01-12:00:05.123456700 as netsh prints it    12:00:05
const ABSOLUTE = /^(?:(\d{4})[-/](\d\d)[-/](\d\d)(?:[T\s-]+|$))?(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?$/;
const WITH_ZONE = /:\d\d(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)$/i;
const RELATIVE = /^([+-])(\d{1,6}(?:\.\d{1,3})?)\s*(ms|s|sec|m|min|h|d)$/i;

const UNITS: Readonly<Record<string, Nanoseconds>> = {
  ms: NANOSECONDS_PER_SECOND / 1000n,
  s: NANOSECONDS_PER_SECOND,
  sec: NANOSECONDS_PER_SECOND,
  m: 60n * NANOSECONDS_PER_SECOND,
  min: 60n * NANOSECONDS_PER_SECOND,
  h: 3600n * NANOSECONDS_PER_SECOND,
  d: NANOSECONDS_PER_DAY,
};

/**
 * Understands `--since` and `--until`. A date alone is its first moment, or for `--until` its last one.
 *
 * @throws {UsageError} for what is no time.
 */
export function readTimeBound(text: string, option: '--since' | '--until'): TimeBound {
  const wanted = text.trim();
  const relative = RELATIVE.exec(wanted);
  if (relative !== null) {
    const [, sign, amount = '0', unit = 's'] = relative;
    const distance = (BigInt(Math.round(Number(amount) * 1000)) * (UNITS[unit.toLowerCase()] ?? 0n)) / 1000n;
    return { kind: 'relative', from: sign === '+' ? 'first' : 'last', distance };
  }
  if (WITH_ZONE.test(wanted)) {
    throw new UsageError(`${option} ${text}: leave the time zone out. Times are those that the log prints.`);
  }
  const [, year, month = '', day = '', hour, minute = '0', second = '0', fraction = ''] = ABSOLUTE.exec(wanted) ?? [];
  const midnight = year === undefined ? 0n : midnightOf(`${year}-${month}-${day}`);
  const isClock = hour === undefined || (Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60);
  if ((year === undefined && hour === undefined) || midnight === null || !isClock) throw noTime(text, option);
  if (hour === undefined) {
    return { kind: 'moment', at: option === '--until' ? midnight + NANOSECONDS_PER_DAY - 1n : midnight };
  }
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const at = BigInt(seconds) * NANOSECONDS_PER_SECOND + BigInt(fraction.padEnd(9, '0'));
  return year === undefined ? { kind: 'time-of-day', at } : { kind: 'moment', at: midnight + at };
}

/** Null for a day that no calendar has: `Date` would make 2 March of 30 February. */
function midnightOf(day: string): Nanoseconds | null {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return null;
  return BigInt(date.getTime()) * 1_000_000n;
}

function noTime(text: string, option: string): UsageError {
  return new UsageError(
    `${option} ${text}: not a time. Write 12:00, 12:00:05.25 or 2026-03-01T12:00:05 on the clock of the log, +5m behind its beginning, or -10m before its end.`,
  );
}

/**
 * Tells whether a moment lies between two bounds; both belong to it. `--since 23:50 --until 00:10` goes over midnight.
 *
 * @throws {UsageError} when the second lies before the first, or for a relative bound: `absoluteBounds` first.
 */
export function isBetween(since: TimeBound | null, until: TimeBound | null): (at: Nanoseconds) => boolean {
  if (since?.kind === 'relative' || until?.kind === 'relative') {
    throw new UsageError(
      'a relative time is counted from the beginning or the end of the logs, which are not known here',
    );
  }
  if (since?.kind === 'moment' && until?.kind === 'moment' && since.at > until.at) {
    throw new UsageError('--until lies before --since: nothing is left');
  }
  const isOverMidnight = since?.kind === 'time-of-day' && until?.kind === 'time-of-day' && since.at > until.at;
  return (at) => {
    const isLate = since === null || onClockOf(since, at) >= boundFor(since, at);
    const isEarly = until === null || onClockOf(until, at) <= boundFor(until, at);
    return isOverMidnight ? isLate || isEarly : isLate && isEarly;
  };
}

type AbsoluteBound = Exclude<TimeBound, { readonly kind: 'relative' }>;

/** A log without dates has times of day alone, and a bound with a date can only be compared by its time. */
function onClockOf(bound: AbsoluteBound, at: Nanoseconds): Nanoseconds {
  return bound.kind === 'time-of-day' || isTimeOfDay(at) ? at % NANOSECONDS_PER_DAY : at;
}

function boundFor(bound: AbsoluteBound, at: Nanoseconds): Nanoseconds {
  return isTimeOfDay(at) ? bound.at % NANOSECONDS_PER_DAY : bound.at;
}
