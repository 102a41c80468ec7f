import type { Nanoseconds } from '../../base/time.js';
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
  #points = new Points();
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
    this.#points.add(event, window, this.#threshold);
    if (this.#points.length < MAXIMUM_POINTS) return;
    const kept = this.#points.everySecond();
    this.#budget.giveBack(this.#points.length - kept.length);
    this.#points = kept;
    this.#stride *= 2;
  }

  finish(): Conversation['congestionWindow'] {
    if (this.#last === null) return null;
    const points = this.#points;
    return {
      minimum: this.#minimum,
      maximum: this.#maximum,
      last: this.#last,
      get series() {
        return points.list();
      },
    };
  }
}

/** Points in columns: hundreds of thousands are kept until the report is written, which looks at each of them once. */
class Points {
  readonly #days: Nanoseconds[] = [];
  readonly #ofDayNs: number[] = [];
  readonly #windows: number[] = [];
  readonly #thresholds: (number | null)[] = [];

  get length(): number {
    return this.#days.length;
  }

  add(event: Stamp, window: number, threshold: number | null): void {
    const isInParts = event.day !== undefined && event.ofDayNs !== undefined;
    this.#push(isInParts ? event.day : event.at, isInParts ? event.ofDayNs : 0, window, threshold);
  }

  everySecond(): Points {
    const kept = new Points();
    for (let at = 0; at < this.length; at += 2)
      kept.#push(
        this.#days[at] as Nanoseconds,
        this.#ofDayNs[at] as number,
        this.#windows[at] as number,
        this.#thresholds[at] as number | null,
      );
    return kept;
  }

  list(): CongestionPoint[] {
    return this.#days.map((day, at) => ({
      at: day + BigInt(this.#ofDayNs[at] as number),
      bytes: this.#windows[at] as number,
      ssthresh: this.#thresholds[at] as number | null,
    }));
  }

  #push(day: Nanoseconds, ofDayNs: number, window: number, threshold: number | null): void {
    this.#days.push(day);
    this.#ofDayNs.push(ofDayNs);
    this.#windows.push(window);
    this.#thresholds.push(threshold);
  }
}
