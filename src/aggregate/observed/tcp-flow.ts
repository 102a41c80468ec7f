import type { EvidenceText } from '../../events/evidence.js';
import { acknowledge } from './acknowledgement.js';
import { ConnectionEnd } from './connection-end.js';
import { HandshakeTracker } from './handshake-tracker.js';
import { LossEpisodes } from './loss-episodes.js';
import { PendingRequests } from './pending-requests.js';
import { copyOf, type Repeat, segmentsOf, segmentSize } from './copy-of.js';
import { resetFacts } from './reset-facts.js';
import { type Copy, RetransmissionLog } from './retransmission-log.js';
import { type Segment, sequenceLength } from './segment.js';
import type { RangeBudget } from './sent-ranges.js';
import { TcpDirection } from './tcp-direction.js';
import { transmit } from './transmission.js';

/** What a flow tells the table, the same for all flows. */
export interface FlowListener {
  readonly budget: RangeBudget;
  readonly retransmitted: (copy: Copy) => void;
  /** The text of a retransmission is no longer kept. */
  readonly evidenceLeft: () => void;
}

/**
 * Follows one TCP connection through its segments, each packet once, in the order of time.
 * A scan gives one SYN to each of many flows, so whatever a SYN does not need is made with its first use.
 */
export class TcpFlow {
  handshake = new HandshakeTracker();
  /** Connections that followed one another on these ports. */
  lives = 1;
  icmpErrors: PendingRequests | null = null;
  longestIdle: { readonly ms: number; readonly fromMs: number } | null = null;
  readonly #listener: FlowListener;
  readonly #directions: [TcpDirection | null, TcpDirection | null] = [null, null];
  #log: RetransmissionLog | null = null;
  #episodes: LossEpisodes | null = null;
  #end: ConnectionEnd | null = null;
  #lastMs: number | null = null;
  /** +1 for each packet that `a` sent outward or `b` inward. */
  #votes = 0;

  constructor(listener: FlowListener) {
    this.#listener = listener;
  }

