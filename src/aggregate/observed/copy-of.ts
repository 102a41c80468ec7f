import { type CopyFacts, retransmissionKind } from './retransmission-kind.js';
import { type Copy, isDropBetween } from './retransmission-log.js';
import type { Segment } from './segment.js';
import { advanceSequence, sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import type { Transmission } from './transmission.js';

export type Repeat = Extract<Transmission, { what: 'retransmission' }>;
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
  const kind = retransmissionKind({
    ...path,
    isSyn: tcp.flags.includes('S'),
    sinceMs: repeat.afterMs ?? repeat.gapMs,
    copy: repeat.copy,
    isTail: repeat.isTail,
    duplicateAcks: own.duplicatesInARow,
    isSackedAbove: own.sackedUpTo !== null && sequenceDistance(repeat.end, own.sackedUpTo) > 0,
    sinceSignalMs: own.signalMs === null ? null : atMs - own.signalMs,
  });
  const bytes = Math.min(segment.payloadBytes, sequenceDistance(repeat.start, repeat.end));
  const sinceMs = atMs - (repeat.afterMs ?? DROPS_BEFORE_FIRST_COPY_MS);
  const isDroppedHere = own.drops.some((drop) => overlaps(drop, repeat) && isDropBetween(drop.atMs, sinceMs, atMs));
  const isAcknowledged = own.acknowledged !== null && sequenceDistance(own.acknowledged, repeat.end) <= 0;
  return {
    sender,
    atMs,
    kind,
    start: repeat.start,
    end: repeat.end,
    bytes,
    segments: segmentsOf(bytes, segmentSize(own, other)),
    afterMs: repeat.afterMs,
    copy: repeat.copy,
    timestamp: tcp.timestampValue,
    isOriginalSeen: repeat.before.length > 0,
    // The acknowledgement was here before the copy. A SYN is repeated after a refusal, which acknowledges it, too.
    isSpurious: isAcknowledged && !isDroppedHere && kind !== 'syn',
    isNeeded: false,
    isDroppedHere,
    evidence: null,
  };
}

/** What the other end takes in one segment; null when no SYN said it. */
export function segmentSize(own: TcpDirection, other: TcpDirection | null): number | null {
  return other?.maximumSegmentSize ?? own.maximumSegmentSize;
}

/** Segments on the wire: large send offload hands several to the adapter as one. */
export function segmentsOf(bytes: number, maximumSegmentSize: number | null): number {
  return maximumSegmentSize === null || maximumSegmentSize === 0 || bytes === 0
    ? 1
    : Math.ceil(bytes / maximumSegmentSize);
}

function overlaps(drop: { readonly start: number; readonly end: number }, repeat: Repeat): boolean {
  const end = drop.end === drop.start ? advanceSequence(drop.start, 1) : drop.end;
  return sequenceDistance(drop.start, repeat.end) > 0 && sequenceDistance(repeat.start, end) > 0;
}
