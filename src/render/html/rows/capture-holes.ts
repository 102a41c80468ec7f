import type { InputSummary } from '../../../aggregate/case.js';
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '../../../base/time.js';

/** Two logs that follow one another are never closed without a moment between them. */
const SMALLEST_HOLE: Nanoseconds = NANOSECONDS_PER_SECOND;

export interface CaptureHole {
  readonly from: Nanoseconds;
  readonly to: Nanoseconds;
}

/** Times between the first and the last record of a case that no input covers: nothing can be said about them. */
export function captureHoles(inputs: readonly InputSummary[]): CaptureHole[] {
  const covered = inputs
    .flatMap(({ firstTime, lastTime }) => (firstTime === null || lastTime === null ? [] : [{ firstTime, lastTime }]))
    .sort((x, y) => (x.firstTime < y.firstTime ? -1 : x.firstTime > y.firstTime ? 1 : 0));
  const holes: CaptureHole[] = [];
  let end = covered[0]?.lastTime ?? 0n;
  for (const { firstTime, lastTime } of covered) {
    if (firstTime - end >= SMALLEST_HOLE) holes.push({ from: end, to: firstTime });
    if (lastTime > end) end = lastTime;
  }
  return holes;
}
