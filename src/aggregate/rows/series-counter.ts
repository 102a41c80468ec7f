import { nanosecondsOf } from '../exact-time.js';
import { ROW_GRADES, ROW_KINDS, type RowSeries } from './case-rows.js';
import type { RowValues } from './row-columns.js';

/** Enough to see bursts on a wide screen; more could not be drawn. */
const MAXIMUM_BUCKETS = 480;
const SMALLEST_BUCKET_MS = 10;
/** Numbers below 2^16 each: kind, grade and reason make one key. */
const GRADES = ROW_GRADES.length;
const KINDS = ROW_KINDS.length;

/** Counts packets of all rows over time, whether they are kept or not. Buckets double in width when the log gets longer. */
export class SeriesCounter {
  readonly #counts = new Map<number, number[]>();
  #bucketMs = SMALLEST_BUCKET_MS;
  #fromMs = Number.NaN;
  #fromNs = 0;
  #length = 0;

  add({ ms, ns, kind, grade, reason, packetCount }: RowValues): void {
    if (packetCount === 0) return;
    if (Number.isNaN(this.#fromMs)) {
      this.#fromMs = ms;
      this.#fromNs = ns;
    }
    const isPartOver = ns < this.#fromNs ? 1 : 0;
    while (ms - isPartOver < this.#fromMs) this.#extendToTheLeft();
    let index = this.#index(ms - isPartOver);
    while (index >= MAXIMUM_BUCKETS) {
      this.#fold();
      index = this.#index(ms - isPartOver);
    }
    const key = (reason * KINDS + kind) * GRADES + grade;
    let counts = this.#counts.get(key);
    if (counts === undefined) this.#counts.set(key, (counts = []));
    while (counts.length <= index) counts.push(0);
    counts[index] = (counts[index] ?? 0) + packetCount;
    this.#length = Math.max(this.#length, index + 1);
  }

  finish(): RowSeries {
    const keys = [...this.#counts.keys()].sort((x, y) => x - y);
    return {
      bucketMs: this.#bucketMs,
      from: Number.isNaN(this.#fromMs) ? 0n : nanosecondsOf(this.#fromMs, this.#fromNs),
      counts: keys.map((key) => ({
        kind: ROW_KINDS[Math.floor(key / GRADES) % KINDS] ?? 'drop',
        reason: Math.floor(key / GRADES / KINDS),
        grade: ROW_GRADES[key % GRADES] ?? 'noise',
        perBucket: Array.from({ length: this.#length }, (_, index) => this.#counts.get(key)?.[index] ?? 0),
      })),
    };
  }

  /** `ms`: whole milliseconds, in step with those since the beginning. */
  #index(ms: number): number {
    return Math.floor((ms - this.#fromMs) / this.#bucketMs);
  }

  #fold(): void {
    this.#bucketMs *= 2;
    this.#length = Math.ceil(this.#length / 2);
    for (const [key, counts] of this.#counts) {
      const folded = Array.from(
        { length: Math.ceil(counts.length / 2) },
        (_, index) => (counts[2 * index] ?? 0) + (counts[2 * index + 1] ?? 0),
      );
      this.#counts.set(key, folded);
    }
  }

  /** A second log may begin earlier: make room in steps that keep the buckets aligned. */
  #extendToTheLeft(): void {
    while (this.#length > MAXIMUM_BUCKETS / 2) this.#fold();
    const room = MAXIMUM_BUCKETS / 2;
    this.#fromMs -= room * this.#bucketMs;
    this.#length += room;
    for (const [key, counts] of this.#counts)
      this.#counts.set(key, [...Array.from({ length: room }, () => 0), ...counts]);
    this.#fold();
  }
}
