import type { CongestionPoint, Conversation } from '../conversation.js';
import type { Stamp } from './moment.js';

/** Points kept for one connection: enough for the saw teeth of a chart. When full, every second one goes. */
const MAXIMUM_POINTS = 200;
/** Points of all connections together (about 30 MB); later connections keep only their extremes. */
const MAXIMUM_POINTS_IN_ALL = 300_000;

/** Shared by all connections of a case. */
export class PointBudget {
  #left = MAXIMUM_POINTS_IN_ALL;

  take(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }

  giveBack(points: number): void {
    this.#left += points;
  }
}

/** Congestion window and slow start threshold of one connection over time, in bytes. */
export class CongestionCourse {
  readonly #budget: PointBudget;
  #points: CongestionPoint[] = [];
  #stride = 1;
  #changes = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = 0;
  #last: number | null = null;
  #threshold: number | null = null;

  constructor(budget: PointBudget) {
    this.#budget = budget;
  }

  add(event: Stamp, window: number, threshold: number | null): void {
    if (threshold !== null) this.#threshold = threshold;
    if (window === this.#last) return;
    this.#last = window;
    if (window < this.#minimum) this.#minimum = window;
    if (window > this.#maximum) this.#maximum = window;
    if (this.#changes++ % this.#stride !== 0 || !this.#budget.take()) return;
    this.#points.push({ at: event.at, bytes: window, ssthresh: this.#threshold });
    if (this.#points.length < MAXIMUM_POINTS) return;
    const kept = this.#points.filter((_, index) => index % 2 === 0);
    this.#budget.giveBack(this.#points.length - kept.length);
    this.#points = kept;
    this.#stride *= 2;
  }

  finish(): Conversation['congestionWindow'] {
    if (this.#last === null) return null;
    return { minimum: this.#minimum, maximum: this.#maximum, last: this.#last, series: this.#points };
  }
}
