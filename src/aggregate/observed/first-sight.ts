import type { PacketHeader, Snapshot } from '../../events/packet.js';
import type { PacketFacts } from '../packet-facts.js';
import { GroupKeys, hasGroupIdentity } from '../packet-key.js';
import { PacketWindow } from '../packet-window.js';

const NANOSECONDS_PER_MILLISECOND = 1e6;
/** The snapshots of a group come within this time of one another. */
const GROUP_WINDOW_NS = 400_000_000;
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
  #contents = new Generations<string, Sight>();
  #groups = new PacketWindow(GROUP_WINDOW_NS);
  #groupKeys = new GroupKeys();

  /** True for the first snapshot of a packet. `point` is the place that saw it. */
  isFirst(
    snapshot: Snapshot,
    { content, header }: Pick<PacketFacts, 'content' | 'header'>,
    atMs: number,
    point: number,
  ): boolean {
    if (snapshot.input !== this.#input) this.#begin(snapshot.input);
    const byGroup = hasGroupIdentity(snapshot);
    if (byGroup) {
      if (!this.#groups.isNew(this.#groupKeys.key(snapshot), atMs * NANOSECONDS_PER_MILLISECOND)) return false;
    }
    const sight = this.#contents.get(content, atMs);
    if (sight !== undefined) {
      const withinMs = sameWithinMs(byGroup, point === sight.point, isRepeatable(header));
      if (atMs - sight.sinceMs <= withinMs) return false;
    }
    this.#contents.set(content, { point, sinceMs: atMs });
    return true;
  }

  /** Another log has its own components and ids; keys without the input are cheaper to look up. */
  #begin(input: number): void {
    this.#input = input;
    this.#contents = new Generations();
    this.#groups = new PacketWindow(GROUP_WINDOW_NS);
    this.#groupKeys = new GroupKeys();
  }
}

/** An acknowledgement or datagram may be followed at once by one with equal content; a segment with data may not. */
function isRepeatable({ tcp, protocol }: PacketHeader): boolean {
  return tcp === null ? protocol === 'udp' : tcp.sequence === null;
}

/** How long equal content is the same packet; less than nothing when it never is. */
function sameWithinMs(byGroup: boolean, isHere: boolean, repeatable: boolean): number {
  if (byGroup) return isHere ? NEVER : INJECTED_AGAIN_MS;
  if (!isHere) return SAME_CONTENT_ELSEWHERE_MS;
  return repeatable ? NEVER : SAME_CONTENT_HERE_MS;
}

/** A map that forgets: two generations, the older is dropped as a whole. */
class Generations<Key, Value> {
  #current = new Map<Key, Value>();
  #previous = new Map<Key, Value>();
  #sinceMs = Number.NEGATIVE_INFINITY;

  get(key: Key, atMs: number): Value | undefined {
    if (Math.abs(atMs - this.#sinceMs) > GENERATION_MS) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#sinceMs = atMs;
    }
    return this.#current.get(key) ?? this.#previous.get(key);
  }

  /** Behind `get` of the same moment. */
  set(key: Key, value: Value): void {
    this.#current.set(key, value);
  }
}
