/** Lines that are remembered, one for each place; a newer one pushes out the older. */
const PLACES = 512;
const LONGEST = 512;
/** Where a line begins that is no longer in the block. */
const COPIED = -1;

/**
 * Remembers what was made of the latest lines. PktMon prints one and the same detail line for a packet at each of 6 to
 * 20 components, so most of them need not be read again. A line is only known when all its bytes are equal.
 *
 * Lines stay where they are in the block until the block goes, and only those that are still remembered are copied then.
 * Lines are compared four bytes at a time: up to three bytes behind a line are read (`SPARE_BYTES` of `lines/`).
 */
export class RecentLines<Value> {
  readonly #bytes = Buffer.alloc(PLACES * LONGEST + 4);
  readonly #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  readonly #lengths = new Int32Array(PLACES);
  /** Where the line begins in the block; `COPIED` when it is at its place in the bytes here. */
  readonly #starts = new Int32Array(PLACES).fill(COPIED);
  readonly #values: (Value | undefined)[] = Array.from({ length: PLACES });
  /** Places of lines in the block. */
  readonly #inBlock: number[] = [];
  #inBlockCount = 0;
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
        ? isEqual(this.#blockView, start, this.#view, place * LONGEST, length)
        : isEqual(this.#blockView, start, this.#blockView, from, length);
    return isSame ? this.#values[place] : undefined;
  }

  /** Remembers what was made of the line that `get` did not know. */
  set(start: number, end: number, value: Value): void {
    if (end - start > LONGEST) return;
    const place = this.#place;
    if (this.#starts[place] === COPIED) this.#inBlock[this.#inBlockCount++] = place;
    this.#starts[place] = start;
    this.#lengths[place] = end - start;
    this.#values[place] = value;
  }

  /** The bytes of the block are about to go. */
  keep(): void {
    for (let i = 0; i < this.#inBlockCount; i++) {
      const place = this.#inBlock[i] as number;
      const start = this.#starts[place] as number;
      this.#block?.copy(this.#bytes, place * LONGEST, start, start + (this.#lengths[place] as number));
      this.#starts[place] = COPIED;
    }
    this.#inBlockCount = 0;
  }

  #enter(block: Buffer): void {
    this.keep();
    this.#block = block;
    this.#blockView = new DataView(block.buffer, block.byteOffset, block.byteLength);
  }
}

/** Every second word counts: addresses, ports and sequence numbers are longer than four digits. */
function placeOf(view: DataView, start: number, end: number): number {
  let hash = end - start;
  for (let at = end - 4; at >= start; at -= 8) hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}

function isEqual(one: DataView, oneAt: number, other: DataView, otherAt: number, length: number): boolean {
  let at = 0;
  for (; at + 4 <= length; at += 4)
    if (one.getInt32(oneAt + at, true) !== other.getInt32(otherAt + at, true)) return false;
  for (; at < length; at++) if (one.getUint8(oneAt + at) !== other.getUint8(otherAt + at)) return false;
  return true;
}
