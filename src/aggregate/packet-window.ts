import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '../base/time.js';

/**
 * Remembers packets for a while, to tell a new packet from one more snapshot of it. Memory depends on the traffic
 * within the window, not on the size of the log: two generations of keys, the older is dropped as a whole.
 */
export class PacketWindow {
  readonly #windowNs: Nanoseconds;
  #current = new Map<string, Nanoseconds>();
  #previous = new Map<string, Nanoseconds>();
  #currentSince: Nanoseconds | null = null;

  constructor(windowNs: Nanoseconds) {
    this.#windowNs = windowNs;
  }

  /** True when no snapshot with this key came within the window before `at`. Each snapshot renews the key. */
  isNew(key: string, at: Nanoseconds): boolean {
    if (
      this.#currentSince === null ||
      at - this.#currentSince > this.#windowNs ||
      at < this.#currentSince - this.#windowNs
    ) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#currentSince = at;
    }
    const last = this.#current.get(key) ?? this.#previous.get(key);
    this.#current.set(key, at);
    return last === undefined || distance(at, last) > this.#windowNs;
  }
}

function distance(a: Nanoseconds, b: Nanoseconds): Nanoseconds {
  return a > b ? a - b : b - a;
}

/**
 * Snapshots with equal content this close together are one packet. Builds 26100 and later give every snapshot its own
 * PktGroupId; a chain through the stack takes well below a millisecond, and 1, 10 and 50 ms gave the same packets in a
 * measured capture. A retransmission of the same segment comes later than that.
 */
export const SAME_CONTENT_WINDOW: Nanoseconds = 1_000_000n;

/** Ids of builds up to 20348 name a packet for good; the window only bounds the memory. */
export const SAME_GROUP_WINDOW: Nanoseconds = 30n * NANOSECONDS_PER_SECOND;
