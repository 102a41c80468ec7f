import type { Snapshot } from '../../events/packet.js';
import { packetKey } from '../packet-key.js';

/** Generations of keys change this often; a key is remembered for at least this long. */
const GENERATION_MS = 1_000;
/**
 * A packet with known content at another component within this time is one more snapshot of it. Queues on the way down
 * (QoS scheduler, power saving of Wi-Fi) hold packets for tens of milliseconds; the shortest Windows retransmission
 * timeout on the internet is 300 ms.
 */
const SAME_CONTENT_ELSEWHERE_MS = 100;
/**
 * Equal content twice at one place within this time is one packet captured twice; later it is the same segment sent
 * again. Chains through the stack take well below 1 ms (measured on build 26100).
 */
const SAME_CONTENT_HERE_MS = 1;
/** A packet that is injected again (VPN, WFP callout) gets a new PktGroupId below 22000; its content tells. */
const INJECTED_AGAIN_MS = 1;

interface Sight {
  /** The place that saw the packet first: a packet that comes there again is a new one. */
  point: number;
  sinceMs: number;
}

/**
 * Tells the first snapshot of each packet from all others. PktMon logs a packet at every component it passes, so that
 * without this everything looks retransmitted.
 */
export class FirstSight {
  #current = new Map<string, Sight>();
  #previous = new Map<string, Sight>();
  #currentSinceMs = Number.NEGATIVE_INFINITY;

  /**
   * True for the first snapshot of a packet.
   * @param content what makes the packet, without what is cut differently at different components
   * @param repeatable a packet that may follow itself at once with equal content: an acknowledgement, a datagram
   */
  isFirst(snapshot: Snapshot, content: string, atMs: number, point: number, repeatable: boolean): boolean {
    this.#age(atMs);
    const { identity, key } = packetKey(snapshot);
    const byGroup = identity === 'group-id';
    if (byGroup) {
      const groupKey = `#${snapshot.input} ${key}`;
      const known = this.#get(groupKey) !== undefined;
      this.#current.set(groupKey, { point, sinceMs: atMs });
      if (known) return false;
    }
    const contentKey = `${snapshot.input} ${content}`;
    const sight = this.#get(contentKey);
    if (sight !== undefined) {
      const sinceMs = atMs - sight.sinceMs;
      const isHere = point === sight.point;
      const limitMs = byGroup
        ? isHere
          ? -1
          : INJECTED_AGAIN_MS
        : isHere
          ? repeatable
            ? -1
            : SAME_CONTENT_HERE_MS
          : SAME_CONTENT_ELSEWHERE_MS;
      if (sinceMs <= limitMs) return false;
    }
    this.#current.set(contentKey, { point, sinceMs: atMs });
    return true;
  }

  #get(key: string): Sight | undefined {
    return this.#current.get(key) ?? this.#previous.get(key);
  }

  #age(atMs: number): void {
    if (Math.abs(atMs - this.#currentSinceMs) <= GENERATION_MS) return;
    this.#previous = this.#current;
    this.#current = new Map();
    this.#currentSinceMs = atMs;
  }
}
