/** Longest text that is remembered, in bytes. */
const LONGEST = 64;
const WORDS = LONGEST / 4;
const BYTES_OF_WORD = 4;

/**
 * Remembers what was made of the latest texts, by their bytes: the pointers, addresses and names of a log come again and
 * again, and finding one is several times quicker than reading it. A newer text pushes out an older one at its place.
 *
 * Texts are compared four bytes at a time: up to three bytes behind a text are read (`SPARE_BYTES`) and do not count.
 */
export class RecentValues<Value> {
  readonly #mask: number;
  readonly #words: Int32Array;
  readonly #lengths: Uint8Array;
  readonly #values: (Value | undefined)[];
  /** The text that is looked up, as words. */
  readonly #asked = new Int32Array(WORDS);
  #block: Buffer | null = null;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #place = -1;
  #length = 0;

  /** @param places a power of two */
  constructor(places: number) {
    this.#mask = places - 1;
    this.#words = new Int32Array(places * WORDS);
    this.#lengths = new Uint8Array(places);
    this.#values = Array.from({ length: places }, () => undefined);
  }

  /** What was remembered for the text in `[start, end)`. */
  get(bytes: Buffer, start: number, end: number): Value | undefined {
    if (bytes !== this.#block) {
      this.#block = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const length = end - start;
    this.#place = -1;
    if (length <= 0 || length > LONGEST) return undefined;
    const view = this.#view;
    const asked = this.#asked;
    let hash = length;
    let count = 0;
    for (let at = start; at < end; at += BYTES_OF_WORD) {
      let word = view.getInt32(at, true);
      if (end - at < BYTES_OF_WORD) word &= (1 << (8 * (end - at))) - 1;
      asked[count++] = word;
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const place = hash & this.#mask;
    this.#place = place;
    this.#length = length;
    if (this.#lengths[place] !== length) return undefined;
    const words = this.#words;
    const from = place * WORDS;
    for (let i = 0; i < count; i++) if (words[from + i] !== asked[i]) return undefined;
    return this.#values[place];
  }

  /** Remembers what was made of the text that `get` did not know, and gives it back. */
  set(value: Value): Value {
    if (this.#place < 0) return value;
    this.#words.set(this.#asked, this.#place * WORDS);
    this.#lengths[this.#place] = this.#length;
    this.#values[this.#place] = value;
    return value;
  }
}
