/** Numbers in the order of first use: what comes often tends to come early and gets a small number. */
export class Numbering<Value> {
  readonly values: Value[] = [];
  readonly #numbers = new Map<number | string, number>();

  /** `make` is asked once for each key. */
  of(key: number | string, make: () => Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.values.push(make());
    this.#numbers.set(key, this.values.length - 1);
    return this.values.length - 1;
  }
}
