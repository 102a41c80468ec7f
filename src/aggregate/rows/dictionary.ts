/** Small numbers for texts that come again and again, bounded: the log is hostile and must not fill the memory. */
export class Dictionary<Value extends string | number | null> {
  readonly values: Value[] = [];
  readonly #ids = new Map<Value, number>();
  readonly #maximum: number;
  readonly #rest: Value;
  /** The value that was asked for last: runs of one value are the rule. */
  #last: Value;
  #lastId = 0;

  /** @param rest what stands for every value beyond the first `maximum`; it is entry 0 */
  constructor(maximum: number, rest: Value) {
    this.#maximum = maximum;
    this.#rest = rest;
    this.#last = rest;
    this.#add(rest);
  }

  id(value: Value): number {
    if (value !== this.#last) {
      this.#lastId = this.#ids.get(value) ?? this.#add(value);
      this.#last = value;
    }
    return this.#lastId;
  }

  #add(value: Value): number {
    if (this.values.length >= this.#maximum) return this.#ids.get(this.#rest) ?? 0;
    this.values.push(value);
    this.#ids.set(value, this.values.length - 1);
    return this.values.length - 1;
  }
}