  /** What one end has sent. */
  direction(end: 0 | 1): TcpDirection {
    return (this.#directions[end] ??= new TcpDirection(this.#listener.budget));
  }

  get log(): RetransmissionLog {
    return (this.#log ??= new RetransmissionLog());
  }

  /** True when something was sent again. */
  get hasLosses(): boolean {
    return this.#episodes !== null && this.#episodes.count > 0;
  }

  /** Gives back what all flows share: this one is followed no longer. */
  release(): void {
    for (const direction of this.#directions) direction?.ranges.clear();
  }

  get episodes(): LossEpisodes {
    return (this.#episodes ??= new LossEpisodes());
  }

  get end(): ConnectionEnd {
    return (this.#end ??= new ConnectionEnd());
  }

  add(segment: Segment): void {
    const { tcp, sender, atMs } = segment;
    const peer = sender === 0 ? 1 : 0;
    const own = this.direction(sender);
    if (segment.outward !== null) this.#votes += segment.outward === (sender === 0) ? 1 : -1;
    const silenceMs = this.#idle(atMs);
    if (tcp.flags.includes('S')) this.#syn(segment, own);
    this.#episodes?.packet(silenceMs);
    own.packets++;
    if (segment.payloadBytes > own.largestBytes) own.largestBytes = segment.payloadBytes;
    if (tcp.flags.includes('.') && tcp.acknowledgement !== null) {
      const other = this.direction(peer);
      const shortestMs = this.#isHere(peer) ? other.shortestRoundTripMs : null;
      const isNews = acknowledge(other, segment, this.log, shortestMs, own.window);
      if (isNews) this.#episodes?.acknowledged(peer, tcp.acknowledgement, atMs);
    }
    if (tcp.flags.includes('R')) this.#reset(segment, own);
    else {
      if (tcp.sequence !== null && sequenceLength(segment) > 0) this.#transmit(segment, own, silenceMs);
      if (!tcp.flags.includes('S')) this.handshake.other(segment);
      if (tcp.flags.includes('F')) this.end.fin(segment);
      if (tcp.window === 0 && own.window !== 0) own.zeroWindows++;
      own.window = tcp.window ?? own.window;
      own.ttl = segment.ttl ?? own.ttl;
    }
    own.ipId = segment.ipId ?? own.ipId;
  }

  /** A drop line of this host with this sequence range: never a transmission of its own. */
  dropped(
    sender: 0 | 1,
    range: { readonly start: number; readonly end: number },
    atMs: number,
    isSyn: boolean,
    evidence: () => EvidenceText | null,
  ): void {
    this.direction(sender).dropped(range.start, range.end, atMs);
    this.#log?.dropped(sender, range.start, range.end, atMs);
    if (isSyn) this.handshake.dropped(sender, range.start, atMs, evidence);
  }

  /** A drop line that says the stack had this data already: the copy was needless. */
  duplicate(sender: 0 | 1, start: number, end: number): void {
    const copy = this.#log?.of(sender, start, end)[0];
    if (copy !== undefined) copy.isSpurious = true;
  }

  /** An ICMP message about this connection. */
  icmpError(type: string, mtuBytes: number | null, atMs: number, evidence: () => EvidenceText | null): void {
    this.icmpErrors ??= new PendingRequests();
    this.icmpErrors.error(type, mtuBytes, evidence);
    if (type !== 'packet-too-big') this.handshake.unreachable(atMs, null);
  }

  #syn(segment: Segment, own: TcpDirection): void {
    const { tcp } = segment;
    if (tcp.flags.includes('.')) this.handshake.synAck(segment);
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
    this.handshake = new HandshakeTracker();
    this.#end = null;
    this.#episodes?.abandon();
    for (const direction of this.#directions) direction?.restart();
  }

  #transmit(segment: Segment, own: TcpDirection, silenceMs: number): void {
    const other = this.#directions[segment.sender === 0 ? 1 : 0];
    const result = transmit(own, segment, other?.window === 0, this.#roundTripMs(segment.sender));
    switch (result.what) {
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
        this.#repeated(segment, own, result, silenceMs);
        break;
      case 'new':
        break;
    }
    own.bytes += segment.payloadBytes;
    own.segments += segmentsOf(segment.payloadBytes, segmentSize(own, other));
  }

  #repeated(segment: Segment, own: TcpDirection, repeat: Repeat, silenceMs: number): void {
    const { sender, atMs } = segment;
    const copy = copyOf(segment, own, this.#directions[sender === 0 ? 1 : 0], repeat, {
      roundTripMs: this.#roundTripMs(sender),
      timeoutMs: own.timeoutMs(this.#isHere(sender)),
      isFastRecovery: this.#episodes?.isFastRecovery(sender) ?? false,
    });
    if (this.log.keeps(copy.afterMs)) copy.evidence = segment.evidence('retransmission');
    if (this.log.add(copy) !== null) this.#listener.evidenceLeft();
    const recoveryPoint = own.next ?? copy.end;
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
    const isAnswerToSyn = this.handshake.refused(segment);
    this.end.reset(segment, resetFacts(segment, own, other, isAnswerToSyn, this.end.hasFin));
    own.resetMs = segment.atMs;
  }

  /** Time since the packet before, of either direction. */
  #idle(atMs: number): number {
    const silenceMs = this.#lastMs === null ? 0 : atMs - this.#lastMs;
    if (this.#lastMs !== null && silenceMs > (this.longestIdle?.ms ?? 0))
      this.longestIdle = { ms: silenceMs, fromMs: this.#lastMs };
    this.#lastMs = atMs;
    return silenceMs;
  }

  #hasPackets(): boolean {
    return this.#directions.some((direction) => direction !== null && direction.packets > 0);
  }

  #isHere(end: 0 | 1): boolean {
    return end === 0 ? this.#votes > 0 : this.#votes < 0;
  }

  /** Of the path: what this host measured as a sender. What it measured as a receiver is only its own delay. */
  #roundTripMs(sender: 0 | 1): number | null {
    const end = this.#isHere(0) ? 0 : this.#isHere(1) ? 1 : sender;
    return this.#directions[end]?.smoothedRoundTripMs ?? null;
  }
}
