import { RecentEntries, RecentEntry } from './recent-entries.js';

/** When a snapshot with some content came last. */
export class SeenContent extends RecentEntry {
  lastNs = Number.NaN;
}

/**
 * Remembers what makes packets for a while, to tell a new packet from one more snapshot of it. Memory depends on the
 * traffic within the window, not on the size of the log.
 */
export class ContentWindow {
  readonly #windowNs: number;
  readonly #seen = new RecentEntries<SeenContent>();
  #currentSince = Number.NaN;

  constructor(windowNs: number) {
    this.#windowNs = windowNs;
  }

  /**
   * What is remembered of this content, for `isNew` at the same moment.
   * @param known what was remembered when the same content was asked for before, null when nobody knows
   */
  of(content: string, known: SeenContent | null, atNs: number): SeenContent {
    // NaN, the beginning, is no distance either.
    if (!(Math.abs(atNs - this.#currentSince) <= this.#windowNs)) {
      this.#seen.advance();
      this.#currentSince = atNs;
    }
    if (known !== null && this.#seen.isKnown(known)) return known;
    return this.#seen.find(content) ?? new SeenContent();
  }

  /** True when no snapshot with this content came within the window before `atNs`. Each snapshot renews it. */
  isNew(content: string, seen: SeenContent, atNs: number): boolean {
    const isSeen = Math.abs(atNs - seen.lastNs) <= this.#windowNs;
    seen.lastNs = atNs;
    this.#seen.renew(content, seen);
    return !isSeen;
  }

  /** Another log begins. */
  clear(): void {
    this.#seen.clear();
    this.#currentSince = Number.NaN;
  }
}
