import type { CoursePoint } from './sequence-course.js';

/** More points than this cannot be told apart in a drawing. */
const MAXIMUM_POINTS = 240;
/** How many points all courses have. */
export class PointCount {
  points = 0;
}

/** Far beyond every log, so that hostile times stay numbers that can be drawn. */
const LONGEST_NS = 1e16;

/** Points of a course, spread over its whole length: whenever there are too many, every second one goes. */
export class ThinnedPoints {
  /**
   * Time and bytes of one point after the other, as plain numbers: a segment must not cost an object. Behind the points
   * that are kept stands the one that came last, unless that one was kept.
   */
  readonly #numbers: number[] = [];
  readonly #total: PointCount;
  #most = MAXIMUM_POINTS;
  #length = 0;
  #every = 1;
  /** How many more come before one is taken again. */
  #untilNext = 0;

  constructor(total: PointCount) {
    this.#total = total;
  }

  get length(): number {
    return this.#length;
  }

  /** One of this many is kept. */
  get every(): number {
    return this.#every;
  }

  /** `ns`: since the beginning of the course. */
  add(ns: number, bytes: number): void {
    const at = this.#length * 2;
    this.#numbers[at] = ns;
    this.#numbers[at + 1] = bytes;
    if (this.#untilNext > 0) this.#untilNext--;
    else this.#take();
  }

  /** From now on it has no more points than this. */
  limitTo(most: number): void {
    if (most >= this.#most) return;
    this.#most = most;
    while (this.#length > most) this.#thin();
    this.#numbers.length = Math.min(this.#numbers.length, (this.#length + 1) * 2);
  }

  /** Nobody will ask for its points. */
  release(): void {
    this.#total.points -= this.#length;
  }

  #take(): void {
    this.#length++;
    this.#total.points++;
    this.#untilNext = this.#every - 1;
    if (this.#length > this.#most) this.#thin();
  }

  #thin(): void {
    const numbers = this.#numbers;
    const length = this.#length;
    const sinceKept = this.#every - 1 - this.#untilNext;
    const last = (sinceKept === 0 ? length - 1 : length) * 2;
    const [lastNs, lastBytes] = [numbers[last] as number, numbers[last + 1] as number];
    let kept = 0;
    for (let index = 0; index < length; index += 2) {
      numbers[kept * 2] = numbers[index * 2] as number;
      numbers[kept * 2 + 1] = numbers[index * 2 + 1] as number;
      kept++;
    }
    this.#length = kept;
    this.#total.points -= length - kept;
    // The newest of an even number of points goes, too.
    const since = length % 2 === 0 ? sinceKept + this.#every : sinceKept;
    this.#every *= 2;
    this.#untilNext = this.#every - 1 - since;
    if (since === 0) return;
    numbers[kept * 2] = lastNs;
    numbers[kept * 2 + 1] = lastBytes;
  }

  /** The last point always belongs to it: where a course ends is what a reader looks for. */
  finish(): readonly CoursePoint[] {
    const isLastTaken = this.#untilNext === this.#every - 1;
    return Array.from({ length: isLastTaken ? this.#length : this.#length + 1 }, (_, index): CoursePoint => [
      milliseconds(this.#numbers[index * 2] as number),
      this.#numbers[index * 2 + 1] as number,
    ]);
  }
}

/** Three digits behind the point: microseconds. */
export function milliseconds(durationNs: number): number {
  return Math.trunc(Math.max(-LONGEST_NS, Math.min(LONGEST_NS, durationNs)) / 1_000) / 1_000;
}
