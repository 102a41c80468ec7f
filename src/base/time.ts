/**
 * Nanoseconds since 1970-01-01T00:00:00 on the clock of the log.
 *
 * The logs print local time without a zone, so this is not UTC unless the header of the trace gave the offset
 * (`InputSummary.utcOffsetMinutes`). PktMon prints 100 ns ticks as nine digits, more than a double holds since the
 * epoch: hence bigint. A log whose lines carry a time but no date starts on day 0 (see `isTimeOfDay`).
 */
export type Nanoseconds = bigint;

export const NANOSECONDS_PER_MILLISECOND = 1_000_000n;
export const NANOSECONDS_PER_SECOND = 1_000_000_000n;
export const NANOSECONDS_PER_DAY = 86_400n * NANOSECONDS_PER_SECOND;

/** Days around day 0 that no capture is from. */
const DAYS_WITHOUT_CAPTURES = 3650n;

/** True for a time of a log without dates: such a clock starts on day 0 and counts midnights. */
export function isTimeOfDay(at: Nanoseconds): boolean {
  const farthest = DAYS_WITHOUT_CAPTURES * NANOSECONDS_PER_DAY;
  return at > -farthest && at < farthest;
}

/** The dated second that was written last: reports hold hundreds of thousands of times, mostly in their order. */
let writtenSecond: Nanoseconds = 0n;
let written: string | null = null;

/**
 * ISO 8601 with nine digits: `2026-01-17T11:33:39.050443400`, with the offset appended when it is known
 * (`+01:00`), and the bare time of day for a log without dates (`23:02:26.123456700`).
 */
export function isoTime(at: Nanoseconds, utcOffsetMinutes: number | null = null): string {
  const offset = utcOffsetMinutes === null ? '' : isoOffset(utcOffsetMinutes);
  const sinceSecond = Number(at - writtenSecond);
  if (written !== null && sinceSecond >= 0 && sinceSecond < 1e9) return written + fractionOf(sinceSecond) + offset;
  // A damaged year may lie before 1970, where the remainder is negative.
  const remainder = at % NANOSECONDS_PER_SECOND;
  const nanoseconds = remainder < 0n ? remainder + NANOSECONDS_PER_SECOND : remainder;
  const second = at - nanoseconds;
  const iso = new Date(Number(second / NANOSECONDS_PER_SECOND) * 1000).toISOString();
  const fraction = fractionOf(Number(nanoseconds));
  if (isTimeOfDay(at)) return `${iso.slice(11, 19)}.${fraction}`;
  const dated = `${iso.slice(0, 19)}.`;
  if (at > 0n) {
    writtenSecond = second;
    written = dated;
  }
  return dated + fraction + offset;
}

/** Nine digits. */
function fractionOf(nanoseconds: number): string {
  return String(1e9 + nanoseconds).slice(1);
}

function isoOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
