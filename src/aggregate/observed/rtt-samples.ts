import type { Distribution } from '../conversation.js';

/** Samples kept; beyond, every second, then every fourth one is, so that they spread over the whole connection. */
const MAXIMUM_SAMPLES = 128;

/** Round-trip times in milliseconds, bounded; the smallest, the last and the number are exact. */
export class RttSamples {
  #kept: number[] = [];
  #stride = 1;
  #samples = 0;
  #last = 0;
  #min = Number.POSITIVE_INFINITY;

  /** Smallest sample, null without one. */
  get min(): number | null {
    return this.#samples === 0 ? null : this.#min;
  }

  add(ms: number): void {
    if (this.#samples % this.#stride === 0) this.#kept.push(ms);
    this.#samples++;
    this.#last = ms;
    if (ms < this.#min) this.#min = ms;
    if (this.#kept.length < MAXIMUM_SAMPLES) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  distribution(): Distribution | null {
    if (this.#samples === 0) return null;
    const sorted = [...this.#kept].sort((x, y) => x - y);
    const at = (share: number) =>
      round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? this.#min);
    return { min: round(this.#min), median: at(0.5), p99: at(0.99), last: round(this.#last), samples: this.#samples };
  }
}

/** Stamps have 100 ns ticks: more than four digits behind the point is noise of the arithmetic. */
export function round(ms: number): number {
  return Math.round(ms * 10_000) / 10_000;
}
