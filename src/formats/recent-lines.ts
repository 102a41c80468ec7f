/** Lines that are remembered, one for each place; a newer one pushes out the older. */
const PLACES = 512;
const LONGEST = 512;

/**
 * Remembers what was made of the latest lines. PktMon prints one and the same detail line for a packet at each of 6 to
 * 20 components, so most of them need not be read again. A line is only known when all its bytes are equal.
 *
 * Lines are compared four bytes at a time: up to three bytes behind a line are read (`SPARE_BYTES` of `lines/`).
 */
export class RecentLines<Value> {
  readonly #bytes = Buffer.alloc(PLACES * LONGEST + 4);
  readonly #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  readonly #lengths = new Int32Array(PLACES);
  readonly #values: (Value | undefined)[] = Array.from({ length: PLACES });
  #block: Buffer | null = null;
  #blockView: DataView = this.#view;
  #place = 0;

  /** What was remembered for these bytes. */
  get(bytes: Buffer, start: number, end: number): Value | undefined {
    if (bytes !== this.#block) {
      this.#block = bytes;
      this.#blockView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const length = end - start;
    this.#place = placeOf(this.#blockView, start, end);
    if (this.#lengths[this.#place] !== length) return undefined;
    return isEqual(this.#blockView, start, this.#view, this.#place * LONGEST, length)
      ? this.#values[this.#place]
      : undefined;
  }

  /** Remembers what was made of the line that `get` did not know. */
  set(bytes: Buffer, start: number, end: number, value: Value): void {
    if (end - start > LONGEST) return;
    bytes.copy(this.#bytes, this.#place * LONGEST, start, end);
    this.#lengths[this.#place] = end - start;
    this.#values[this.#place] = value;
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
