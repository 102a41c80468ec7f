import type { CaseClock } from './case-clock.js';
import type { Timeline } from './case.js';

const NANOSECONDS_PER_MILLISECOND = 1e6;
/** Enough to see bursts on a wide screen; more could not be drawn. */
const MAXIMUM_BUCKETS = 480;
/** Finest resolution: below this, bursts of one packet's follow-up lines would be told apart. */
const SMALLEST_BUCKET_MS = 10;

/** `stated`: retransmissions of the stack's own account, apart from those that packets show until the end. */
const SERIES = ['drops', 'noise', 'retransmits', 'stated', 'packets'] as const;
type Series = (typeof SERIES)[number];

/** Counts over time in buckets that double in width when the log gets longer, so memory stays the same. */
export class TimelineCounter {
  #bucketMs = SMALLEST_BUCKET_MS;
  #fromNs = Number.NaN;
  /** The bucket of the last event, which nearly always is that of the next one. */
  #index = -1;
  #indexFromNs = Number.NaN;
  #indexToNs = Number.NaN;
  #series: Record<Series, number[]> = { drops: [], noise: [], retransmits: [], stated: [], packets: [] };

  /** `atNs` on the clock of the case. */
  add(series: Series, atNs: number): void {
    // Not `<` and `>=`: NaN, the beginning, is in no bucket.
    if (!(atNs >= this.#indexFromNs && atNs < this.#indexToNs)) this.#goTo(atNs);
    const counts = this.#series[series];
    while (counts.length <= this.#index) counts.push(0);
    counts[this.#index] = (counts[this.#index] as number) + 1;
  }

  finish(clock: CaseClock): Timeline {
    const length = Math.max(...SERIES.map((series) => this.#series[series].length));
    const padded = (series: Series) => Array.from({ length }, (_, i) => this.#series[series][i] ?? 0);
    return {
      bucketMs: this.#bucketMs,
      from: Number.isNaN(this.#fromNs) ? null : clock.time(this.#fromNs),
      series: {
        drops: padded('drops'),
        noise: padded('noise'),
        // Both accounts tell of the same segments: in each moment the fuller one counts, never both.
        retransmits: padded('retransmits').map((seen, i) => Math.max(seen, this.#series.stated[i] ?? 0)),
        packets: padded('packets'),
      },
    };
  }

  #goTo(atNs: number): void {
    if (Number.isNaN(this.#fromNs)) this.#fromNs = atNs;
    while (atNs < this.#fromNs) this.#extendToTheLeft();
    while (this.#indexOf(atNs) >= MAXIMUM_BUCKETS) this.#fold();
    this.#index = this.#indexOf(atNs);
    this.#indexFromNs = this.#fromNs + this.#index * this.#bucketNs;
    this.#indexToNs = this.#indexFromNs + this.#bucketNs;
  }

  get #bucketNs(): number {
    return this.#bucketMs * NANOSECONDS_PER_MILLISECOND;
  }

  #indexOf(atNs: number): number {
    return Math.floor((atNs - this.#fromNs) / this.#bucketNs);
  }

  #fold(): void {
    this.#bucketMs *= 2;
    for (const series of SERIES) {
      const counts = this.#series[series];
      this.#series[series] = Array.from(
        { length: Math.ceil(counts.length / 2) },
        (_, i) => (counts[2 * i] ?? 0) + (counts[2 * i + 1] ?? 0),
      );
    }
  }

  /** A second log may begin earlier: make room in steps that keep the buckets aligned. */
  #extendToTheLeft(): void {
    const longest = Math.max(...SERIES.map((series) => this.#series[series].length));
    const room = Math.max(1, MAXIMUM_BUCKETS - longest);
    this.#fromNs -= room * this.#bucketNs;
    for (const series of SERIES) {
      const counts = this.#series[series];
      if (counts.length > 0) this.#series[series] = [...Array.from({ length: room }, () => 0), ...counts];
    }
    if (longest + room >= MAXIMUM_BUCKETS) this.#fold();
  }
}
