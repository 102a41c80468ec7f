import { type Segment, sequenceLength } from './segment.js';
import type { SentRange } from './sent-ranges.js';
import { advanceSequence, laterSequence, sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import { DUPLICATE_ACKS_FOR_FAST } from './retransmission-kind.js';

/** Segments that fill a gap this soon were reordered, not sent again (Wireshark and RFC 8985 use a fraction of the round trip, too). */
const REORDERED_MS = 3;
const REORDERED_ROUND_TRIPS = 0.5;
/** What comes sooner than this share of the smoothed round trip answers nothing that this host sent. */
const SOONEST_ROUND_TRIPS = 0.75;
/** The same bytes in other cuts at another component (large send offload, receive coalescing) lie this close together. */
const OTHER_CUT_MS = 10;

/** What a segment with sequence numbers is to the stream of its sender. */
export type Transmission =
  | { readonly what: 'new' | 'keep-alive' | 'window-probe' | 'out-of-order' | 'other-cut' }
  | {
      readonly what: 'retransmission';
      readonly start: number;
      /** End of the part that was sent before. */
      readonly end: number;
      /** Ranges of it that were seen; empty when the copies before were lost before they got here. */
      readonly before: readonly SentRange[];
      /** Since the last copy; null when none was seen. */
      readonly afterMs: number | null;
      /** Since the gap that it fills was seen. */
      readonly gapMs: number | null;
      readonly copy: number;
      /** Nothing was sent behind it. */
      readonly isTail: boolean;
    };

/**
 * Puts a segment into the stream of its sender: new data, data once more, or one of the exceptions that only look so.
 * Changes what `direction` has sent.
 * @param isPeerWindowClosed the other end advertised a window of 0
 * @param roundTripMs of the path, null when not measured
 */
export function transmit(
  direction: TcpDirection,
  segment: Segment,
  isPeerWindowClosed: boolean,
  roundTripMs: number | null,
): Transmission {
  const start = segment.tcp.sequence ?? 0;
  const end = advanceSequence(start, sequenceLength(segment));
  const isFirstSeen = direction.next === null;
  direction.next ??= start;
  const ahead = sequenceDistance(direction.next, start);
  const beyond = sequenceDistance(direction.next, end);
  if (segment.payloadBytes === 1 && !/[SF]/.test(segment.tcp.flags)) {
    if (isPeerWindowClosed && beyond <= 1) {
      direction.isProbed = true;
      return { what: 'window-probe' };
    }
    // The first segment of a capture that begins in the middle: data of an application carries PUSH, a keep-alive does not.
    if (isFirstSeen && !segment.tcp.flags.includes('P')) {
      direction.next = end;
      return { what: 'keep-alive' };
    }
    if (ahead === -1 && !isUnacknowledgedByte(direction, start, end)) return { what: 'keep-alive' };
  }
  if (ahead >= 0) {
    addRange(direction, segment, start, end);
    return { what: 'new' };
  }
  const repeatedEnd = beyond > 0 ? direction.next : end;
  const before = direction.ranges.overlapping(start, repeatedEnd);
  if (beyond <= 0 && isOtherCut(before, segment, start, end)) return { what: 'other-cut' };
  const gapMs = before.length === 0 ? gapSince(direction, end, segment.atMs) : null;
  if (gapMs !== null && isReordered(direction, segment, gapMs, roundTripMs)) {
    addRange(direction, segment, start, end);
    return { what: 'out-of-order' };
  }
  return repeat(direction, segment, start, repeatedEnd, beyond > 0 ? end : null, gapMs);
}

function repeat(
  direction: TcpDirection,
  segment: Segment,
  start: number,
  end: number,
  newEnd: number | null,
  gapMs: number | null,
): Transmission {
  const isTail = sequenceDistance(end, direction.next ?? end) === 0;
  const before = direction.ranges.carve(start, end);
  const lastMs = before.length === 0 ? null : Math.max(...before.map((range) => range.lastMs));
  const copies = before.reduce((most, range) => Math.max(most, range.copies), 0) + 1;
  const seen = before.map((range) => ({ ...range }));
  for (const range of before) {
    range.copies = copies;
    range.lastMs = segment.atMs;
  }
  if (before.length === 0) direction.ranges.add(newRange(segment, start, end, 1));
  if (newEnd !== null) addRange(direction, segment, end, newEnd);
  return {
    what: 'retransmission',
    start,
    end,
    before: seen,
    afterMs: lastMs === null ? null : segment.atMs - lastMs,
    gapMs,
    copy: copies,
    isTail,
  };
}

function addRange(direction: TcpDirection, segment: Segment, start: number, end: number): void {
  direction.ranges.add(newRange(segment, start, end, 0));
  direction.next = laterSequence(direction.next ?? end, end);
}

function newRange({ atMs, point }: Segment, start: number, end: number, copies: number): SentRange {
  return { start, end, firstMs: atMs, lastMs: atMs, copies, point, isSacked: false };
}

/** A segment of one byte that waits for its acknowledgement is data; a keep-alive repeats a byte that has arrived. */
function isUnacknowledgedByte(direction: TcpDirection, start: number, end: number): boolean {
  const { acknowledged } = direction;
  if (acknowledged !== null && sequenceDistance(acknowledged, end) <= 0) return false;
  return direction.ranges.overlapping(start, end).some((range) => range.start === start && range.end === end);
}

/** All its bytes were seen a moment ago at other places, none of them here. */
function isOtherCut(before: readonly SentRange[], segment: Segment, start: number, end: number): boolean {
  const covered = before.reduce((sum, range) => sum + overlapBytes(range, start, end), 0);
  if (covered < sequenceDistance(start, end)) return false;
  const isCutOtherwise = before.length > 1 || before[0]?.start !== start || before[0]?.end !== end;
  return (
    isCutOtherwise &&
    before.every((range) => range.point !== segment.point && segment.atMs - range.lastMs <= OTHER_CUT_MS)
  );
}

function overlapBytes(range: SentRange, start: number, end: number): number {
  const from = laterSequence(range.start, start);
  const to = sequenceDistance(range.end, end) > 0 ? range.end : end;
  return sequenceDistance(from, to);
}

/** Since the first segment behind the gap; null when the bytes are acknowledged, so there is no gap. */
function gapSince(direction: TcpDirection, end: number, atMs: number): number | null {
  if (direction.acknowledged !== null && sequenceDistance(direction.acknowledged, end) <= 0) return null;
  const behind = direction.ranges.all.find((range) => sequenceDistance(end, range.start) >= 0);
  return behind === undefined ? null : atMs - behind.firstMs;
}

function isReordered(direction: TcpDirection, segment: Segment, gapMs: number, roundTripMs: number | null): boolean {
  if (gapMs > Math.max(REORDERED_MS, (roundTripMs ?? 0) * REORDERED_ROUND_TRIPS)) return false;
  // A packet that was sent later than its neighbours has a higher IP id. 0 is no id (DF set).
  if (segment.ipId !== null && segment.ipId !== 0 && direction.ipId !== null && direction.ipId !== 0) {
    return ((segment.ipId - direction.ipId) << 16) >> 16 < 0;
  }
  // On a short path a fast retransmission comes within 3 ms, but never sooner than a round trip after three duplicates.
  const isCalledFor =
    direction.duplicatesInARow >= DUPLICATE_ACKS_FOR_FAST &&
    roundTripMs !== null &&
    gapMs >= roundTripMs * SOONEST_ROUND_TRIPS;
  return !isCalledFor;
}
