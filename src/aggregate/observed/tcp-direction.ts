import type { Distribution } from '../conversation.js';
import { type RangeBudget, SentRanges } from './sent-ranges.js';
import { retransmissionTimeout } from './rto-estimate.js';
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
 * What one end has sent in one connection, and how the other end answered. Sequence numbers are signed numbers of 32 bits
 * (`sequence-number.ts`) and known or not; times are NaN, the rest `NOT_PRINTED` for what was not seen.
 */
export class TcpDirection {
  // First what every packet needs: it stands side by side in memory.
  packets = 0;
  segments = 0;
  bytes = 0;
  largestBytes = 0;
  /** Behind the highest byte sent. */
  next = 0;
  isNextKnown = false;
  /** First byte that the other end still expects. */
  acknowledged = 0;
  isAcknowledgedKnown = false;
  /** Duplicate acknowledgements in a row. */
  duplicatesInARow = 0;
  /** Receive window that this end advertised last, unscaled. */
  window = NOT_PRINTED;
  ttl = NOT_PRINTED;
  ipId = NOT_PRINTED;
  /** From its SYN. */
  maximumSegmentSize = NOT_PRINTED;
  timeoutUnderTest: TimeoutUnderTest | null = null;
  readonly ranges: SentRanges;
  // Most connections need neither of these: they are made with the first use.
  #roundTrips: RttSamples | null = null;
  /** Drop lines of this host for it; null without any. */
  drops: SeenDrops | null = null;
  windowScale = NOT_PRINTED;
  isSynSeen = false;
  zeroWindows = 0;
  windowProbes = 0;
  keepAlives = 0;
  outOfOrder = 0;
  /** Duplicate acknowledgements that this end's data got. */
  duplicateAcks = 0;
  /** Bytes that were acknowledged but never seen: the capture misses packets. */
  unseenBytes = 0;
  isProbed = false;
  /** Highest byte that was acknowledged selectively. */
  sackedUpTo = 0;
  isSackedKnown = false;
  /** When the last duplicate or selective acknowledgement came. */
  signalMs = Number.NaN;
  resetMs = Number.NaN;

  constructor(budget: RangeBudget) {
    this.ranges = new SentRanges(budget);
  }

  /** Shortest round trip in milliseconds, NaN without a sample. */
  get shortestRoundTripMs(): number {
    return this.#roundTrips === null ? Number.NaN : this.#roundTrips.min;
  }

  /** NaN without a sample. */
  get smoothedRoundTripMs(): number {
    return this.#roundTrips === null ? Number.NaN : this.#roundTrips.smoothedMs;
  }

  get roundTrips(): Distribution | null {
    return this.#roundTrips?.distribution() ?? null;
  }

  /** What the sender's retransmission timer probably is, in milliseconds. */
  timeoutMs(isThisHost: boolean): number {
    return retransmissionTimeout(this.smoothedRoundTripMs, this.#roundTrips?.variationMs ?? Number.NaN, isThisHost);
  }

  addRoundTrip(ms: number): void {
    this.#roundTrips ??= new RttSamples();
    this.#roundTrips.add(ms);
  }

  dropped(start: number, end: number, atMs: number): void {
    this.drops ??= new SeenDrops();
    this.drops.add(start, end, atMs);
  }

  /** Forgets the sequence numbers, keeps what was counted: another connection begins on these ports. */
  restart(): void {
    this.ranges.clear();
    this.isNextKnown = false;
    this.isAcknowledgedKnown = false;
    this.window = NOT_PRINTED;
    this.duplicatesInARow = 0;
    this.signalMs = Number.NaN;
    this.isSackedKnown = false;
    this.isProbed = false;
    this.resetMs = Number.NaN;
    this.timeoutUnderTest = null;
  }
}
