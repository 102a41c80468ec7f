import { isoTime, isTimeOfDay, type Nanoseconds } from '../../base/time.js';
import type { InputSummary } from '../case.js';

const MINUTE: Nanoseconds = 60_000_000_000n;
/** Zones are whole quarters of an hour apart, and no two further than this. */
const QUARTERS_IN_26_HOURS = 104;
/** A capture is stopped by one command after the other: ends this close belong together. */
const SAME_END: Nanoseconds = 2n * MINUTE;

/** Which inputs can be put on one clock, and why others cannot. */
export interface Clocks {
  readonly notes: readonly string[];
  areComparable(one: number, other: number): boolean;
}

/**
 * PktMon and NetTrace both stamp the local time of the machine that converts, without a zone. Two inputs are comparable when
 * nothing shows that their clocks differ. @param packets inputs with packet lines, @param stack inputs with stack events
 */
export function clocksOf(
  inputs: readonly InputSummary[],
  packets: ReadonlySet<number>,
  stack: ReadonlySet<number>,
): Clocks {
  const apart = new Set<string>();
  const notes: string[] = [];
  for (const one of packets) {
    for (const other of stack) {
      const [x, y] = [inputs[one], inputs[other]];
      const why = one === other || x === undefined || y === undefined ? null : whyApart(x, y);
      if (why === null) continue;
      apart.add(`${one} ${other}`);
      notes.push(`${why} Drops and retransmissions of the two are not joined.`);
    }
  }
  return { notes, areComparable: (one, other) => !apart.has(`${one} ${other}`) && !apart.has(`${other} ${one}`) };
}

function whyApart(one: InputSummary, other: InputSummary): string | null {
  const [first, last] = [one.firstTime, one.lastTime];
  const [otherFirst, otherLast] = [other.firstTime, other.lastTime];
  if (first === null || last === null || otherFirst === null || otherLast === null) return null;
  const both = `${one.path} and ${other.path}`;
  if (isTimeOfDay(first) !== isTimeOfDay(otherFirst))
    return `${both} cannot be put on one clock: one of them has times without dates.`;
  const offsets = [one.utcOffsetMinutes, other.utcOffsetMinutes];
  if (offsets[0] !== null && offsets[1] !== null && offsets[0] !== offsets[1]) {
    return `${both} were converted in different time zones (${hours(offsets[0] ?? 0)} and ${hours(offsets[1] ?? 0)} from UTC).`;
  }
  if (first <= otherLast && otherFirst <= last) return null;
  const shift = zoneBetween(first, last, otherFirst, otherLast);
  if (shift !== null)
    return `${both} do not overlap, but would if the clocks were ${hours(shift)} apart: they were probably converted in different time zones.`;
  return `${both} are of different times (${isoTime(first).slice(0, 19)} to ${isoTime(last).slice(0, 19)}, and ${isoTime(otherFirst).slice(0, 19)} to ${isoTime(otherLast).slice(0, 19)}).`;
}

/** Minutes by which the second log must be moved to begin or end with the first one; null when no zone explains it. */
function zoneBetween(
  first: Nanoseconds,
  last: Nanoseconds,
  otherFirst: Nanoseconds,
  otherLast: Nanoseconds,
): number | null {
  for (let quarters = 1; quarters <= QUARTERS_IN_26_HOURS; quarters++) {
    for (const minutes of [quarters * 15, quarters * -15]) {
      const shift = BigInt(minutes) * MINUTE;
      if (distance(first, otherFirst + shift) <= SAME_END || distance(last, otherLast + shift) <= SAME_END)
        return minutes;
    }
  }
  return null;
}

function hours(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : ''}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')} h`;
}

function distance(one: Nanoseconds, other: Nanoseconds): Nanoseconds {
  return one > other ? one - other : other - one;
}
