import { type CopyFacts, retransmissionKind } from './retransmission-kind.js';
import type { Copy } from './retransmission-log.js';
import type { Segment } from './segment.js';
import { sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import { SYN } from './tcp-flags.js';
import type { Repeat } from './transmission.js';

/** The first copy of a segment may have been dropped before any component logged it: how far back a drop line explains that. */
const DROPS_BEFORE_FIRST_COPY_MS = 60_000;

/** What is known of one repeated segment when it is seen; later acknowledgements and drop lines may add to it. */
export function copyOf(
  segment: Segment,
  own: TcpDirection,
  other: TcpDirection | null,
  repeat: Repeat,
  path: Pick<CopyFacts, 'roundTripMs' | 'timeoutMs' | 'isFastRecovery'>,
): Copy {
  const { sender, atMs, tcp } = segment;
  const { start, end, isOriginalSeen, afterMs } = repeat;
  const kind = retransmissionKind({
    roundTripMs: path.roundTripMs,
    timeoutMs: path.timeoutMs,
    isFastRecovery: path.isFastRecovery,
    isSyn: (segment.flags & SYN) !== 0,
    sinceMs: isOriginalSeen ? afterMs : repeat.gapMs,
    copy: repeat.copy,
    isTail: repeat.isTail,
    duplicateAcks: own.duplicatesInARow,
    isSackedAbove: own.isSackedKnown && sequenceDistance(end, own.sackedUpTo) > 0,
    sinceSignalMs: atMs - own.signalMs,
  });
  const bytes = Math.min(segment.payloadBytes, sequenceDistance(start, end));
  const sinceMs = atMs - (isOriginalSeen ? afterMs : DROPS_BEFORE_FIRST_COPY_MS);
  const isDroppedHere = own.drops !== null && own.drops.explain(start, end, sinceMs, atMs);
  const isAcknowledged = own.isAcknowledgedKnown && sequenceDistance(own.acknowledged, end) <= 0;
  return {
    sender,
    atMs,
    kind,
    start,
    end,
    bytes,
    segments: segmentsOf(bytes, segmentSize(own, other)),
    afterMs: isOriginalSeen ? afterMs : null,
    copy: repeat.copy,
    timestamp: tcp.timestampValue,
    isOriginalSeen,
    // The acknowledgement was here before the copy. A SYN is repeated after a refusal, which acknowledges it, too.
    isSpurious: isAcknowledged && !isDroppedHere && kind !== 'syn',
    isNeeded: false,
    isDroppedHere,
    evidence: null,
  };
}

/** What the other end takes in one segment; 0 when no SYN said it. */
export function segmentSize(own: TcpDirection, other: TcpDirection | null): number {
  return other !== null && other.maximumSegmentSize >= 0
    ? other.maximumSegmentSize
    : Math.max(0, own.maximumSegmentSize);
}

/** Segments on the wire: large send offload hands several to the adapter as one. */
export function segmentsOf(bytes: number, maximumSegmentSize: number): number {
  return maximumSegmentSize === 0 || bytes === 0 ? 1 : Math.ceil(bytes / maximumSegmentSize);
}
