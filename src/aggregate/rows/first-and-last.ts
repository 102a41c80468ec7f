import { type KeptColumns, RowChunks, type RowValues } from './row-columns.js';

/** The first and the last rows of a stream, equally many, and how many there were. */
export class FirstAndLast {
  readonly #half: number;
  readonly #first = new RowChunks();
  readonly #last = new RowChunks();
  #total = 0;

  /** @param maximum rows kept, an even number */
  constructor(maximum: number) {
    this.#half = maximum / 2;
  }

  get total(): number {
    return this.#total;
  }

  add(row: RowValues): void {
    if (this.#total < this.#half) this.#first.set(this.#total, row);
    else this.#last.set((this.#total - this.#half) % this.#half, row);
    this.#total++;
  }

  /** Writes at most `most` rows from row `from` on: all if they fit, else the first half and the last half of that number. */
  copy(most: number, to: KeptColumns, from: number): void {
    const kept = Math.min(most, this.#total);
    const fromStart = kept === this.#total ? kept : Math.ceil(kept / 2);
    const skipped = this.#total - kept;
    for (let row = 0; row < kept; row++) this.#copyRow(row < fromStart ? row : row + skipped, to, from + row);
  }

  #copyRow(index: number, to: KeptColumns, target: number): void {
    if (index < this.#half) this.#first.copy(index, to, target);
    else this.#last.copy((index - this.#half) % this.#half, to, target);
  }
}
