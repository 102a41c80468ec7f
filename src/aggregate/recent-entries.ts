/** What `RecentEntries` keeps: the values of a subclass, and the generation in which it was renewed last. */
export class RecentEntry {
  generation = -1;
}

/**
 * A map by text that forgets: two generations, the older is dropped as a whole. Who holds an entry asks whether it is
 * still known, which is one comparison; finding it means to hash its text, which is long.
 */
export class RecentEntries<Entry extends RecentEntry> {
  #current = new Map<string, Entry>();
  #previous = new Map<string, Entry>();
  #generation = 0;

  /** The next generation begins: what was not renewed during the last one is forgotten. */
  advance(): void {
    this.#previous = this.#current;
    this.#current = new Map();
    this.#generation++;
  }

  /** Forgets everything. */
  clear(): void {
    this.advance();
    this.advance();
  }

  isKnown(entry: Entry): boolean {
    return entry.generation >= this.#generation - 1;
  }

  find(text: string): Entry | null {
    return this.#current.get(text) ?? this.#previous.get(text) ?? null;
  }

  /** Keeps the entry of this text, a new one or one that is known. */
  renew(text: string, entry: Entry): void {
    if (entry.generation === this.#generation) return;
    entry.generation = this.#generation;
    this.#current.set(text, entry);
  }
}
