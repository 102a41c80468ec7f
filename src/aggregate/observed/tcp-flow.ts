import type { EvidenceText } from '../../events/evidence.js';
import { acknowledge } from './acknowledgement.js';
import { ConnectionEnd } from './connection-end.js';
import { HandshakeTracker } from './handshake-tracker.js';
import { LossEpisodes } from './loss-episodes.js';
import { PendingRequests } from './pending-requests.js';
import { type Copy, isDropBetween, RetransmissionLog } from './retransmission-log.js';
import { retransmissionKind } from './retransmission-kind.js';
import { type Segment, sequenceLength } from './segment.js';
import type { RangeBudget } from './sent-ranges.js';
import { advanceSequence, sequenceDistance } from './sequence-number.js';
import { TcpDirection } from './tcp-direction.js';
import { type Transmission, transmit } from './transmission.js';

type Repeat = Extract<Transmission, { what: 'retransmission' }>;
/** The first copy of a segment may have been dropped before any component logged it: how far back a drop line explains that. */
const DROPS_BEFORE_FIRST_COPY_MS = 60_000;

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
    start: number,
    end: number,
    atMs: number,
    isSyn: boolean,
    evidence: () => EvidenceText | null,
  ): void {
    this.directions[sender].dropped(start, end, atMs);
    this.log.dropped(sender, start, end, atMs);
    if (isSyn) this.handshake.dropped(sender, start, atMs, evidence);
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
    own.segments += segmentsOf(segment.payloadBytes, mss(own, other));
  }

  #repeated(segment: Segment, own: TcpDirection, other: TcpDirection, repeat: Repeat): void {
    const { sender, atMs, tcp } = segment;
    const sackedAbove = own.sackedUpTo !== null && sequenceDistance(repeat.end, own.sackedUpTo) > 0;
    const kind = retransmissionKind({
      isSyn: tcp.flags.includes('S'),
      sinceMs: repeat.afterMs ?? repeat.gapMs,
      copy: repeat.copy,
      isTail: repeat.isTail,
      duplicateAcks: own.duplicatesInARow,
      isSackedAbove: sackedAbove,
      sinceSignalMs: own.signalMs === null ? null : atMs - own.signalMs,
      roundTripMs: this.#roundTripMs(sender),
      timeoutMs: own.timeout.timeoutMs(this.#isHere(sender)),
      isFastRecovery: this.episodes.isFastRecovery(sender),
    });
    const bytes = Math.min(segment.payloadBytes, sequenceDistance(repeat.start, repeat.end));
    const sinceMs = repeat.afterMs === null ? atMs - DROPS_BEFORE_FIRST_COPY_MS : atMs - repeat.afterMs;
    const isDropped = own.drops.some((drop) => overlaps(drop, repeat) && isDropBetween(drop.atMs, sinceMs, atMs));
    const isAcknowledged = own.acknowledged !== null && sequenceDistance(own.acknowledged, repeat.end) <= 0;
    const copy: Copy = {
      sender,
      atMs,
      kind,
      start: repeat.start,
      end: repeat.end,
      bytes,
      segments: segmentsOf(bytes, mss(own, other)),
      afterMs: repeat.afterMs,
      copy: repeat.copy,
      timestamp: tcp.timestampValue,
      isOriginalSeen: repeat.before.length > 0,
      isSpurious: isAcknowledged && !isDropped && kind !== 'syn',
      isNeeded: false,
      isDroppedHere: isDropped,
      evidence: this.log.keeps(repeat.afterMs) ? segment.evidence('retransmission') : null,
    };
    if (this.log.add(copy) !== null) this.#onEvidenceLeft();
    // A SYN that is repeated after a refusal was not lost.
    if (kind !== 'syn' || !this.handshake.isRefused)
      this.episodes.retransmitted(sender, atMs, copy.segments, bytes, own.next ?? repeat.end, kind);
    own.timeoutUnderTest =
      kind === 'rto' && own.timeoutUnderTest === null && repeat.copy === 1
        ? { copy, recoveryPoint: own.next ?? repeat.end, firstAck: null }
        : null;
    this.#onRetransmission(atMs);
  }

  #reset(segment: Segment, own: TcpDirection, other: TcpDirection): void {
    const { tcp, atMs } = segment;
    const isAnswerToSyn = this.handshake.refused(segment);
    const unacknowledged = own.ranges.all.filter(
      (range) => own.acknowledged === null || sequenceDistance(own.acknowledged, range.end) > 0,
    );
    const scale = own.isSynSeen && other.isSynSeen ? 2 ** Math.min(other.windowScale ?? 0, 14) : null;
    const syn = isAnswerToSyn ? other.ranges.all[0] : undefined;
    this.end.reset(segment, {
      hasAcknowledgement: tcp.flags.includes('.'),
      sequence: tcp.sequence,
      next: own.next,
      acknowledged: own.acknowledged,
      windowBytes: scale === null || other.window === null ? null : other.window * scale,
      isAnswerToSyn,
      synCopies: syn?.copies ?? 0,
      unacknowledgedCopies: unacknowledged.reduce((most, range) => Math.max(most, range.copies), 0),
      isAfterFin: this.end.hasFin,
      sinceOtherResetMs: other.resetMs === null ? null : atMs - other.resetMs,
      ttl: segment.ttl,
      usualTtl: own.ttl,
    });
    own.resetMs = atMs;
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

function mss(own: TcpDirection, other: TcpDirection): number | null {
  return other.maximumSegmentSize ?? own.maximumSegmentSize;
}

/** Segments on the wire: large send offload hands several to the adapter as one. */
function segmentsOf(bytes: number, maximumSegmentSize: number | null): number {
  return maximumSegmentSize === null || maximumSegmentSize === 0 || bytes === 0
    ? 1
    : Math.ceil(bytes / maximumSegmentSize);
}

function overlaps(drop: { readonly start: number; readonly end: number }, repeat: Repeat): boolean {
  const end = drop.end === drop.start ? advanceSequence(drop.start, 1) : drop.end;
  return sequenceDistance(drop.start, repeat.end) > 0 && sequenceDistance(repeat.start, end) > 0;
}
