import { DUPLICATE_ACKS_FOR_FAST } from './retransmission-kind.js';
import type { Segment } from './segment.js';
import type { SentRanges } from './sent-ranges.js';
import { advanceSequence, laterSequence, sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import { FIN, PUSH, SYN } from './tcp-flags.js';

/** Segments that fill a gap this soon were reordered, not sent again (Wireshark and RFC 8985 use a fraction of the round trip, too). */
const REORDERED_MS = 3;
const REORDERED_ROUND_TRIPS = 0.5;
/** What comes sooner than this share of the smoothed round trip answers nothing that this host sent. */
const SOONEST_ROUND_TRIPS = 0.75;
/** The same bytes in other cuts at another component (large send offload, receive coalescing) lie this close together. */
const OTHER_CUT_MS = 10;

/** What a segment with sequence numbers is to the stream of its sender. */
export type Transmission = 'new' | 'keep-alive' | 'window-probe' | 'out-of-order' | 'other-cut' | 'retransmission';

/** The way between both ends. */
export interface Path {
  /** Smoothed round trip of what this end sends, NaN when not measured. */
  roundTripMs(sender: 0 | 1): number;
}

/** What a retransmission repeats. One object is filled for one segment after the other. */
export class Repeat {
  /** The part that was sent before, `[start, end)`. */
  start = 0;
  end = 0;
  /** Whether any of it was seen; if not, the copies before were lost before they got here. */
  isOriginalSeen = false;
  /** Since the last copy; NaN when none was seen. */
  afterMs = Number.NaN;
  /** Since the gap that it fills was seen; NaN when there was none. */
  gapMs = Number.NaN;
  copy = 0;
  /** Nothing was sent behind it. */
  isTail = false;
}

/**
 * Puts a segment into the stream of its sender: new data, data once more, or one of the exceptions that only look so.
 * Changes what `direction` has sent.
 * @param isPeerWindowClosed the other end advertised a window of 0
 * @param path what is known of it, only asked for when it matters
 * @param repeat is filled when it is a retransmission
 */
export function transmit(
  direction: TcpDirection,
  segment: Segment,
  isPeerWindowClosed: boolean,
  path: Path,
  repeat: Repeat,
): Transmission {
  const start = segment.sequence;
  const end = advanceSequence(start, segment.length);
  const isFirstSeen = !direction.isNextKnown;
  if (isFirstSeen) {
    direction.next = start;
    direction.isNextKnown = true;
  }
  const ahead = sequenceDistance(direction.next, start);
  const beyond = sequenceDistance(direction.next, end);
  if (segment.payloadBytes === 1 && (segment.flags & (SYN | FIN)) === 0) {
    if (isPeerWindowClosed && beyond <= 1) {
      direction.isProbed = true;
      return 'window-probe';
    }
    // The first segment of a capture that begins in the middle: data of an application carries PUSH, a keep-alive does not.
    if (isFirstSeen && (segment.flags & PUSH) === 0) {
      direction.next = end;
      return 'keep-alive';
    }
    if (ahead === -1 && !isUnacknowledgedByte(direction, start, end)) return 'keep-alive';
  }
  if (ahead >= 0) {
    addRange(direction, segment, start, end);
    return 'new';
  }
  const repeatedEnd = beyond > 0 ? direction.next : end;
  const isSeen = isAnySeen(direction.ranges, start, repeatedEnd);
  if (isSeen && beyond <= 0 && isOtherCut(direction.ranges, segment, start, end)) return 'other-cut';
  const gapMs = isSeen ? Number.NaN : gapSince(direction, end, segment.atMs);
  if (!Number.isNaN(gapMs) && isReordered(direction, segment, gapMs, path.roundTripMs(segment.sender))) {
    addRange(direction, segment, start, end);
    return 'out-of-order';
  }
  repeat.gapMs = gapMs;
  readRepeat(repeat, direction, segment, start, repeatedEnd);
  if (beyond > 0) addRange(direction, segment, repeatedEnd, end);
  return 'retransmission';
}

/** Counts the copy in the ranges that it repeats. */
function readRepeat(repeat: Repeat, direction: TcpDirection, segment: Segment, start: number, end: number): void {
  const { ranges } = direction;
  repeat.start = start;
  repeat.end = end;
  repeat.isTail = sequenceDistance(end, direction.next) === 0;
  ranges.carve(start, end);
  let lastMs = Number.NEGATIVE_INFINITY;
  let copies = 0;
  for (let index = ranges.firstBehind(start); ranges.isBefore(index, end); index++) {
    if (!ranges.overlaps(index, start, end)) continue;
    lastMs = Math.max(lastMs, ranges.lastMs(index));
    copies = Math.max(copies, ranges.copies(index));
  }
  copies++;
  repeat.copy = copies;
  repeat.isOriginalSeen = lastMs > Number.NEGATIVE_INFINITY;
  repeat.afterMs = repeat.isOriginalSeen ? segment.atMs - lastMs : Number.NaN;
  if (!repeat.isOriginalSeen) ranges.add(start, end, segment.atMs, segment.point, copies);
  else
    for (let index = ranges.firstBehind(start); ranges.isBefore(index, end); index++)
      if (ranges.overlaps(index, start, end)) ranges.repeat(index, copies, segment.atMs);
}

function addRange(direction: TcpDirection, segment: Segment, start: number, end: number): void {
  direction.ranges.add(start, end, segment.atMs, segment.point, 0);
  direction.next = laterSequence(direction.next, end);
}

/** Whether everything before `end` has arrived. */
function isAcknowledged({ acknowledged, isAcknowledgedKnown }: TcpDirection, end: number): boolean {
  return isAcknowledgedKnown && sequenceDistance(acknowledged, end) <= 0;
}

/** A segment of one byte that waits for its acknowledgement is data; a keep-alive repeats a byte that has arrived. */
function isUnacknowledgedByte(direction: TcpDirection, start: number, end: number): boolean {
  if (isAcknowledged(direction, end)) return false;
  const { ranges } = direction;
  for (let index = ranges.firstBehind(start); ranges.isBefore(index, end); index++)
    if (ranges.start(index) === start && ranges.end(index) === end) return true;
  return false;
}

function isAnySeen(ranges: SentRanges, start: number, end: number): boolean {
  for (let index = ranges.firstBehind(start); ranges.isBefore(index, end); index++)
    if (ranges.overlaps(index, start, end)) return true;
  return false;
}

/** All its bytes were seen a moment ago at other places, none of them here. */
function isOtherCut(ranges: SentRanges, segment: Segment, start: number, end: number): boolean {
  let covered = 0;
  let isCutOtherwise = false;
  let seen = 0;
  for (let index = ranges.firstBehind(start); ranges.isBefore(index, end); index++) {
    if (!ranges.overlaps(index, start, end)) continue;
    if (ranges.point(index) === segment.point || segment.atMs - ranges.lastMs(index) > OTHER_CUT_MS) return false;
    seen++;
    if (ranges.start(index) !== start || ranges.end(index) !== end || seen > 1) isCutOtherwise = true;
    const from = laterSequence(ranges.start(index), start);
    covered += sequenceDistance(from, sequenceDistance(ranges.end(index), end) > 0 ? ranges.end(index) : end);
  }
  return isCutOtherwise && covered >= sequenceDistance(start, end);
}

/** Since the first segment behind the gap; NaN when the bytes are acknowledged, so there is no gap. */
function gapSince(direction: TcpDirection, end: number, atMs: number): number {
  if (isAcknowledged(direction, end)) return Number.NaN;
  const { ranges } = direction;
  for (let index = 0; index < ranges.count; index++)
    if (sequenceDistance(end, ranges.start(index)) >= 0) return atMs - ranges.firstMs(index);
  return Number.NaN;
}

/** @param roundTripMs NaN when not measured */
function isReordered(direction: TcpDirection, segment: Segment, gapMs: number, roundTripMs: number): boolean {
  const soonMs = Number.isNaN(roundTripMs) ? 0 : roundTripMs * REORDERED_ROUND_TRIPS;
  if (gapMs > Math.max(REORDERED_MS, soonMs)) return false;
  // A packet that was sent later than its neighbours has a higher IP id. 0 is no id (DF set).
  if (segment.ipId > 0 && direction.ipId > 0) return ((segment.ipId - direction.ipId) << 16) >> 16 < 0;
  // On a short path a fast retransmission comes within 3 ms, but never sooner than a round trip after three duplicates.
  const isCalledFor =
    direction.duplicatesInARow >= DUPLICATE_ACKS_FOR_FAST && gapMs >= roundTripMs * SOONEST_ROUND_TRIPS;
  return !isCalledFor;
}
