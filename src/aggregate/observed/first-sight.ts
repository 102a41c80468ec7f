import type { PacketHeader, Snapshot } from '../../events/packet.js';
import type { PacketFacts } from '../packet-facts.js';
import { GroupKeys, hasGroupIdentity } from '../packet-key.js';
import { PacketWindow } from '../packet-window.js';
import { enlargedNumbers, NO_ENTRY, RecentTexts } from '../recent-texts.js';

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

/** What is known of a packet by its content, and where that is remembered. */
type SeenPacket = Pick<PacketFacts, 'content' | 'cutHash' | 'header' | 'sight'>;

/**
 * Tells the first snapshot of each packet from all others. PktMon logs a packet at every component it passes, so that
 * without this everything looks retransmitted.
 */
export class FirstSight {
  readonly #contents = new RecentTexts();
  /** Of the first snapshot of a packet with this content: when it was, and the place. A packet that comes there again is a new one. */
  #seenMs = new Float64Array(this.#contents.room);
  #points = new Float64Array(this.#contents.room);
  /** When the generation of contents began. */
  #sinceMs = Number.NEGATIVE_INFINITY;
  #input = -1;
  #groups = new PacketWindow(GROUP_WINDOW_NS);
  #groupKeys = new GroupKeys();

  /** True for the first snapshot of a packet. `point` is the place that saw it. */
  isFirst(snapshot: Snapshot, facts: SeenPacket, atMs: number, point: number): boolean {
    if (snapshot.input !== this.#input) this.#begin(snapshot.input);
    const byGroup = hasGroupIdentity(snapshot);
    if (byGroup) {
      if (!this.#groups.isNew(this.#groupKeys.key(snapshot), atMs * NANOSECONDS_PER_MILLISECOND)) return false;
    }
    if (Math.abs(atMs - this.#sinceMs) > GENERATION_MS) {
      this.#contents.advance();
      this.#sinceMs = atMs;
    }
    let entry = this.#find(facts);
    if (entry !== NO_ENTRY && this.#contents.isKnown(entry)) {
      const withinMs = sameWithinMs(byGroup, point === this.#points[entry], isRepeatable(facts.header));
      if (atMs - (this.#seenMs[entry] as number) <= withinMs) return false;
    }
    if (entry === NO_ENTRY) entry = this.#add(facts);
    this.#points[entry] = point;
    this.#seenMs[entry] = atMs;
    this.#contents.renew(entry);
    return true;
  }

  /** The entry of this content; most snapshots find it at the header that they have in common with the one before. */
  #find(facts: SeenPacket): number {
    if (!this.#contents.isOf(facts.sight, facts.content))
      facts.sight = this.#contents.find(facts.cutHash, facts.content);
    return facts.sight;
  }

  #add(facts: SeenPacket): number {
    const entry = this.#contents.add(facts.cutHash, facts.content);
    const { room } = this.#contents;
    if (this.#points.length < room) {
      this.#points = enlargedNumbers(this.#points, room);
      this.#seenMs = enlargedNumbers(this.#seenMs, room);
    }
    facts.sight = entry;
    return entry;
  }

  /** Another log has its own components and ids; keys without the input are cheaper to look up. */
  #begin(input: number): void {
    this.#input = input;
    this.#contents.clear();
    this.#sinceMs = Number.NEGATIVE_INFINITY;
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
