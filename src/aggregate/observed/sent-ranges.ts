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

/** Places that are worth being given back. */
const MANY_PLACES = 64;
const NO_PLACES: number[] = [];
/** Numbers with a point, so that V8 never takes them for small integers. */
const FIRST_PLACE: readonly number[] = Array.from({ length: NUMBERS }, () => 0.5);

/**
 * What one end has sent and is not acknowledged yet, and a little of what is, in the order of sequence numbers. A range is
 * the bytes `[start, end)`, modulo 2^32, of one segment, or of the part of one that was repeated on its own.
 *
 * Ranges are many and come with every packet, so they are no objects: the numbers of all of them stand in one array, and
 * a range is its index, which holds until ranges are added, cut or forgotten. The array is a ring: the last range is
 * usually added and the first one forgotten, and nothing has to move for that.
 */
export class SentRanges {
  readonly #budget: RangeBudget;
  /** `NUMBERS` for each place. */
  #numbers = NO_PLACES;
  /** A power of two, so that the place of an index needs no division; 0 until the first range. */
  #places = 0;
  /** The place of the first range. */
  #first = 0;
  #count = 0;
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
    this.#open(index);
    this.#write(index, start, end, atMs, atMs, copies, point, 0);
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
    this.#numbers = NO_PLACES;
    this.#places = 0;
    this.#first = 0;
    this.#count = 0;
    this.#acknowledged = 0;
  }

  /** Makes two ranges of one: up to `sequence`, and from there on. */
  #divide(index: number, sequence: number): void {
    const end = this.end(index);
    const firstMs = this.firstMs(index);
    const lastMs = this.lastMs(index);
    const sacked = this.#number(index, SACKED);
    this.#open(index + 1);
    this.#write(index + 1, sequence, end, firstMs, lastMs, this.copies(index), this.point(index), sacked);
    this.#set(index, END, sequence);
  }

  /** Makes room for a range at this index: those from it on move by one. */
  #open(index: number): void {
    if (this.#count === this.#places) this.#grow();
    for (let to = this.#count; to > index; to--)
      for (let which = 0; which < NUMBERS; which++) this.#set(to, which, this.#number(to - 1, which));
    this.#count++;
  }

  #write(
    index: number,
    start: number,
    end: number,
    firstMs: number,
    lastMs: number,
    copies: number,
    point: number,
    sacked: number,
  ): void {
    const at = this.#at(index);
    const numbers = this.#numbers;
    numbers[at + START] = start;
    numbers[at + END] = end;
    numbers[at + FIRST_MS] = firstMs;
    numbers[at + LAST_MS] = lastMs;
    numbers[at + COPIES] = copies;
    numbers[at + POINT] = point;
    numbers[at + SACKED] = sacked;
  }

  #grow(): void {
    const numbers = this.#inOrder();
    this.#numbers = numbers.length === 0 ? FIRST_PLACE.slice() : numbers.concat(numbers);
    this.#places = this.#numbers.length / NUMBERS;
    this.#first = 0;
  }

  #shrink(): void {
    this.#places /= 4;
    this.#numbers = this.#inOrder().slice(0, this.#places * NUMBERS);
    this.#first = 0;
  }

  /** All places from that of the first range on. */
  #inOrder(): number[] {
    const at = this.#first * NUMBERS;
    return at === 0 ? this.#numbers : this.#numbers.slice(at).concat(this.#numbers.slice(0, at));
  }

  /** Forgets ranges at the front. */
  #forget(ranges: number): void {
    this.#budget.used -= ranges;
    this.#acknowledged = Math.max(0, this.#acknowledged - ranges);
    this.#count -= ranges;
    this.#first = (this.#first + ranges) & (this.#places - 1);
    if (this.#places >= MANY_PLACES && this.#count < this.#places / 8) this.#shrink();
  }

  #at(index: number): number {
    return ((this.#first + index) & (this.#places - 1)) * NUMBERS;
  }

  #number(index: number, which: number): number {
    return this.#numbers[this.#at(index) + which] as number;
  }

  #set(index: number, which: number, value: number): void {
    this.#numbers[this.#at(index) + which] = value;
  }
}
