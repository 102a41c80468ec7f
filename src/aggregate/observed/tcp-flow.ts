import { acknowledge } from './acknowledgement.js';
import { ConnectionEnd } from './connection-end.js';
import { copyOf, segmentsOf, segmentSize } from './copy-of.js';
import type { EvidenceSource } from './evidence-budget.js';
import { HandshakeTracker } from './handshake-tracker.js';
import { LossEpisodes } from './loss-episodes.js';
import { PendingRequests } from './pending-requests.js';
import { resetFacts } from './reset-facts.js';
import { type Copy, RetransmissionLog } from './retransmission-log.js';
import { NOT_PRINTED, type Segment } from './segment.js';
import type { RangeBudget } from './sent-ranges.js';
import { TcpDirection } from './tcp-direction.js';
import { ACK, FIN, RST, SYN } from './tcp-flags.js';
import { Repeat, transmit } from './transmission.js';

/** What a flow tells the table, the same for all flows. */
export interface FlowListener {
  readonly budget: RangeBudget;
  readonly retransmitted: (copy: Copy) => void;
  /** The text of a retransmission is no longer kept. */
  readonly evidenceLeft: () => void;
}

/** Filled and read within one segment, so that one is enough for all flows. */
const repeat = new Repeat();

/**
 * Follows one TCP connection through its segments, each packet once, in the order of time.
 * A scan gives one SYN to each of many flows, so whatever a SYN does not need is made with its first use.
 */
export class TcpFlow {
  /** Connections that followed one another on these ports. */
  lives = 1;
  icmpErrors: PendingRequests | null = null;
  /** The longest time without a packet, and when it began; 0 and NaN without any. */
  longestIdleMs = 0;
  longestIdleFromMs = Number.NaN;
  readonly #listener: FlowListener;
  #ofA: TcpDirection | null = null;
  #ofB: TcpDirection | null = null;
  #handshake: HandshakeTracker | null = null;
  #log: RetransmissionLog | null = null;
  #episodes: LossEpisodes | null = null;
  #end: ConnectionEnd | null = null;
  #lastMs = Number.NaN;
  /** +1 for each packet that `a` sent outward or `b` inward. */
  #votes = 0;

  constructor(listener: FlowListener) {
    this.#listener = listener;
  }

