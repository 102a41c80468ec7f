import type { Snapshot } from '../../events/packet.js';
import { packetKey } from '../packet-key.js';

/** Generations of keys change this often; a key is remembered for at least this long. */
const GENERATION_MS = 200;
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
const NEVER = -1;

interface Sight {
  /** The place that saw the packet first: a packet that comes there again is a new one. */
  readonly point: number;
  readonly sinceMs: number;
}

/**
 * Tells the first snapshot of each packet from all others. PktMon logs a packet at every component it passes, so that
 * without this everything looks retransmitted.
 */
export class FirstSight {
  #input = -1;
  #contents = new Generations<Sight>();
  #groups = new Generations<true>();

  /**
   * True for the first snapshot of a packet.
   * @param content what makes the packet, without what is cut differently at different components
   * @param repeatable a packet that may follow itself at once with equal content: an acknowledgement, a datagram
   */
  isFirst(snapshot: Snapshot, content: string, atMs: number, point: number, repeatable: boolean): boolean {
    if (snapshot.input !== this.#input) this.#begin(snapshot.input);
    const { identity, key } = packetKey(snapshot);
    const byGroup = identity === 'group-id';
    if (byGroup) {
      const isKnown = this.#groups.get(key, atMs) !== undefined;
      this.#groups.set(key, true);
      if (isKnown) return false;
    }
    const sight = this.#contents.get(content, atMs);
    if (sight !== undefined && atMs - sight.sinceMs <= sameWithinMs(byGroup, point === sight.point, repeatable))
      return false;
    this.#contents.set(content, { point, sinceMs: atMs });
    return true;
  }

  /** Another log has its own components and ids; keys without the input are cheaper to look up. */
  #begin(input: number): void {
    this.#input = input;
    this.#contents = new Generations();
    this.#groups = new Generations();
  }
}

/** How long equal content is the same packet; less than nothing when it never is. */
function sameWithinMs(byGroup: boolean, isHere: boolean, repeatable: boolean): number {
  if (byGroup) return isHere ? NEVER : INJECTED_AGAIN_MS;
  if (!isHere) return SAME_CONTENT_ELSEWHERE_MS;
  return repeatable ? NEVER : SAME_CONTENT_HERE_MS;
}

/** A map that forgets: two generations, the older is dropped as a whole. */
class Generations<Value> {
  #current = new Map<string, Value>();
  #previous = new Map<string, Value>();
  #sinceMs = Number.NEGATIVE_INFINITY;

  get(key: string, atMs: number): Value | undefined {
    if (Math.abs(atMs - this.#sinceMs) > GENERATION_MS) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#sinceMs = atMs;
    }
    return this.#current.get(key) ?? this.#previous.get(key);
  }

  /** Behind `get` of the same moment. */
  set(key: string, value: Value): void {
    this.#current.set(key, value);
  }
}
