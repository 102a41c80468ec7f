import { sequenceDistance } from './sequence-number.js';

/** Ranges kept per direction: a window of 700 KB in single segments, much more with large send offload. */
const MAXIMUM_RANGES = 512;
/** Ranges kept in all connections together (about 30 MB). Beyond, each direction keeps only a few. */
const MAXIMUM_RANGES_IN_ALL = 500_000;
const RANGES_WHEN_FULL = 8;
/** Acknowledged ranges that stay known, so that a copy that comes after the acknowledgement is recognised. */
const ACKNOWLEDGED_KEPT = 8;

/** Counts the ranges of all connections. */
export class RangeBudget {
  used = 0;
}

// The numbers of one range, side by side.
const START = 0;
const END = 1;
const FIRST_MS = 2;
const LAST_MS = 3;
const COPIES = 4;
const POINT = 5;
const SACKED = 6;
const NUMBERS = 7;
/** Room, in numbers, that is worth being given back. */
const MUCH_ROOM = 64 * NUMBERS;

const NO_RANGES: readonly number[] = [];

/**
 * What one end has sent and is not acknowledged yet, and a little of what is, in the order of sequence numbers. A range is
 * the bytes `[start, end)`, modulo 2^32, of one segment, or of the part of one that was repeated on its own.
 *
 * Ranges are many and come with every packet, so they are no objects: the numbers of all of them stand in one array, and
 * a range is its index, which holds until ranges are added, cut or forgotten.
 */
export class SentRanges {
  readonly #budget: RangeBudget;
  /** `NUMBERS` for each range, with room behind. Empty until the first: most ends of a scan send nothing. */
  #numbers: number[] = NO_RANGES as number[];
  #count = 0;
  /** Forgotten ranges at the front whose place was not reclaimed yet. */
  #forgotten = 0;
  #acknowledged = 0;

  constructor(budget: RangeBudget) {
    this.#budget = budget;
  }

  get count(): number {
    return this.#count;
  }

  /** How many, from the first on, are acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  start(index: number): number {
    return this.#number(index, START);
  }

  end(index: number): number {
    return this.#number(index, END);
  }

  /** When it was seen first. */
  firstMs(index: number): number {
    return this.#number(index, FIRST_MS);
  }

  /** When its latest copy was seen. */
  lastMs(index: number): number {
    return this.#number(index, LAST_MS);
  }

  /** Retransmissions of it that were seen. */
  copies(index: number): number {
    return this.#number(index, COPIES);
  }

  /** The place that saw it. */
  point(index: number): number {
    return this.#number(index, POINT);
  }

  isSacked(index: number): boolean {
    return this.#number(index, SACKED) === 1;
  }

  sack(index: number): void {
    this.#set(index, SACKED, 1);
  }

  /** A copy was seen, the `copies`-th of its bytes. */
  repeat(index: number, copies: number, atMs: number): void {
    this.#set(index, COPIES, copies);
    this.#set(index, LAST_MS, atMs);
  }

