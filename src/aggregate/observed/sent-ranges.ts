import { sequenceDistance } from './sequence-number.js';

/** Bytes that were sent in one segment, or in the part of one that was repeated on its own. `[start, end)` modulo 2^32. */
export interface SentRange {
  readonly start: number;
  readonly end: number;
  /** When it was seen first, and when its latest copy was. */
  readonly firstMs: number;
  lastMs: number;
  /** Retransmissions of it that were seen. */
  copies: number;
  /** The place that saw it. */
  readonly point: number;
  isSacked: boolean;
}

/** Ranges kept per direction: a window of 700 KB in single segments, much more with large send offload. */
const MAXIMUM_RANGES = 512;
/** Ranges kept in all connections together (about 50 MB). Beyond, each direction keeps only a few. */
const MAXIMUM_RANGES_IN_ALL = 500_000;
const RANGES_WHEN_FULL = 8;
/** Acknowledged ranges that stay known, so that a copy that comes after the acknowledgement is recognised. */
const ACKNOWLEDGED_KEPT = 8;

/** Counts the ranges of all connections. */
export class RangeBudget {
  used = 0;
}

/** What one end has sent and is not acknowledged yet, and a little of what is, in the order of sequence numbers. */
export class SentRanges {
  readonly #budget: RangeBudget;
  #ranges: SentRange[] = [];
  #acknowledged = 0;

  constructor(budget: RangeBudget) {
    this.#budget = budget;
  }

  get all(): readonly SentRange[] {
    return this.#ranges;
  }

  /** Adds a range that was not seen before, usually behind all others. */
  add(range: SentRange): void {
    this.#budget.used++;
    // An array literal takes the room of one element, a push to an empty array that of 17.
    if (this.#ranges.length === 0) {
      this.#ranges = [range];
      return;
    }
    let index = this.#ranges.length;
    while (index > 0 && sequenceDistance(this.#ranges[index - 1]!.start, range.start) < 0) index--;
    this.#ranges.splice(index, 0, range);
    if (index < this.#acknowledged) this.#acknowledged++;
    const room = this.#budget.used > MAXIMUM_RANGES_IN_ALL ? RANGES_WHEN_FULL : MAXIMUM_RANGES;
    if (this.#ranges.length > room) this.#drop(this.#ranges.length - room);
  }

  /** Ranges with bytes of `[start, end)`. */
  overlapping(start: number, end: number): SentRange[] {
    const found: SentRange[] = [];
    for (let index = this.#firstBehind(start); index < this.#ranges.length; index++) {
      const range = this.#ranges[index] as SentRange;
      if (sequenceDistance(end, range.start) >= 0) break;
      if (overlaps(range, start, end)) found.push(range);
    }
    return found;
  }

  /** Index of the first range that ends behind `start`: ranges are in order and have no bytes in common. */
  #firstBehind(start: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sequenceDistance(start, (this.#ranges[middle] as SentRange).end) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The same, with ranges cut at `start` and `end`: a copy of a part of a super-segment is a copy of that part only. */
  carve(start: number, end: number): SentRange[] {
    const from = this.#firstBehind(start);
    let to = from;
    const cut: SentRange[] = [];
    for (; to < this.#ranges.length; to++) {
      const range = this.#ranges[to] as SentRange;
      if (sequenceDistance(end, range.start) >= 0) break;
      const before = sequenceDistance(range.start, start) > 0;
      const after = sequenceDistance(end, range.end) > 0;
      if (before) cut.push({ ...range, end: start });
      cut.push(
        before || after ? { ...range, start: before ? start : range.start, end: after ? end : range.end } : range,
      );
      if (after) cut.push({ ...range, start: end });
      if (to < this.#acknowledged) this.#acknowledged += (before ? 1 : 0) + (after ? 1 : 0);
    }
    this.#budget.used += cut.length - (to - from);
    if (cut.length !== to - from) this.#ranges.splice(from, to - from, ...cut);
    return this.overlapping(start, end);
  }

  /** Everything before `acknowledgement` has arrived. Gives the ranges for which that is news. */
  acknowledge(acknowledgement: number): readonly SentRange[] {
    const from = this.#acknowledged;
    while (
      this.#acknowledged < this.#ranges.length &&
      sequenceDistance(acknowledgement, this.#ranges[this.#acknowledged]!.end) <= 0
    )
      this.#acknowledged++;
    const news = this.#ranges.slice(from, this.#acknowledged);
    if (this.#acknowledged > ACKNOWLEDGED_KEPT) this.#drop(this.#acknowledged - ACKNOWLEDGED_KEPT);
    return news;
  }

  /** Forgets everything: another connection begins on these ports. */
  clear(): void {
    this.#drop(this.#ranges.length);
  }

  #drop(count: number): void {
    this.#ranges.splice(0, count);
    this.#acknowledged = Math.max(0, this.#acknowledged - count);
    this.#budget.used -= count;
  }
}

function overlaps(range: SentRange, start: number, end: number): boolean {
  return sequenceDistance(range.start, end) > 0 && sequenceDistance(start, range.end) > 0;
}
