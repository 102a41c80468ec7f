import type { InputSummary } from '../../../aggregate/case.js';
import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../../base/time.js';
import { formatCount, formatCounted, formatDuration, formatMilliseconds, formatShare } from '../../number.js';
import { captureHoles } from '../rows/capture-holes.js';
import { burstsOf } from './bursts.js';
import type { Scope } from './scope.js';

/** What the eye sees in the timeline, in sentences: bursts, times without a capture, events that were lost. */
export function timelineNotes(scope: Scope): string[] {
  const { inputs, timeline } = scope.report.case;
  return [
    ...burstNote('dropped packets that may matter', timeline.series.drops, scope),
    ...burstNote('retransmissions', timeline.series.retransmits, scope),
    ...captureHoles(inputs).map(
      ({ from, to }) =>
        `No input covers ${scope.clock.shown(from)} to ${timeAfter(from, to, scope)} (${formatDuration(to - from)}): nothing is known of that time.`,
    ),
    ...inputs.flatMap((input, index) => lostNote(input, scope.names[index] ?? `input ${index + 1}`)),
  ];
}

function burstNote(what: string, counts: readonly number[], { report, clock }: Scope): string[] {
  const { from, bucketMs } = report.case.timeline;
  const bursts = burstsOf(counts);
  if (from === null || bursts.length === 0) return [];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const told = bursts.map(({ first, buckets, count }) => {
    const at = from + BigInt(first * bucketMs) * NANOSECONDS_PER_MILLISECOND;
    return `${formatCount(count)} (${formatShare(count, total)}) within ${formatMilliseconds(buckets * bucketMs)} from ${clock.timeOfDay(at)}`;
  });
  return [`Bursts of ${what}: ${told.join('; ')}.`];
}

/** The log says how many, never when. */
function lostNote({ eventsLost, buffersLost }: InputSummary, name: string): string[] {
  const parts = [
    ...((eventsLost ?? 0) > 0 ? [formatCounted(eventsLost ?? 0, 'event')] : []),
    ...((buffersLost ?? 0) > 0 ? [formatCounted(buffersLost ?? 0, 'buffer')] : []),
  ];
  if (parts.length === 0) return [];
  return [`${name} lost ${parts.join(' and ')}, and does not say when: a quiet time may be one of them.`];
}

/** The date stands with the beginning; the end repeats it only when it is another day. */
function timeAfter(from: Nanoseconds, to: Nanoseconds, { clock }: Scope): string {
  return clock.shown(from).slice(0, 10) === clock.shown(to).slice(0, 10) ? clock.timeOfDay(to) : clock.shown(to);
}
