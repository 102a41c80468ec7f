import type { EvidenceText } from '../../events/evidence.js';
import { acknowledge } from './acknowledgement.js';
import { ConnectionEnd } from './connection-end.js';
import { HandshakeTracker } from './handshake-tracker.js';
import { LossEpisodes } from './loss-episodes.js';
import { PendingRequests } from './pending-requests.js';
import { copyOf, type Repeat, segmentsOf, segmentSize } from './copy-of.js';
import { resetFacts } from './reset-facts.js';
import { RetransmissionLog } from './retransmission-log.js';
import { type Segment, sequenceLength } from './segment.js';
import type { RangeBudget } from './sent-ranges.js';
import { TcpDirection } from './tcp-direction.js';
import { transmit } from './transmission.js';

/** Follows one TCP connection through its segments, each packet once, in the order of time. */
export class TcpFlow {
  readonly directions: readonly [TcpDirection, TcpDirection];
  readonly log = new RetransmissionLog();
  readonly episodes = new LossEpisodes();
  handshake = new HandshakeTracker();
  end = new ConnectionEnd();
  /** Connections that followed one another on these ports. */
  lives = 1;
  icmpErrors: PendingRequests | null = null;
  longestIdle = { ms: 0, fromMs: 0 };
  readonly #onRetransmission: (atMs: number) => void;
  readonly #onEvidenceLeft: () => void;
  #lastMs: number | null = null;
  /** +1 for each packet that `a` sent outward or `b` inward. */
  #votes = 0;

  constructor(budget: RangeBudget, onRetransmission: (atMs: number) => void, onEvidenceLeft: () => void) {
    this.directions = [new TcpDirection(budget), new TcpDirection(budget)];
    this.#onRetransmission = onRetransmission;
    this.#onEvidenceLeft = onEvidenceLeft;
  }

  get lastMs(): number | null {
    return this.#lastMs;
  }

  add(segment: Segment): void {
    const { tcp, sender, atMs } = segment;
    const own = this.directions[sender];
    const other = this.directions[sender === 0 ? 1 : 0];
    if (segment.outward !== null) this.#votes += segment.outward === (sender === 0) ? 1 : -1;
    this.#idle(atMs);
    if (tcp.flags.includes('S')) this.#syn(segment, own);
    this.episodes.packet(atMs);
    own.packets++;
    if (segment.payloadBytes > own.largestBytes) own.largestBytes = segment.payloadBytes;
    if (tcp.flags.includes('.')) {
      const isSenderHere = this.#isHere(sender === 0 ? 1 : 0);
      if (
        acknowledge(other, segment, this.log, isSenderHere ? other.roundTrips.min : null, own.window) &&
        tcp.acknowledgement !== null
      ) {
        this.episodes.acknowledged(sender === 0 ? 1 : 0, tcp.acknowledgement, atMs);
      }
    }
    if (tcp.flags.includes('R')) this.#reset(segment, own, other);
    else {
      if (tcp.sequence !== null && sequenceLength(segment) > 0) this.#transmit(segment, own, other);
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
    this.directions[sender].dropped(range.start, range.end, atMs);
    this.log.dropped(sender, range.start, range.end, atMs);
    if (isSyn) this.handshake.dropped(sender, range.start, atMs, evidence);
  }

  /** A drop line that says the stack had this data already: the copy was needless. */
  duplicate(sender: 0 | 1, start: number, end: number): void {
    const [copy] = this.log.of(sender, start, end);
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
      const isFirst = !this.handshake.isCaptured && this.#packets() === 0;
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
    this.end = new ConnectionEnd();
    this.episodes.abandon();
    for (const direction of this.directions) direction.restart();
  }

  #transmit(segment: Segment, own: TcpDirection, other: TcpDirection): void {
    const result = transmit(own, segment, other.window === 0, this.#roundTripMs(segment.sender));
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
        this.#repeated(segment, own, other, result);
        break;
      case 'new':
        break;
    }
    own.bytes += segment.payloadBytes;
    own.segments += segmentsOf(segment.payloadBytes, segmentSize(own, other));
  }

  #repeated(segment: Segment, own: TcpDirection, other: TcpDirection, repeat: Repeat): void {
    const { sender, atMs } = segment;
    const copy = copyOf(segment, own, other, repeat, {
      roundTripMs: this.#roundTripMs(sender),
      timeoutMs: own.timeout.timeoutMs(this.#isHere(sender)),
      isFastRecovery: this.episodes.isFastRecovery(sender),
    });
    if (this.log.keeps(copy.afterMs)) copy.evidence = segment.evidence('retransmission');
    if (this.log.add(copy) !== null) this.#onEvidenceLeft();
    const recoveryPoint = own.next ?? copy.end;
    // A SYN that is repeated after a refusal was not lost.
    if (copy.kind !== 'syn' || !this.handshake.isRefused) {
      this.episodes.retransmitted(sender, atMs, copy.segments, copy.bytes, recoveryPoint, copy.kind);
    }
    const isFirstTimeout = copy.kind === 'rto' && own.timeoutUnderTest === null && copy.copy === 1;
    own.timeoutUnderTest = isFirstTimeout ? { copy, recoveryPoint, firstAck: null } : null;
    this.#onRetransmission(atMs);
  }

  #reset(segment: Segment, own: TcpDirection, other: TcpDirection): void {
    const isAnswerToSyn = this.handshake.refused(segment);
    this.end.reset(segment, resetFacts(segment, own, other, isAnswerToSyn, this.end.hasFin));
    own.resetMs = segment.atMs;
  }

  #idle(atMs: number): void {
    if (this.#lastMs !== null && atMs - this.#lastMs > this.longestIdle.ms)
      this.longestIdle = { ms: atMs - this.#lastMs, fromMs: this.#lastMs };
    this.#lastMs = atMs;
  }

  #packets(): number {
    return this.directions[0].packets + this.directions[1].packets;
  }

  #isHere(end: 0 | 1): boolean {
    return end === 0 ? this.#votes > 0 : this.#votes < 0;
  }

  /** Of the path: what this host measured as a sender. What it measured as a receiver is only its own delay. */
  #roundTripMs(sender: 0 | 1): number | null {
    if (this.#isHere(0)) return this.directions[0].timeout.smoothedMs;
    if (this.#isHere(1)) return this.directions[1].timeout.smoothedMs;
    return this.directions[sender].timeout.smoothedMs;
  }
}
