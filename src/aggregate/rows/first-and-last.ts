import { RowChunks, type RowValues } from './row-columns.js';

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

  /** At most `most` rows: all if they fit, else the first half and the last half of that number. */
  *take(most: number): Generator<RowValues> {
    const kept = Math.min(most, this.#total);
    const fromStart = kept === this.#total ? kept : Math.ceil(kept / 2);
    for (let index = 0; index < fromStart; index++) yield this.#row(index);
    for (let index = this.#total - (kept - fromStart); index < this.#total; index++) yield this.#row(index);
  }

  #row(index: number): RowValues {
    return index < this.#half ? this.#first.get(index) : this.#last.get((index - this.#half) % this.#half);
  }
}
