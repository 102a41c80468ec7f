import { NANOSECONDS_PER_DAY, NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../../base/time.js';
import type { Clock } from '../../clock.js';
import { DAY, SECOND, TIME_STEPS_MS } from './time-steps.js';

/** Labels of eight to twelve characters; narrow screens hide every second one. */
const MOST_TICKS = 8;
/** A label is centred on its tick, so one at the very edge would be cut. */
const EDGE_SHARE = 0.06;

/** Round times on an axis of `lengthMs` milliseconds from `from`, at most eight. */
export function timeTicks(from: Nanoseconds, lengthMs: number, clock: Clock) {
  const longest = TIME_STEPS_MS[TIME_STEPS_MS.length - 1] ?? DAY;
  const step =
    TIME_STEPS_MS.find((one) => lengthMs / one <= MOST_TICKS) ?? Math.ceil(lengthMs / MOST_TICKS / longest) * longest;
  const fromMs = from / NANOSECONDS_PER_MILLISECOND;
  const sinceMidnightMs = Number((from % NANOSECONDS_PER_DAY) / NANOSECONDS_PER_MILLISECOND);
  const ticks: { readonly x: string; readonly label: string }[] = [];
  for (let ms = Math.ceil(sinceMidnightMs / step) * step - sinceMidnightMs; ms < lengthMs; ms += step) {
    const share = ms / lengthMs;
    if (share < EDGE_SHARE || share > 1 - EDGE_SHARE) continue;
    const at = (fromMs + BigInt(ms)) * NANOSECONDS_PER_MILLISECOND;
    ticks.push({ x: `${Math.round(share * 1e5) / 1e3}%`, label: tickLabel(clock, at, step) });
  }
  return ticks;
}

/** Only as precise as the step: `16:10:34.500`, `16:10:34`, `2025-03-28`. */
function tickLabel(clock: Clock, at: Nanoseconds, step: number): string {
  if (step < SECOND) return clock.timeOfDay(at);
  if (step < DAY) return clock.timeOfDay(at).slice(0, 8);
  return clock.shown(at).slice(0, 10);
}
