import type { Distribution } from '../conversation.js';
import { type RangeBudget, SentRanges } from './sent-ranges.js';
import { RtoEstimate } from './rto-estimate.js';
import { RttSamples } from './rtt-samples.js';
import type { Copy } from './retransmission-log.js';
import { SeenDrops } from './seen-drops.js';
import { NOT_PRINTED } from './segment.js';

/** A timeout that may turn out to have been needless (F-RTO, RFC 5682). */
export interface TimeoutUnderTest {
  readonly copy: Copy;
  /** Everything up to here was sent when the timer fired. */
  readonly recoveryPoint: number;
  /** What the first acknowledgement behind the copy covered; null before it. */
  firstAck: number | null;
}

/**
 * What one end has sent in one connection, and how the other end answered. Sequence numbers modulo 2^32; what was not seen
 * is NaN for sequence numbers and times, `NOT_PRINTED` for the rest.
 */
export class TcpDirection {
  packets = 0;
  segments = 0;
  bytes = 0;
  largestBytes = 0;
  /** From its SYN. */
  maximumSegmentSize = NOT_PRINTED;
  windowScale = NOT_PRINTED;
  isSynSeen = false;
  /** Receive window that this end advertised last, unscaled. */
  window = NOT_PRINTED;
  zeroWindows = 0;
  windowProbes = 0;
  keepAlives = 0;
  outOfOrder = 0;
  /** Duplicate acknowledgements that this end's data got. */
  duplicateAcks = 0;
  /** Bytes that were acknowledged but never seen: the capture misses packets. */
  unseenBytes = 0;
  /** Behind the highest byte sent. */
  next = Number.NaN;
  /** First byte that the other end still expects. */
  acknowledged = Number.NaN;
  /** Duplicate acknowledgements in a row. */
  duplicatesInARow = 0;
  /** When the last duplicate or selective acknowledgement came. */
  signalMs = Number.NaN;
  /** Highest byte that was acknowledged selectively. */
  sackedUpTo = Number.NaN;
  isProbed = false;
  resetMs = Number.NaN;
  ttl = NOT_PRINTED;
  ipId = NOT_PRINTED;
  timeoutUnderTest: TimeoutUnderTest | null = null;
  readonly ranges: SentRanges;
  /** Drop lines of this host for it; null without any. */
  drops: SeenDrops | null = null;
  // Most connections need none of these: they are made with the first use.
  #roundTrips: RttSamples | null = null;
  #timeout: RtoEstimate | null = null;

  constructor(budget: RangeBudget) {
    this.ranges = new SentRanges(budget);
  }

  /** Shortest round trip in milliseconds, NaN without a sample. */
  get shortestRoundTripMs(): number {
    return this.#roundTrips === null ? Number.NaN : this.#roundTrips.min;
  }

  /** NaN without a sample. */
  get smoothedRoundTripMs(): number {
    return this.#timeout === null ? Number.NaN : this.#timeout.smoothedMs;
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
    this.drops ??= new SeenDrops();
    this.drops.add(start, end, atMs);
  }

  /** Forgets the sequence numbers, keeps what was counted: another connection begins on these ports. */
  restart(): void {
    this.ranges.clear();
    this.next = Number.NaN;
    this.acknowledged = Number.NaN;
    this.window = NOT_PRINTED;
    this.duplicatesInARow = 0;
    this.signalMs = Number.NaN;
    this.sackedUpTo = Number.NaN;
    this.isProbed = false;
    this.resetMs = Number.NaN;
    this.timeoutUnderTest = null;
  }
}