  /** What one end has sent. */
  direction(end: 0 | 1): TcpDirection {
    const known = this.#seen(end);
    if (known !== null) return known;
    const made = new TcpDirection(this.#listener.budget);
    if (end === 0) this.#ofA = made;
    else this.#ofB = made;
    return made;
  }

  get handshake(): HandshakeTracker {
    return (this.#handshake ??= new HandshakeTracker());
  }

  get log(): RetransmissionLog {
    return (this.#log ??= new RetransmissionLog());
  }

  get episodes(): LossEpisodes {
    return (this.#episodes ??= new LossEpisodes());
  }

  get end(): ConnectionEnd {
    return (this.#end ??= new ConnectionEnd());
  }

  /** True when something was sent again. */
  get hasLosses(): boolean {
    return this.#episodes !== null && this.#episodes.count > 0;
  }

  /** Gives back what all flows share: this one is followed no longer. */
  release(): void {
    this.#ofA?.ranges.clear();
    this.#ofB?.ranges.clear();
  }

  add(segment: Segment): void {
    const { flags, sender, outward, atMs, window } = segment;
    const own = this.direction(sender);
    this.#votes += sender === 0 ? outward : -outward;
    const silenceMs = this.#idle(atMs);
    if ((flags & SYN) !== 0) this.#syn(segment, own);
    this.#episodes?.packet(silenceMs);
    own.packets++;
    if (segment.payloadBytes > own.largestBytes) own.largestBytes = segment.payloadBytes;
    if ((flags & ACK) !== 0 && segment.hasAcknowledgement) this.#acknowledge(segment, own);
    if ((flags & RST) !== 0) this.#reset(segment, own);
    else {
      if (segment.length > 0 && segment.hasSequence) this.#transmit(segment, own, silenceMs);
      if ((flags & SYN) === 0) this.#handshake?.other(segment);
      if ((flags & FIN) !== 0) this.end.fin(segment);
      if (window === 0 && own.window !== 0) own.zeroWindows++;
      if (window !== NOT_PRINTED) own.window = window;
      if (segment.ttl !== NOT_PRINTED) own.ttl = segment.ttl;
    }
    if (segment.ipId !== NOT_PRINTED) own.ipId = segment.ipId;
  }

  /** A drop line of this host for `[start, end)`: never a transmission of its own. */
  dropped(sender: 0 | 1, start: number, end: number, atMs: number, isSyn: boolean, evidence: EvidenceSource): void {
    this.direction(sender).dropped(start, end, atMs);
    this.#log?.dropped(sender, start, end, atMs);
    if (isSyn) this.handshake.dropped(sender, start, atMs, evidence);
  }

  /** A drop line that says the stack had this data already: the copy was needless. */
  duplicate(sender: 0 | 1, start: number, end: number): void {
    const copy = this.#log?.latest(sender, start, end) ?? null;
    if (copy !== null) copy.isSpurious = true;
  }

  /** An ICMP message about this connection. */
  icmpError(type: string, mtuBytes: number | null, atMs: number, evidence: EvidenceSource): void {
    this.icmpErrors ??= new PendingRequests();
    this.icmpErrors.error(type, mtuBytes, evidence);
    if (type !== 'packet-too-big') this.#handshake?.unreachable(atMs, null);
  }

  #seen(end: 0 | 1): TcpDirection | null {
    return end === 0 ? this.#ofA : this.#ofB;
  }

  #acknowledge(segment: Segment, own: TcpDirection): void {
    const peer = segment.sender === 0 ? 1 : 0;
    const other = this.direction(peer);
    const isNews = acknowledge(other, segment, this.#log, this.#isHere(peer), own.window);
    if (isNews) this.#episodes?.acknowledged(peer, segment.acknowledgement, segment.atMs);
  }

  #syn(segment: Segment, own: TcpDirection): void {
    const { tcp } = segment;
    if ((segment.flags & ACK) !== 0) this.handshake.synAck(segment);
    else {
      const isFirst = !this.handshake.isCaptured && !this.#hasPackets();
      if (!isFirst && (this.handshake.isAnother(segment) || !this.handshake.isCaptured)) this.#restart();
      this.handshake.syn(segment);
    }
    own.isSynSeen = true;
    own.maximumSegmentSize = tcp.maximumSegmentSize ?? own.maximumSegmentSize;
    own.windowScale = tcp.windowScale ?? own.windowScale;
  }

  #restart(): void {
    this.lives++;
    this.#handshake = null;
    this.#end = null;
    this.#episodes?.abandon();
    this.#ofA?.restart();
    this.#ofB?.restart();
  }

  #transmit(segment: Segment, own: TcpDirection, silenceMs: number): void {
    const other = this.#seen(segment.sender === 0 ? 1 : 0);
    const what = transmit(own, segment, other !== null && other.window === 0, this, repeat);
    switch (what) {
      case 'other-cut':
        own.packets--;
        return;
      case 'keep-alive':
        own.keepAlives++;
        return;
      case 'window-probe':
        own.windowProbes++;
        return;
      case 'out-of-order':
        own.outOfOrder++;
        break;
      case 'retransmission':
        this.#repeated(segment, own, other, silenceMs);
        break;
      case 'new':
        break;
    }
    own.bytes += segment.payloadBytes;
    own.segments += segmentsOf(segment.payloadBytes, segmentSize(own, other));
  }

  #repeated(segment: Segment, own: TcpDirection, other: TcpDirection | null, silenceMs: number): void {
    const { sender, atMs } = segment;
    const copy = copyOf(segment, own, other, repeat, {
      roundTripMs: this.roundTripMs(sender),
      timeoutMs: own.timeoutMs(this.#isHere(sender)),
      isFastRecovery: this.#episodes?.isFastRecovery(sender) ?? false,
    });
    if (this.log.keeps(copy.afterMs)) copy.evidence = segment.evidence('retransmission');
    if (this.log.add(copy) !== null) this.#listener.evidenceLeft();
    const recoveryPoint = own.next;
    // A SYN that is repeated after a refusal was not lost.
    if (copy.kind !== 'syn' || !this.handshake.isRefused) {
      this.episodes.retransmitted(sender, atMs, copy.segments, copy.bytes, recoveryPoint, copy.kind, silenceMs);
    }
    const isFirstTimeout = copy.kind === 'rto' && own.timeoutUnderTest === null && copy.copy === 1;
    own.timeoutUnderTest = isFirstTimeout ? { copy, recoveryPoint, firstAck: null } : null;
    this.#listener.retransmitted(copy);
  }

  #reset(segment: Segment, own: TcpDirection): void {
    const other = this.direction(segment.sender === 0 ? 1 : 0);
    const isAnswerToSyn = this.#handshake?.refused(segment) ?? false;
    this.end.reset(segment, resetFacts(segment, own, other, isAnswerToSyn, this.end.hasFin));
    own.resetMs = segment.atMs;
  }

  /** Time since the packet before, of either direction. */
  #idle(atMs: number): number {
    const lastMs = this.#lastMs;
    this.#lastMs = atMs;
    if (Number.isNaN(lastMs)) return 0;
    const silenceMs = atMs - lastMs;
    if (silenceMs > this.longestIdleMs) {
      this.longestIdleMs = silenceMs;
      this.longestIdleFromMs = lastMs;
    }
    return silenceMs;
  }

  /** Of the path: what this host measured as a sender. What it measured as a receiver is only its own delay. NaN without a sample. */
  roundTripMs(sender: 0 | 1): number {
    const end = this.#isHere(0) ? 0 : this.#isHere(1) ? 1 : sender;
    return this.#seen(end)?.smoothedRoundTripMs ?? Number.NaN;
  }

  #hasPackets(): boolean {
    return (this.#ofA?.packets ?? 0) > 0 || (this.#ofB?.packets ?? 0) > 0;
  }

  #isHere(end: 0 | 1): boolean {
    return end === 0 ? this.#votes > 0 : this.#votes < 0;
  }
}
