/** Room for packets on their way: what is remembered longer than needed is copied by each collection of garbage. */
const FIRST_ENTRIES = 256;
/** Of texts with one hash, more are hostile: the last of them makes room, so that a search stays short. */
const MAXIMUM_WITH_ONE_HASH = 64;
const FREE = 0;

/** No entry. Entries are small numbers, for columns beside this table. */
export const NO_ENTRY = -1;

/**
 * Texts that are remembered for a while: those that were renewed in this generation or the one before. In columns, since
 * objects that live as long as a few collections of garbage cost twice. What is forgotten is swept when the room is used
 * up, and only if that gives too little there is more of it.
 *
 * The caller gives a hash: long texts are told apart by some numbers in them, which is far less work than to hash them.
 */
export class RecentTexts {
  #generation = 2;
  #texts: string[] = [];
  #hashes = new Int32Array(FIRST_ENTRIES);
  #generations = new Int32Array(FIRST_ENTRIES);
  /** Entries that are not used, the next one last. */
  #unused = new Int32Array(FIRST_ENTRIES);
  #unusedCount = 0;
  /** By hash: the number of an entry and 1, or `FREE`. Half of them are used at most. */
  #places = new Int32Array(FIRST_ENTRIES * 2);

  constructor() {
    this.#texts = Array.from({ length: FIRST_ENTRIES }, () => '');
    this.#offer(0, FIRST_ENTRIES);
  }

  /** Every entry is below it. It only ever grows, with `add`. */
  get room(): number {
    return this.#texts.length;
  }

  /** The next generation begins: what was not renewed during the last one is forgotten. */
  advance(): void {
    this.#generation++;
  }

  /** Forgets everything. */
  clear(): void {
    this.#generation += 2;
  }

  /** Is this the entry of the text still? */
  isOf(entry: number, text: string): boolean {
    return entry !== NO_ENTRY && this.#texts[entry] === text;
  }

  /** The entry of this text, which may be a forgotten one; `NO_ENTRY` without one. */
  find(hash: number, text: string): number {
    const places = this.#places;
    const mask = places.length - 1;
    for (let at = placeOf(hash) & mask; ; at = (at + 1) & mask) {
      const entry = (places[at] as number) - 1;
      if (entry < 0) return NO_ENTRY;
      if (this.#hashes[entry] === hash && this.#texts[entry] === text) return entry;
    }
  }

  isKnown(entry: number): boolean {
    return (this.#generations[entry] as number) >= this.#generation - 1;
  }

  renew(entry: number): void {
    this.#generations[entry] = this.#generation;
  }

  /** A new entry for a text that has none; it is not known before it is renewed. */
  add(hash: number, text: string): number {
    if (this.#unusedCount === 0) this.#sweep();
    const places = this.#places;
    const mask = places.length - 1;
    let at = placeOf(hash) & mask;
    let same = 0;
    for (; places[at] !== FREE; at = (at + 1) & mask) {
      const entry = (places[at] as number) - 1;
      if (this.#hashes[entry] !== hash || ++same < MAXIMUM_WITH_ONE_HASH) continue;
      this.#texts[entry] = text;
      this.#generations[entry] = 0;
      return entry;
    }
    const entry = this.#unused[--this.#unusedCount] as number;
    places[at] = entry + 1;
    this.#hashes[entry] = hash;
    this.#texts[entry] = text;
    this.#generations[entry] = 0;
    return entry;
  }

  #sweep(): void {
    const { room } = this;
    for (let entry = room - 1; entry >= 0; entry--) {
      if (this.isKnown(entry)) continue;
      this.#texts[entry] = '';
      this.#unused[this.#unusedCount++] = entry;
    }
    if (this.#unusedCount * 2 < room) this.#grow(room * 2);
    else this.#places.fill(FREE);
    this.#place(room);
  }

  #grow(room: number): void {
    const used = this.room;
    this.#hashes = enlarged(this.#hashes, room);
    this.#generations = enlarged(this.#generations, room);
    this.#unused = enlarged(this.#unused, room);
    this.#places = new Int32Array(room * 2);
    for (let entry = used; entry < room; entry++) this.#texts.push('');
    this.#offer(used, room);
  }

  #offer(from: number, behind: number): void {
    for (let entry = behind - 1; entry >= from; entry--) this.#unused[this.#unusedCount++] = entry;
  }

  /** Finds places for the entries below this one that are known. */
  #place(behind: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    for (let entry = 0; entry < behind; entry++) {
      if (!this.isKnown(entry)) continue;
      let at = placeOf(this.#hashes[entry] as number) & mask;
      while (places[at] !== FREE) at = (at + 1) & mask;
      places[at] = entry + 1;
    }
  }
}

function placeOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

function enlarged(column: Int32Array, room: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(room);
  larger.set(column);
  return larger;
}

/** A column beside a `RecentTexts` that got more room. */
export function enlargedNumbers(column: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(room);
  larger.set(column);
  return larger;
}
