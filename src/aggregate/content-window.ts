import { enlargedNumbers, NO_ENTRY, RecentTexts } from './recent-texts.js';

/**
 * Remembers what makes packets for a while, to tell a new packet from one more snapshot of it. Memory depends on the
 * traffic within the window, not on the size of the log.
 */
export class ContentWindow {
  readonly #windowNs: number;
  readonly #texts = new RecentTexts();
  /** When a snapshot with the content of an entry came last. */
  #lastNs = new Float64Array(this.#texts.room);
  #currentSince = Number.NaN;
  /** Of the content that was asked for last. */
  entry = NO_ENTRY;

  constructor(windowNs: number) {
    this.#windowNs = windowNs;
  }

  /**
   * True when no snapshot with this content came within the window before `atNs`. Each snapshot renews it.
   * @param likely its entry when it was asked for before, or any
   */
  isNew(content: string, hash: number, likely: number, atNs: number): boolean {
    // NaN, the beginning, is no distance either.
    if (!(Math.abs(atNs - this.#currentSince) <= this.#windowNs)) {
      this.#texts.advance();
      this.#currentSince = atNs;
    }
    const entry = this.#texts.isOf(likely, content) ? likely : this.#entryOf(content, hash);
    const isSeen = this.#texts.isKnown(entry) && Math.abs(atNs - (this.#lastNs[entry] as number)) <= this.#windowNs;
    this.entry = entry;
    this.#lastNs[entry] = atNs;
    this.#texts.renew(entry);
    return !isSeen;
  }

  /** Another log begins. */
  clear(): void {
    this.#texts.clear();
    this.#currentSince = Number.NaN;
  }

  #entryOf(content: string, hash: number): number {
    const known = this.#texts.find(hash, content);
    if (known !== NO_ENTRY) return known;
    const entry = this.#texts.add(hash, content);
    const { room } = this.#texts;
    if (this.#lastNs.length < room) this.#lastNs = enlargedNumbers(this.#lastNs, room);
    return entry;
  }
}
