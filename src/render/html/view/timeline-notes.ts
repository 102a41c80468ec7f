import type { InputSummary } from '../../../aggregate/case.js';
import { NANOSECONDS_PER_MILLISECOND } from '../../../base/time.js';
import { formatCounted, formatDuration, formatMilliseconds } from '../../number.js';
import { captureHoles } from '../rows/capture-holes.js';
import type { Scope } from './scope.js';

/** A burst is worth a sentence when half of the packets take less than this share of the time. */
const BURST_SHARE = 0.2;
/** Fewer packets are no burst. */
const LEAST_PACKETS = 8;

/** What the eye sees in the timeline, in sentences: bursts, times without a capture, events that were lost. */
export function timelineNotes(scope: Scope): string[] {
  const { inputs, timeline } = scope.report.case;
  return [
    ...burstNote('dropped packets that may matter', timeline.series.drops, scope),
    ...burstNote('retransmissions', timeline.series.retransmits, scope),
    ...captureHoles(inputs).map(
      ({ from, to }) =>
        `No input covers ${scope.clock.shown(from)} to ${scope.clock.shown(to)} (${formatDuration(to - from)}): nothing is known of that time.`,
    ),
    ...inputs.flatMap((input, index) => lostNote(input, scope.names[index] ?? `input ${index + 1}`)),
  ];
}

function burstNote(what: string, counts: readonly number[], { report, clock }: Scope): string[] {
  const { from, bucketMs } = report.case.timeline;
  const burst = shortestHalf(counts);
  if (from === null || burst === null || burst.buckets > counts.length * BURST_SHARE) return [];
  const at = from + BigInt(burst.first * bucketMs) * NANOSECONDS_PER_MILLISECOND;
  return [
    `Half of the ${what} fall within ${formatMilliseconds(burst.buckets * bucketMs)} from ${clock.timeOfDay(at)}.`,
  ];
}

/** The shortest run of buckets that holds half of everything; null when there is too little. */
function shortestHalf(counts: readonly number[]): { readonly first: number; readonly buckets: number } | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < LEAST_PACKETS) return null;
  let best: { first: number; buckets: number } | null = null;
  let sum = 0;
  let first = 0;
  counts.forEach((count, last) => {
    sum += count;
    while (sum - (counts[first] ?? 0) >= total / 2) sum -= counts[first++] ?? 0;
    if (sum >= total / 2 && (best === null || last - first + 1 < best.buckets))
      best = { first, buckets: last - first + 1 };
  });
  return best;
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
