/** Where lines were left out of a log, so that those that remain keep their numbers. First in, first out. */
export class LeftOutLines {
  /** How many lines that remain stand before each gap, and how many lines are missing there. */
  readonly #before: number[] = [];
  readonly #lines: number[] = [];
  #first = 0;

  /** One more line is missing, behind `remaining` that are not. */
  add(remaining: number): void {
    const last = this.#before.length - 1;
    if (last >= this.#first && this.#before[last] === remaining) (this.#lines[last] as number)++;
    else {
      this.#before.push(remaining);
      this.#lines.push(1);
    }
  }

  /** Takes the lines that are missing before the next one that remains, `remaining` of which have passed. */
  take(remaining: number): number {
    if (this.#first === this.#before.length || (this.#before[this.#first] as number) > remaining) return 0;
    const lines = this.#lines[this.#first] as number;
    if (++this.#first === this.#before.length) {
      this.#before.length = 0;
      this.#lines.length = 0;
      this.#first = 0;
    }
    return lines;
  }
}
