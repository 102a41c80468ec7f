import type { Distribution } from '../conversation.js';
import { LogHistogram } from '../log-histogram.js';

/** Samples kept one by one; with more, a histogram takes them over, as many at a time. */
const MAXIMUM_SAMPLES = 128;

// What is known of all samples; the samples stand behind it.
const MIN = 0;
const SMOOTHED = 1;
const VARIATION = 2;
const SAMPLES = 3;

/**
 * Round-trip times in milliseconds, bounded. Median and percentiles are exact up to 128 samples and right to 1 % beyond;
 * the smallest, the last and the number are always exact.
 */
export class RttSamples {
  /** All numbers in one array: of thousands of connections each is somewhere else in memory when its next packet comes. */
  readonly #numbers: number[] = [Number.POSITIVE_INFINITY, Number.NaN, Number.NaN];
  /** Of the samples that are kept; the last one is always among them. */
  #count = 0;
  /** Null while all fit. */
  #histogram: LogHistogram | null = null;

  /** Smallest sample, NaN without one. */
  get min(): number {
    const min = this.#numbers[MIN] as number;
    return Number.isFinite(min) ? min : Number.NaN;
  }

  /** Smoothed as RFC 6298 does for the retransmission timer; NaN without a sample. */
  get smoothedMs(): number {
    return this.#numbers[SMOOTHED] as number;
  }

  /** How far samples are from it. */
  get variationMs(): number {
    return this.#numbers[VARIATION] as number;
  }

  add(ms: number): void {
    const numbers = this.#numbers;
    if (ms < (numbers[MIN] as number)) numbers[MIN] = ms;
    const smoothed = numbers[SMOOTHED] as number;
    const isFirst = Number.isNaN(smoothed);
    numbers[VARIATION] = isFirst ? ms / 2 : 0.75 * (numbers[VARIATION] as number) + 0.25 * Math.abs(smoothed - ms);
    numbers[SMOOTHED] = isFirst ? ms : 0.875 * smoothed + 0.125 * ms;
    if (this.#count === MAXIMUM_SAMPLES) this.#handOver((this.#histogram ??= new LogHistogram()));
    numbers[SAMPLES + this.#count++] = ms;
  }

  #handOver(histogram: LogHistogram): void {
    for (let index = 0; index < this.#count; index++) histogram.add(this.#numbers[SAMPLES + index] as number);
    this.#count = 0;
  }

  distribution(): Distribution | null {
    if (this.#histogram !== null) {
      this.#handOver(this.#histogram);
      return this.#histogram.distribution();
    }
    if (this.#count === 0) return null;
    const sorted = this.#numbers.slice(SAMPLES).toSorted((x, y) => x - y);
    const at = (share: number) =>
      round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? this.min);
    return {
      min: round(this.min),
      median: at(0.5),
      p99: at(0.99),
      last: round(this.#numbers.at(-1) as number),
      samples: sorted.length,
    };
  }
}

/** Stamps have 100 ns ticks: more than four digits behind the point is noise of the arithmetic. */
export function round(ms: number): number {
  return Math.round(ms * 10_000) / 10_000;
}
