/** A log has few providers that write most of it. */
const MAXIMUM_NAMES = 8;
const CLOSE = Buffer.from(']');
const BYTES_OF_WORD = 4;

/** A name between brackets, with the bracket behind it, as little-endian words. */
class KnownProvider {
  readonly provider: string;
  /** With the bracket. */
  readonly length: number;
  readonly words: Int32Array;
  readonly lastMask: number;
  hits = 0;

  constructor(name: Uint8Array, provider: string) {
    this.provider = provider;
    this.length = name.length + 1;
    const padded = Buffer.alloc(Math.ceil(this.length / BYTES_OF_WORD) * BYTES_OF_WORD);
    padded.set(name);
    padded.set(CLOSE, name.length);
    this.words = Int32Array.from({ length: padded.length / BYTES_OF_WORD }, (_, i) => padded.readInt32LE(4 * i));
    this.lastMask = -1 >>> (8 * (padded.length - this.length));
  }

  /** From the end: names of one vendor begin alike. A word may reach behind the name. */
  isAt(view: DataView, from: number): boolean {
    const { words } = this;
    let word = words.length - 1;
    if ((view.getInt32(from + 4 * word, true) & this.lastMask) !== words[word]) return false;
    while (--word >= 0) if (view.getInt32(from + 4 * word, true) !== words[word]) return false;
    return true;
  }
}

/**
 * The providers that came first, those that come often in front. To compare a name with them is cheaper than to look for
 * its end and then for what it is.
 */
export class KnownProviders {
  readonly #known: KnownProvider[] = [];
  #block: Buffer | null = null;
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Behind the bracket of the name that was found. */
  bodyAt = 0;

  /** The provider whose name begins at `from`; null when it is none of those known. `SPARE_BYTES` behind `end` are readable. */
  at(bytes: Buffer, from: number, end: number): string | null {
    if (bytes !== this.#block) {
      this.#block = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const known = this.#known;
    for (let place = 0; place < known.length; place++) {
      const one = known[place] as KnownProvider;
      if (from + one.length > end || !one.isAt(this.#view, from)) continue;
      one.hits++;
      if (place > 0) this.#order(one, place);
      this.bodyAt = from + one.length;
      return one.provider;
    }
    return null;
  }

  /** A name that `at` did not know: `[from, end)`, which a bracket follows. */
  remember(bytes: Buffer, from: number, end: number, provider: string): void {
    if (this.#known.length < MAXIMUM_NAMES) this.#known.push(new KnownProvider(bytes.subarray(from, end), provider));
  }

  #order(one: KnownProvider, place: number): void {
    const before = this.#known[place - 1] as KnownProvider;
    if (before.hits >= one.hits) return;
    this.#known[place - 1] = one;
    this.#known[place] = before;
  }
}
