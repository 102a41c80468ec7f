/** A place in a tree of phrases: the bytes so far are the beginning of some, and perhaps one whole. */
interface Node {
  readonly next: Map<number, Node>;
  /** Kind of the phrase that ends here. */
  kind: string | null;
}

const BLANK = 32;

/** Finds which of many phrases stands at a place, without a string or a pattern. */
export class PhraseTree {
  readonly #root: Node = { next: new Map(), kind: null };

  constructor(phrases: Iterable<readonly [text: string, kind: string]>) {
    for (const [text, kind] of phrases) {
      let node = this.#root;
      for (const code of Buffer.from(text)) {
        let next = node.next.get(code);
        if (next === undefined) {
          next = { next: new Map(), kind: null };
          node.next.set(code, next);
        }
        node = next;
      }
      node.kind ??= kind;
    }
  }

  /** True when some phrase stands at `at`. */
  isAt(bytes: Uint8Array, at: number, end: number): boolean {
    let node: Node | undefined = this.#root;
    for (let to = at; node !== undefined; node = to < end ? node.next.get(bytes[to++] as number) : undefined)
      if (node.kind !== null) return true;
    return false;
  }

  /**
   * Kind of the longest phrase at `at`, null for none; undefined when that is not certain, because several blanks, which
   * count as one, stand where the phrases part.
   */
  longestAt(bytes: Uint8Array, at: number, end: number): string | null | undefined {
    let node = this.#root;
    let kind: string | null = null;
    for (let to = at; to < end; to++) {
      const code = bytes[to] as number;
      const next = node.next.get(code);
      if (next === undefined) {
        const isApart = code === BLANK ? bytes[to - 1] !== BLANK && (bytes[to + 1] as number) > BLANK : code > BLANK;
        return isApart ? kind : undefined;
      }
      node = next;
      kind = node.kind ?? kind;
    }
    return kind;
  }
}
