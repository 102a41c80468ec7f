import type { CoursePoint } from './sequence-course.js';

/** More points than this cannot be told apart in a drawing. */
const MAXIMUM_POINTS = 240;

/** Points of a course, spread over its whole length: whenever there are too many, every second one goes. */
export class ThinnedPoints {
  #points: CoursePoint[] = [];
  #last: CoursePoint | null = null;
  #every = 1;
  #seen = 0;

  get length(): number {
    return this.#points.length;
  }

  /** One of this many is kept. */
  get every(): number {
    return this.#every;
  }

  add(ms: number, bytes: number): void {
    this.#last = [ms, bytes];
    const isTaken = this.#seen % this.#every === 0;
    this.#seen++;
    if (!isTaken) return;
    this.#points.push(this.#last);
    if (this.#points.length <= MAXIMUM_POINTS) return;
    this.#points = this.#points.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  /** The last point always belongs to it: where a course ends is what a reader looks for. */
  finish(): readonly CoursePoint[] {
    return this.#last === null || this.#points.at(-1) === this.#last ? this.#points : [...this.#points, this.#last];
  }
}
