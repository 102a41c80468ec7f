/** 100 ns units, the resolution of the stamps. */
const TICKS_PER_MILLISECOND = 10_000;
const TICKS_PER_SECOND = 10_000_000n;
/** FILETIME counts from 1601, the log's clock from 1970. */
const TICKS_1601_TO_1970 = 116_444_736_000_000_000n;

/** Local time of the capturing machine; times of a scene are milliseconds since the capture began. */
export interface LogClock {
  /** `2026-03-02 09:15:00.224260200`: nine digits, the last two are always 00. */
  readonly stamp: (atMs: number) => string;
  /** `09:15:00.224260200`, the prefix of real-time mode. */
  readonly timeOfDay: (atMs: number) => string;
  /** FILETIME in UTC, as the header of the trace prints it. */
  readonly fileTime: (atMs: number) => bigint;
}

/**
 * @param startedAt local time with seven fraction digits, `2026-03-02T09:15:00.2242602`
 * @param utcOffsetMinutes zone of the machine: the stamps print local time, the header UTC
 */
export function logClock(startedAt: string, utcOffsetMinutes: number): LogClock {
  const seconds = BigInt(Date.parse(`${startedAt.slice(0, 19)}Z`) / 1000);
  const startTicks = seconds * TICKS_PER_SECOND + BigInt(startedAt.slice(20).padEnd(7, '0'));
  const ticksAt = (atMs: number) => startTicks + BigInt(Math.round(atMs * TICKS_PER_MILLISECOND));
  const stamp = (atMs: number) => {
    const ticks = ticksAt(atMs);
    const date = new Date(Number(ticks / TICKS_PER_SECOND) * 1000).toISOString();
    const fraction = String(ticks % TICKS_PER_SECOND).padStart(7, '0');
    return `${date.slice(0, 10)} ${date.slice(11, 19)}.${fraction}00`;
  };
  return {
    stamp,
    timeOfDay: (atMs) => stamp(atMs).slice(11),
    fileTime: (atMs) => ticksAt(atMs) + TICKS_1601_TO_1970 - BigInt(utcOffsetMinutes) * 60n * TICKS_PER_SECOND,
  };
}
