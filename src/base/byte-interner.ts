import { areEqual } from './equal-bytes.js';

/**
 * Finds what was made of the same bytes before, so that it is made once and not for every line. Bounded: a full table
 * forgets everything and begins again.
 *
 * Bytes are compared several at a time: up to three behind a range are read (`SPARE_BYTES`).
 */
export class ByteInterner<Value> {
  readonly #longest: number;
  readonly #mask: number;
  readonly #most: number;
  readonly #hashes: Int32Array;
  /** Length and kind of what is at each place. */
  readonly #heads: Int32Array;
  readonly #values: (Value | undefined)[];
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #block: Buffer;
  #blockView: DataView;
  #count = 0;
  /** Of the bytes that `find` did not know. */
  #place = -1;
  #hash = 0;
  #head = 0;

  /**
   * @param longest length of the longest range that is remembered; below 256
   * @param places a power of two; three quarters of them are used
   */
  constructor(longest: number, places: number) {
    this.#longest = longest;
    this.#mask = places - 1;
    this.#most = (places * 3) / 4;
    this.#hashes = new Int32Array(places);
    this.#heads = new Int32Array(places);
    this.#values = Array.from({ length: places });
    this.#bytes = Buffer.alloc(places * longest + 4);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
    this.#block = this.#bytes;
    this.#blockView = this.#view;
  }

  /** What was remembered for the bytes of `[start, end)`. `kind` tells apart what equal bytes mean in different places. */
  find(bytes: Buffer, start: number, end: number, kind = 0): Value | undefined {
    const length = end - start;
    if (length > this.#longest) {
      this.#place = -1;
      return undefined;
    }
    if (bytes !== this.#block) {
      this.#block = bytes;
      this.#blockView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const head = kind * KIND + length;
    const hash = hashOf(this.#blockView, start, end, head);
    let place = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const value = this.#values[place];
      if (value === undefined) break;
      if (this.#hashes[place] === hash && this.#heads[place] === head && this.#isAt(place, start, length)) return value;
      place = (place + 1) & this.#mask;
    }
    this.#place = place;
    this.#hash = hash;
    this.#head = head;
    return undefined;
  }

  /** Remembers what was made of the bytes that `find` was asked for last and did not know. */
  remember(bytes: Buffer, start: number, end: number, value: Value): void {
    if (this.#place < 0) return;
    if (this.#count >= this.#most) {
      this.#values.fill(undefined);
      this.#count = 0;
      this.#place = (this.#hash ^ (this.#hash >>> 15)) & this.#mask;
    }
    this.#count++;
    this.#hashes[this.#place] = this.#hash;
    this.#heads[this.#place] = this.#head;
    bytes.copy(this.#bytes, this.#place * this.#longest, start, end);
    this.#values[this.#place] = value;
    this.#place = -1;
  }

  #isAt(place: number, start: number, length: number): boolean {
    const from = place * this.#longest;
    if (length >= 8) return areEqual(this.#blockView, start, this.#view, from, length);
    let at = 0;
    if (length >= 4) {
      if (this.#blockView.getInt32(start, true) !== this.#view.getInt32(from, true)) return false;
      at = 4;
    }
    const differs = this.#blockView.getInt32(start + at, true) ^ this.#view.getInt32(from + at, true);
    return (differs & tailMask(length)) === 0;
  }
}

/** More than a length can be. */
const KIND = 256;

function hashOf(view: DataView, start: number, end: number, seed: number): number {
  let hash = seed;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const second = Math.imul(view.getInt32(at + 4, true), 0x85ebca6b);
    hash = Math.imul(hash ^ view.getInt32(at, true) ^ (second >>> 15) ^ second, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  if (at + 4 <= end) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
    at += 4;
  }
  return Math.imul(hash ^ (view.getInt32(at, true) & tailMask(end - start)), 0x85ebca6b);
}

/** Which bits of the last word belong to a range of this length. */
function tailMask(length: number): number {
  return (1 << ((length & 3) * 8)) - 1;
}
