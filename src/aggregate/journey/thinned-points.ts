import type { CoursePoint } from './sequence-course.js';

/** More points than this cannot be told apart in a drawing. */
const MAXIMUM_POINTS = 240;
/** Far beyond every log, so that hostile times stay numbers that can be drawn. */
const LONGEST_NS = 1e16;

/** Points of a course, spread over its whole length: whenever there are too many, every second one goes. */
export class ThinnedPoints {
  // Two lists of plain numbers: a segment that is not taken must not cost an object.
  #ns: number[] = [];
  #bytes: number[] = [];
  #lastNs = 0;
  #lastBytes = 0;
  #every = 1;
  /** How many more come before one is taken again. */
  #untilNext = 0;

  get length(): number {
    return this.#ns.length;
  }

  /** One of this many is kept. */
  get every(): number {
    return this.#every;
  }

  /** `ns`: since the beginning of the course. */
  add(ns: number, bytes: number): void {
    this.#lastNs = ns;
    this.#lastBytes = bytes;
    if (this.#untilNext > 0) {
      this.#untilNext--;
      return;
    }
    this.#ns.push(ns);
    this.#bytes.push(bytes);
    if (this.#ns.length > MAXIMUM_POINTS) {
      this.#ns = this.#ns.filter((_, index) => index % 2 === 0);
      this.#bytes = this.#bytes.filter((_, index) => index % 2 === 0);
      this.#every *= 2;
    }
    this.#untilNext = this.#every - 1;
  }

  /** The last point always belongs to it: where a course ends is what a reader looks for. */
  finish(): readonly CoursePoint[] {
    const points = this.#ns.map((ns, index): CoursePoint => [milliseconds(ns), this.#bytes[index] as number]);
    const isLastTaken = this.#untilNext === this.#every - 1;
    if (!isLastTaken) points.push([milliseconds(this.#lastNs), this.#lastBytes]);
    return points;
  }
}

/** Three digits behind the point: microseconds. */
export function milliseconds(durationNs: number): number {
  return Math.trunc(Math.max(-LONGEST_NS, Math.min(LONGEST_NS, durationNs)) / 1_000) / 1_000;
}
