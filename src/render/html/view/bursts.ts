/** Buckets that belong together, and what is counted in them. */
export interface Burst {
  readonly first: number;
  readonly buckets: number;
  readonly count: number;
}

/** So many times the usual count is a burst. */
const TIMES_THE_MEAN = 4;
/** Fewer in one bucket are no burst. */
const LEAST_COUNT = 5;
const MOST_BURSTS = 3;

/** The largest bursts in the order of time: runs of buckets far above the mean of all. A quiet bucket in between parts them. */
export function burstsOf(counts: readonly number[]): Burst[] {
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const least = Math.max(LEAST_COUNT, mean * TIMES_THE_MEAN);
  const bursts: { first: number; buckets: number; count: number }[] = [];
  counts.forEach((count, bucket) => {
    if (count < least) return;
    const last = bursts.at(-1);
    if (last !== undefined && last.first + last.buckets === bucket) {
      last.buckets++;
      last.count += count;
    } else bursts.push({ first: bucket, buckets: 1, count });
  });
  return bursts
    .sort((x, y) => y.count - x.count || x.first - y.first)
    .slice(0, MOST_BURSTS)
    .sort((x, y) => x.first - y.first);
}
