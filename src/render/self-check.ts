import type { SelfCheck } from '../aggregate/case.js';
import { formatCount, formatCounted } from './number.js';

/** The comparison of counted drop lines with the counters of the rundown, both numbers named. */
export function selfCheckSentence(check: SelfCheck): string {
  const counted = formatCounted(check.counted, 'drop line');
  if (check.counters === null) return `${counted} counted; the log has no drop counters to compare with.`;
  const counters = `the drop counters add up to ${formatCount(check.counters)}`;
  if (check.agrees === null) return `${counted} counted here, of a part of the capture; ${counters} for all of it.`;
  if (check.agrees === true) return `${counted} counted, ${counters}: they agree.`;
  return `${counted} counted, ${counters}: they differ.`;
}
