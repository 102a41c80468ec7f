import type { Nanoseconds } from '../../base/time.js';
import { sequenceDistance } from '../observed/sequence-number.js';
import { Moment, type Stamp } from './moment.js';

/** Sends remembered for each connection until they are acknowledged; older ones are forgotten first. */
const MAXIMUM_SENDS = 32;
/** Ranges kept to be filled again: every segment of new data needs one. */
const SPARE_RANGES = 8;

/** A range that was sent, and when last. */
class SentRange extends Moment {
  sequence: number;
  bytes: number;
  copies = 0;

  constructor(event: Stamp, sequence: number, bytes: number) {
    super(event);
    this.sequence = sequence;
    this.bytes = bytes;
  }

  fill(event: Stamp, sequence: number, bytes: number): void {
    this.set(event);
    this.sequence = sequence;
    this.bytes = bytes;
    this.copies = 0;
  }
}

/** When each range that is not yet acknowledged was sent last, and how often it was sent again. */
export class SentCopies {
  /** In the order in which they were sent; behind `#count` of them come spare ones. */
  readonly #sends: SentRange[] = [];
  #count = 0;

  sent(sequence: number, bytes: number, event: Stamp): void {
    this.#add(sequence, bytes, event);
  }

  /** Counts one more copy of what begins at `sequence`; says when the copy before was sent, null when that was not seen. */
  again(sequence: number, bytes: number, event: Stamp): { readonly before: Nanoseconds | null; readonly copy: number } {
    const same = this.#lastFrom(sequence) ?? this.#lastAround(sequence);
    if (same === null) {
      this.#add(sequence, bytes, event).copies = 1;
      return { before: null, copy: 1 };
    }
    const { at: before, copies } = same;
    // A probe resends the tail of a larger send: from now on the tail has a life of its own.
    const copied = same.sequence === sequence ? same : this.#add(sequence, bytes, event);
    copied.set(event);
    copied.copies = copies + 1;
    return { before, copy: copies + 1 };
  }

  /** Everything before `sequence` has arrived. */
  acknowledged(sequence: number): void {
    const sends = this.#sends;
    let kept = 0;
    for (let index = 0; index < this.#count; index++) {
      const sent = sends[index] as SentRange;
      if (sequenceDistance(sequence, sent.sequence + sent.bytes) <= 0) continue;
      if (index > kept) {
        sends[index] = sends[kept] as SentRange;
        sends[kept] = sent;
      }
      kept++;
    }
    this.#count = kept;
    if (sends.length > kept + SPARE_RANGES) sends.length = kept + SPARE_RANGES;
  }

  clear(): void {
    this.#sends.length = 0;
    this.#count = 0;
  }

  #add(sequence: number, bytes: number, event: Stamp): SentRange {
    // The oldest makes room.
    if (this.#count === MAXIMUM_SENDS) this.#sends.push(this.#sends.shift() as SentRange);
    else this.#count++;
    const place = this.#count - 1;
    const spare = this.#sends[place];
    if (spare !== undefined) {
      spare.fill(event, sequence, bytes);
      return spare;
    }
    const range = new SentRange(event, sequence, bytes);
    this.#sends.push(range);
    return range;
  }

  #lastFrom(sequence: number): SentRange | null {
    for (let index = this.#count - 1; index >= 0; index--) {
      const sent = this.#sends[index] as SentRange;
      if (sent.sequence === sequence) return sent;
    }
    return null;
  }

  #lastAround(sequence: number): SentRange | null {
    for (let index = this.#count - 1; index >= 0; index--) {
      const sent = this.#sends[index] as SentRange;
      if (isInside(sequence, sent)) return sent;
    }
    return null;
  }
}

function isInside(sequence: number, sent: SentRange): boolean {
  const offset = sequenceDistance(sent.sequence, sequence);
  return offset >= 0 && offset < sent.bytes;
}
