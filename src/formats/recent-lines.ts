import { areEqual } from '../base/equal-bytes.js';

/** Lines that are remembered, one for each place; a newer one pushes out the older. */
const PLACES = 512;
const LONGEST = 512;
/** So many of the latest are still remembered when their block is gone: copies of a packet follow it closely. */
const KEPT = 64;
/** Where a line begins that is no longer in the block. */
const COPIED = -1;

/**
 * Remembers what was made of the latest lines. PktMon prints one and the same detail line for a packet at each of 6 to
 * 20 components, so most of them need not be read again. A line is only known when all its bytes are equal.
 *
 * Lines stay where they are in the block until the block goes, and only the latest are copied then.
 */
export class RecentLines<Value> {
  readonly #bytes = Buffer.alloc(PLACES * LONGEST);
  readonly #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  /** 0 for a place without a line. */
  readonly #lengths = new Int32Array(PLACES);
  /** Where the line begins in the block; `COPIED` when it is at its place in the bytes here. */
  readonly #starts = new Int32Array(PLACES);
  /** How many lines had been remembered before it. */
  readonly #turns = new Int32Array(PLACES);
  readonly #values: (Value | undefined)[] = Array.from({ length: PLACES });
  #turn = 0;
  #block: Buffer | null = null;
  #blockView: DataView = this.#view;
  #place = 0;

  /** What was remembered for these bytes. */
  get(bytes: Buffer, start: number, end: number): Value | undefined {
    if (bytes !== this.#block) this.#enter(bytes);
    const length = end - start;
    const place = placeOf(this.#blockView, start, end);
    this.#place = place;
    if (this.#lengths[place] !== length) return undefined;
    const from = this.#starts[place] as number;
    const isSame =
      from === COPIED
        ? areEqual(this.#blockView, start, this.#view, place * LONGEST, length)
        : areEqual(this.#blockView, start, this.#blockView, from, length);
    return isSame ? this.#values[place] : undefined;
  }

  /** Remembers what was made of the line that `get` did not know. */
  set(start: number, end: number, value: Value): void {
    if (end - start > LONGEST) return;
    const place = this.#place;
    this.#starts[place] = start;
    this.#lengths[place] = end - start;
    this.#values[place] = value;
    this.#turn = (this.#turn + 1) | 0;
    this.#turns[place] = this.#turn;
  }

  /** The bytes of the block are about to go. */
  keep(): void {
    for (let place = 0; place < PLACES; place++) {
      const length = this.#lengths[place] as number;
      if (length === 0) continue;
      if (this.#turn - (this.#turns[place] as number) >= KEPT) this.#forget(place);
      else this.#copy(place, this.#starts[place] as number, length);
    }
  }

  #copy(place: number, start: number, length: number): void {
    if (start === COPIED) return;
    this.#block?.copy(this.#bytes, place * LONGEST, start, start + length);
    this.#starts[place] = COPIED;
  }

  #forget(place: number): void {
    this.#lengths[place] = 0;
    this.#values[place] = undefined;
  }

  #enter(block: Buffer): void {
    this.keep();
    this.#block = block;
    this.#blockView = new DataView(block.buffer, block.byteOffset, block.byteLength);
  }
}

/** Bytes at the end of a line that tell where it is remembered: sequence numbers and lengths, or else addresses. */
const TELLING = 64;

/** Every second word counts: what tells packets apart is longer than four digits. */
function placeOf(view: DataView, start: number, end: number): number {
  let hash = end - start;
  const from = Math.max(start, end - TELLING);
  for (let at = end - 4; at >= from; at -= 8) hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
