import { NumberMap } from './number-map.js';

/**
 * Remembers packets for a while, to tell a new packet from one more snapshot of it. Memory depends on the traffic
 * within the window, not on the size of the log: two generations of keys, the older is dropped as a whole.
 */
export class PacketWindow {
  readonly #windowNs: number;
  #current = new Generation();
  #previous = new Generation();
  #currentSince = Number.NaN;

  constructor(windowNs: number) {
    this.#windowNs = windowNs;
  }

  /** True when no snapshot with this key came within the window before `atNs`. Each snapshot renews the key. */
  isNew(key: string | number, atNs: number): boolean {
    // NaN, the beginning, is no distance either.
    if (!(Math.abs(atNs - this.#currentSince) <= this.#windowNs)) {
      const oldest = this.#previous;
      this.#previous = this.#current;
      this.#current = oldest;
      this.#current.clear();
      this.#currentSince = atNs;
    }
    let last = this.#current.exchange(key, atNs);
    if (Number.isNaN(last)) last = this.#previous.get(key);
    // NaN, of a key that is not known, is no distance either.
    return !(Math.abs(atNs - last) <= this.#windowNs);
  }
}

/** When each key came last: numbers, and texts for what has no number. */
class Generation {
  readonly #numbers = new NumberMap();
  #texts = new Map<string, number>();

  /** NaN for a key that did not come. */
  get(key: string | number): number {
    return typeof key === 'number' ? this.#numbers.get(key) : (this.#texts.get(key) ?? Number.NaN);
  }

  /** Gives when the key came before, as `get` does. */
  exchange(key: string | number, atNs: number): number {
    if (typeof key === 'number') return this.#numbers.exchange(key, atNs);
    const before = this.#texts.get(key) ?? Number.NaN;
    this.#texts.set(key, atNs);
    return before;
  }

  clear(): void {
    this.#numbers.clear();
    if (this.#texts.size > 0) this.#texts = new Map();
  }
}

/**
 * Snapshots with equal content this close together are one packet. Builds 26100 and later give every snapshot its own
 * PktGroupId; a chain through the stack takes well below a millisecond, and 1, 10 and 50 ms gave the same packets in a
 * measured capture. A retransmission of the same segment comes later than that.
 */
export const SAME_CONTENT_WINDOW_NS = 1_000_000;

/** Ids of builds up to 20348 name a packet for good; the window only bounds the memory. */
export const SAME_GROUP_WINDOW_NS = 30_000_000_000;
