const FIRST_PLACES = 1_024;
const FREE = -1;

/** A map from numbers of 0 and more to numbers, in typed arrays: no object for an entry, and a third of the time of a Map. */
export class NumberMap {
  #keys = new Float64Array(FIRST_PLACES).fill(FREE);
  #values = new Float64Array(FIRST_PLACES);
  #count = 0;

  /** NaN for a key that has none. */
  get(key: number): number {
    const place = placeOf(this.#keys, key);
    return this.#keys[place] === key ? (this.#values[place] as number) : Number.NaN;
  }

  /** Sets the value of a key, and gives the one before; NaN for a key that had none. */
  exchange(key: number, value: number): number {
    const place = placeOf(this.#keys, key);
    const isNew = this.#keys[place] !== key;
    const before = isNew ? Number.NaN : (this.#values[place] as number);
    this.#values[place] = value;
    if (isNew) this.#take(place, key);
    return before;
  }

  /** Forgets everything; the room stays for what comes next. */
  clear(): void {
    if (this.#count === 0) return;
    this.#keys.fill(FREE);
    this.#count = 0;
  }

  #take(place: number, key: number): void {
    this.#keys[place] = key;
    if (++this.#count * 2 > this.#keys.length) this.#grow();
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#values = new Float64Array(keys.length * 2);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as number;
      if (key === FREE) continue;
      const place = placeOf(this.#keys, key);
      this.#keys[place] = key;
      this.#values[place] = values[index] as number;
    }
  }
}

/** Where the key is, or the free place for it. */
function placeOf(keys: Float64Array, key: number): number {
  const mask = keys.length - 1;
  // Its lower 32 bits and those above.
  let at = (Math.imul(key ^ (key / 4_294_967_296), 0x9e3779b1) >>> 9) & mask;
  for (;;) {
    const found = keys[at];
    if (found === key || found === FREE) return at;
    at = (at + 1) & mask;
  }
}
