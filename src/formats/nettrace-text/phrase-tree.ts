const BLANK = 32;
/** The root is nobody's child, so its number stands for none. */
const NO_NODE = 0;
const ROOT = 0;

/**
 * Finds which of many phrases stands at a place, without a string or a pattern. A node of the tree says: the bytes so far are
 * the beginning of some, and perhaps one whole. Nodes are rows of columns: thousands of objects take long to make, and each
 * step from one to the next would be a look-up.
 */
export class PhraseTree {
  /** The byte that leads to a node. */
  readonly #codes: Uint8Array;
  readonly #firstChild: Int32Array;
  /** The next child of the same node. */
  readonly #sibling: Int32Array;
  /** Kind of the phrase that ends at a node. */
  readonly #kinds: (string | null)[] = [null];

  constructor(phrases: Iterable<readonly [text: string, kind: string]>) {
    const all = [...phrases].map(([text, kind]) => ({ bytes: Buffer.from(text), kind }));
    const nodes = all.reduce((sum, { bytes }) => sum + bytes.length, 1);
    this.#codes = new Uint8Array(nodes);
    this.#firstChild = new Int32Array(nodes);
    this.#sibling = new Int32Array(nodes);
    for (const { bytes, kind } of all) {
      let node = ROOT;
      for (const code of bytes) node = this.#child(node, code) || this.#add(node, code);
      this.#kinds[node] ??= kind;
    }
  }

  /** True when some phrase stands at `at`. */
  isAt(bytes: Uint8Array, at: number, end: number): boolean {
    let node = ROOT;
    for (let to = at; to < end; to++) {
      node = this.#child(node, bytes[to] as number);
      if (node === NO_NODE) return false;
      if (this.#kinds[node] !== null) return true;
    }
    return false;
  }

  /**
   * Kind of the longest phrase at `at`, null for none; undefined when that is not certain, because several blanks, which
   * count as one, stand where the phrases part.
   */
  longestAt(bytes: Uint8Array, at: number, end: number): string | null | undefined {
    let node = ROOT;
    let kind: string | null = null;
    for (let to = at; to < end; to++) {
      const code = bytes[to] as number;
      node = this.#child(node, code);
      if (node === NO_NODE) {
        const isApart = code === BLANK ? bytes[to - 1] !== BLANK && (bytes[to + 1] as number) > BLANK : code > BLANK;
        return isApart ? kind : undefined;
      }
      kind = this.#kinds[node] ?? kind;
    }
    return kind;
  }

  #child(node: number, code: number): number {
    let child = this.#firstChild[node] as number;
    while (child !== NO_NODE && this.#codes[child] !== code) child = this.#sibling[child] as number;
    return child;
  }

  #add(node: number, code: number): number {
    const child = this.#kinds.push(null) - 1;
    this.#codes[child] = code;
    this.#sibling[child] = this.#firstChild[node] as number;
    this.#firstChild[node] = child;
    return child;
  }
}