  /** Adds a range that was not seen before, usually behind all others. */
  add(start: number, end: number, atMs: number, point: number, copies: number): void {
    this.#budget.used++;
    let index = this.#count;
    while (index > 0 && sequenceDistance(this.start(index - 1), start) < 0) index--;
    this.#insert(index, start, end, atMs, atMs, copies, point, 0);
    if (index < this.#acknowledged) this.#acknowledged++;
    const room = this.#budget.used > MAXIMUM_RANGES_IN_ALL ? RANGES_WHEN_FULL : MAXIMUM_RANGES;
    if (this.#count > room) this.#forget(this.#count - room);
  }

  /** Index of the first range that ends behind `start`: ranges are in order and have no bytes in common. */
  firstBehind(start: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sequenceDistance(start, this.end(middle)) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** False behind the last range that has bytes before `end`. */
  isBefore(index: number, end: number): boolean {
    return index < this.#count && sequenceDistance(end, this.start(index)) < 0;
  }

  /** Whether the range has bytes of `[start, end)`. */
  overlaps(index: number, start: number, end: number): boolean {
    return sequenceDistance(this.start(index), end) > 0 && sequenceDistance(start, this.end(index)) > 0;
  }

  /** Cuts ranges at `start` and `end`: a copy of a part of a super-segment is a copy of that part only. */
  carve(start: number, end: number): void {
    let parts = 0;
    for (let index = this.firstBehind(start); this.isBefore(index, end); index++) {
      const isBeforeStart = sequenceDistance(this.start(index), start) > 0;
      const isBehindEnd = sequenceDistance(end, this.end(index)) > 0;
      const wasAcknowledged = index - parts < this.#acknowledged;
      let made = 0;
      if (isBeforeStart) {
        this.#divide(index, start);
        made++;
      }
      if (isBehindEnd) {
        this.#divide(index + made, end);
        made++;
      }
      if (wasAcknowledged) this.#acknowledged += made;
      parts += made;
      index += made;
    }
    this.#budget.used += parts;
  }

  /** Everything before `acknowledgement` has arrived: from the former number of acknowledged ranges on that is news. */
  acknowledge(acknowledgement: number): void {
    while (this.#acknowledged < this.#count && sequenceDistance(acknowledgement, this.end(this.#acknowledged)) <= 0)
      this.#acknowledged++;
  }

  /** Forgets acknowledged ranges except for the last ones. */
  forgetAcknowledged(): void {
    if (this.#acknowledged > ACKNOWLEDGED_KEPT) this.#forget(this.#acknowledged - ACKNOWLEDGED_KEPT);
  }

  /** Forgets everything: another connection begins on these ports. */
  clear(): void {
    this.#budget.used -= this.#count;
    this.#numbers = NO_RANGES as number[];
    this.#count = 0;
    this.#forgotten = 0;
    this.#acknowledged = 0;
  }

  /** Makes two ranges of one: up to `sequence`, and from there on. */
  #divide(index: number, sequence: number): void {
    const end = this.end(index);
    const [firstMs, lastMs] = [this.firstMs(index), this.lastMs(index)];
    const sacked = this.#number(index, SACKED);
    this.#insert(index + 1, sequence, end, firstMs, lastMs, this.copies(index), this.point(index), sacked);
    this.#set(index, END, sequence);
  }

  #insert(
    index: number,
    start: number,
    rangeEnd: number,
    firstMs: number,
    lastMs: number,
    copies: number,
    point: number,
    sacked: number,
  ): void {
    const at = (index + this.#forgotten) * NUMBERS;
    const end = (this.#count + this.#forgotten) * NUMBERS;
    this.#count++;
    if (this.#numbers.length === 0) {
      // A literal takes the room of one range, a push to an empty array that of several.
      this.#numbers = [start, rangeEnd, firstMs, lastMs, copies, point, sacked];
      return;
    }
    const numbers = this.#numbers;
    if (end === numbers.length) numbers.push(start, rangeEnd, firstMs, lastMs, copies, point, sacked);
    for (let to = end + NUMBERS - 1; to >= at + NUMBERS; to--) numbers[to] = numbers[to - NUMBERS] as number;
    numbers[at + START] = start;
    numbers[at + END] = rangeEnd;
    numbers[at + FIRST_MS] = firstMs;
    numbers[at + LAST_MS] = lastMs;
    numbers[at + COPIES] = copies;
    numbers[at + POINT] = point;
    numbers[at + SACKED] = sacked;
  }

  /** Forgets ranges at the front. Their place is reclaimed when it is as much as what is left: then moving costs little. */
  #forget(ranges: number): void {
    this.#budget.used -= ranges;
    this.#acknowledged = Math.max(0, this.#acknowledged - ranges);
    this.#count -= ranges;
    this.#forgotten += ranges;
    if (this.#forgotten < this.#count) return;
    const numbers = this.#numbers;
    const from = this.#forgotten * NUMBERS;
    const end = from + this.#count * NUMBERS;
    if (numbers.length > MUCH_ROOM && end - from < numbers.length / 4) this.#numbers = numbers.slice(from, end);
    else for (let at = from; at < end; at++) numbers[at - from] = numbers[at] as number;
    this.#forgotten = 0;
  }

  #number(index: number, which: number): number {
    return this.#numbers[(index + this.#forgotten) * NUMBERS + which] as number;
  }

  #set(index: number, which: number, value: number): void {
    this.#numbers[(index + this.#forgotten) * NUMBERS + which] = value;
  }
}
