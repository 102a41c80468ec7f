/** Lines by key. Runs of one key, which are the rule, cost no search. */
export class Tally<Key extends string | number> {
  readonly #cells = new Map<Key, Cell<Key>>();
  #last: Cell<Key> | null = null;

  add(key: Key): void {
    if (this.#last === null || this.#last.key !== key) this.#last = this.#cell(key);
    this.#last.lines++;
  }

  /** Most lines first, then by key. */
  byCount(): readonly { readonly key: Key; readonly lines: number }[] {
    return [...this.#cells.values()].sort((x, y) => y.lines - x.lines || (x.key < y.key ? -1 : 1));
  }

  #cell(key: Key): Cell<Key> {
    let cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, (cell = { key, lines: 0 }));
    return cell;
  }
}

interface Cell<Key> {
  readonly key: Key;
  lines: number;
}
