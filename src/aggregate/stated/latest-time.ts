import type { Nanoseconds } from '../../base/time.js';
import type { StackRecord } from '../../events/stack.js';

type Moment = Pick<StackRecord, 'at' | 'day' | 'ofDayNs'>;

/** The latest of some times. Within a day it compares numbers: bigints are slow, and made only where an event has no others. */
export class LatestTime {
  #day: Nanoseconds;
  #ofDayNs: number;

  constructor(first: Moment) {
    this.#day = first.day ?? first.at;
    this.#ofDayNs = first.day === undefined ? 0 : (first.ofDayNs ?? 0);
  }

  get time(): Nanoseconds {
    return this.#day + BigInt(this.#ofDayNs);
  }

  add(moment: Moment): void {
    const { day, ofDayNs } = moment;
    if (day !== undefined && day === this.#day && ofDayNs !== undefined) {
      if (ofDayNs > this.#ofDayNs) this.#ofDayNs = ofDayNs;
    } else if (moment.at > this.time) {
      this.#day = day ?? moment.at;
      this.#ofDayNs = day === undefined ? 0 : (ofDayNs ?? 0);
    }
  }
}
