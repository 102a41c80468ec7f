import type { Distribution } from '../conversation.js';
import { LogHistogram } from '../log-histogram.js';

/** Samples kept one by one; with more, a histogram takes over. */
const MAXIMUM_SAMPLES = 128;

/**
 * Round-trip times in milliseconds, bounded. Median and percentiles are exact up to 128 samples and right to 1 % beyond;
 * the smallest, the last and the number are always exact.
 */
export class RttSamples {
  #kept: number[] = [];
  #histogram: LogHistogram | null = null;
  #last = Number.NaN;
  #min = Number.POSITIVE_INFINITY;

  /** Smallest sample, NaN without one. */
  get min(): number {
    return Number.isFinite(this.#min) ? this.#min : Number.NaN;
  }

  add(ms: number): void {
    this.#last = ms;
    if (ms < this.#min) this.#min = ms;
    if (this.#histogram !== null) return this.#histogram.add(ms);
    this.#kept.push(ms);
    if (this.#kept.length <= MAXIMUM_SAMPLES) return;
    this.#histogram = new LogHistogram();
    for (const sample of this.#kept) this.#histogram.add(sample);
    this.#kept = [];
  }

  distribution(): Distribution | null {
    if (this.#histogram !== null) return this.#histogram.distribution();
    if (this.#kept.length === 0) return null;
    const sorted = [...this.#kept].sort((x, y) => x - y);
    const at = (share: number) =>
      round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? this.#min);
    return {
      min: round(this.#min),
      median: at(0.5),
      p99: at(0.99),
      last: round(this.#last),
      samples: sorted.length,
    };
  }
}

/** Stamps have 100 ns ticks: more than four digits behind the point is noise of the arithmetic. */
export function round(ms: number): number {
  return Math.round(ms * 10_000) / 10_000;
}
