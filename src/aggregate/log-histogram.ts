import type { Distribution } from './conversation.js';

/** Each bucket is 2 % wider than the one before, so a median or percentile is right to 1 %. */
const GROWTH = Math.log(1.02);
/** Values below (in ms) share a bucket: stamps and timers of Windows are not finer. */
const SMALLEST_MS = 0.001;

/** Times in ms in buckets that grow with the value: as many buckets as magnitudes, however many samples. */
export class LogHistogram {
  /** Made with the first sample: most connections of a busy host have few, many none. */
  #buckets: Map<number, number> | null = null;
  #samples = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  #last = 0;
  /** Samples like the last one that are not in their bucket yet: timeouts and round-trip times often stay what they are. */
  #alike = 0;

  get samples(): number {
    return this.#samples;
  }

  add(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0) return;
    if (ms !== this.#last) this.#store();
    this.#alike++;
    this.#samples++;
    this.#last = ms;
    if (ms < this.#min) this.#min = ms;
    if (ms > this.#max) this.#max = ms;
  }

  #store(): void {
    if (this.#alike === 0) return;
    const ms = this.#last;
    const bucket = ms < SMALLEST_MS ? -1 : Math.floor(Math.log(ms / SMALLEST_MS) / GROWTH);
    this.#buckets ??= new Map();
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + this.#alike);
    this.#alike = 0;
  }

  /** Null without samples. Minimum, last and number are exact. */
  distribution(): Distribution | null {
    if (this.#samples === 0) return null;
    this.#store();
    const sorted = [...(this.#buckets ?? [])].sort((x, y) => x[0] - y[0]);
    const at = (share: number) => this.#quantile(sorted, share);
    return { min: round(this.#min), median: at(0.5), p99: at(0.99), last: round(this.#last), samples: this.#samples };
  }

  #quantile(sorted: readonly (readonly [number, number])[], share: number): number {
    let rest = Math.ceil(share * this.#samples);
    for (const [bucket, count] of sorted) {
      rest -= count;
      // The middle of the bucket, but never outside of what was seen: one sample stays what it was.
      if (rest <= 0) return round(Math.min(this.#max, Math.max(this.#min, middleOf(bucket))));
    }
    return round(this.#max);
  }
}

function middleOf(bucket: number): number {
  return bucket < 0 ? 0 : SMALLEST_MS * Math.exp((bucket + 0.5) * GROWTH);
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
