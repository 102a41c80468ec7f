import type { Nanoseconds } from '../../base/time.js';
import type { StackRecord } from '../../events/stack.js';

/** What an event says about its time. */
export type Stamp = Pick<StackRecord, 'at' | 'day' | 'ofDayNs'>;

/** When something was. Kept in parts where the event has them: most moments are never asked for, and bigints are slow. */
export class Moment {
  protected day: Nanoseconds = 0n;
  protected ofDayNs = 0;

  constructor(event: Stamp) {
    this.set(event);
  }

  get at(): Nanoseconds {
    return this.day + BigInt(this.ofDayNs);
  }

  set(event: Stamp): void {
    const { day, ofDayNs } = event;
    if (day === undefined || ofDayNs === undefined) {
      this.day = event.at;
      this.ofDayNs = 0;
    } else {
      this.day = day;
      this.ofDayNs = ofDayNs;
    }
  }
}

/** The latest of some moments. */
export class LatestMoment extends Moment {
  add(event: Stamp): void {
    const { day, ofDayNs } = event;
    if (day !== undefined && ofDayNs !== undefined && day === this.day) {
      if (ofDayNs > this.ofDayNs) this.ofDayNs = ofDayNs;
    } else if (event.at > this.at) this.set(event);
  }
}
