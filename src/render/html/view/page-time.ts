import type { Nanoseconds } from '../../../base/time.js';
import { dayClock } from '../rows/day-clock.js';
import { spanOf } from '../rows/rows-head-of.js';
import type { Scope } from './scope.js';

/**
 * A time as attributes of the page carry it: milliseconds since midnight of the first day, the clock on which the reader
 * selects. Empty when the page has no rows, since nothing can be selected then.
 */
export function pageTime(scope: Scope): (at: Nanoseconds) => string {
  const { rows } = scope.report.case;
  if (rows === undefined) return () => '';
  const clock = dayClock(spanOf(rows, scope).from);
  return (at) => String(clock.ms(at));
}
