import type { Distribution } from '../conversation.js';
import { type RangeBudget, SentRanges } from './sent-ranges.js';
import { RtoEstimate } from './rto-estimate.js';
import { RttSamples } from './rtt-samples.js';
import type { Copy } from './retransmission-log.js';

/** Drop lines of this host that are remembered for each direction. */
const MAXIMUM_DROPS = 16;

/** A timeout that may turn out to have been needless (F-RTO, RFC 5682). */
export interface TimeoutUnderTest {
  readonly copy: Copy;
  /** Everything up to here was sent when the timer fired. */
  readonly recoveryPoint: number;
  /** What the first acknowledgement behind the copy covered; null before it. */
  firstAck: number | null;
}

/** A drop line of this host for `[start, end)`. */
export interface SeenDrop {
  readonly start: number;
  readonly end: number;
  readonly atMs: number;
}

/** What one end has sent in one connection, and how the other end answered. Sequence numbers modulo 2^32; null is "not seen". */
export class TcpDirection {
  packets = 0;
  segments = 0;
  bytes = 0;
  largestBytes = 0;
  /** From its SYN. */
  maximumSegmentSize: number | null = null;
  windowScale: number | null = null;
  isSynSeen = false;
  /** Receive window that this end advertised last, unscaled. */
  window: number | null = null;
  zeroWindows = 0;
  windowProbes = 0;
  keepAlives = 0;
  outOfOrder = 0;
  /** Duplicate acknowledgements that this end's data got. */
  duplicateAcks = 0;
  /** Bytes that were acknowledged but never seen: the capture misses packets. */
  unseenBytes = 0;
  /** Behind the highest byte sent. */
  next: number | null = null;
  /** First byte that the other end still expects. */
  acknowledged: number | null = null;
  /** Duplicate acknowledgements in a row. */
  duplicatesInARow = 0;
  /** When the last duplicate or selective acknowledgement came. */
  signalMs: number | null = null;
  /** Highest byte that was acknowledged selectively. */
  sackedUpTo: number | null = null;
  isProbed = false;
  finMs: number | null = null;
  resetMs: number | null = null;
  ttl: number | null = null;
  ipId: number | null = null;
  timeoutUnderTest: TimeoutUnderTest | null = null;
  readonly ranges: SentRanges;
  // Most connections need none of these: they are made with the first use.
  #drops: SeenDrop[] | null = null;
  #roundTrips: RttSamples | null = null;
  #timeout: RtoEstimate | null = null;

  constructor(budget: RangeBudget) {
    this.ranges = new SentRanges(budget);
  }

  get drops(): readonly SeenDrop[] {
    return this.#drops ?? [];
  }

  /** Shortest round trip in milliseconds, null without a sample. */
  get shortestRoundTripMs(): number | null {
    return this.#roundTrips?.min ?? null;
  }

  get smoothedRoundTripMs(): number | null {
    return this.#timeout?.smoothedMs ?? null;
  }

  get roundTrips(): Distribution | null {
    return this.#roundTrips?.distribution() ?? null;
  }

  /** What the sender's retransmission timer probably is, in milliseconds. */
  timeoutMs(isThisHost: boolean): number {
    this.#timeout ??= new RtoEstimate();
    return this.#timeout.timeoutMs(isThisHost);
  }

  addRoundTrip(ms: number): void {
    this.#roundTrips ??= new RttSamples();
    this.#timeout ??= new RtoEstimate();
    this.#roundTrips.add(ms);
    this.#timeout.add(ms);
  }

  dropped(start: number, end: number, atMs: number): void {
    this.#drops ??= [];
    this.#drops.push({ start, end, atMs });
    if (this.#drops.length > MAXIMUM_DROPS) this.#drops.shift();
  }

  /** Forgets the sequence numbers, keeps what was counted: another connection begins on these ports. */
  restart(): void {
    this.ranges.clear();
    this.next = null;
    this.acknowledged = null;
    this.window = null;
    this.duplicatesInARow = 0;
    this.signalMs = null;
    this.sackedUpTo = null;
    this.isProbed = false;
    this.finMs = null;
    this.resetMs = null;
    this.timeoutUnderTest = null;
  }
}
