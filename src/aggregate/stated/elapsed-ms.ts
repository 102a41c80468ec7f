import type { Nanoseconds } from '../../base/time.js';

/** Milliseconds from one moment to another, with their 100 ns ticks; negative when `to` is earlier. */
export function elapsedMs(from: Nanoseconds, to: Nanoseconds): number {
  return Number(to - from) / 1e6;
}
