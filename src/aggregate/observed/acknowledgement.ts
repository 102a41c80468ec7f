import type { RetransmissionLog } from './retransmission-log.js';
import type { Segment } from './segment.js';
import { sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import { FIN, RST, SYN } from './tcp-flags.js';

/** An acknowledgement cannot answer a copy sooner than this share of the shortest round trip (RFC 3522 without timestamps). */
const TOO_EARLY = 0.75;

/**
 * Takes the acknowledgement that `segment` carries for the data of `direction` (the other end's).
 * @param log null when nothing was sent again
 * @param isSentHere the sender of the data is this host, so that the answer has to travel
 * @param windowBefore what the acknowledging end had advertised in its packet before
 * @returns true when it acknowledged something new
 */
export function acknowledge(
  direction: TcpDirection,
  segment: Segment,
  log: RetransmissionLog | null,
  isSentHere: boolean,
  windowBefore: number,
): boolean {
  const { acknowledgement } = segment;
  const hasBlocks = segment.tcp.sackBlocks.length > 0;
  if (hasBlocks) markDuplicates(direction, segment, log);
  const isFirst = !direction.isAcknowledgedKnown;
  const step = isFirst ? 0 : sequenceDistance(direction.acknowledged, acknowledgement);
  if (step < 0) return false;
  if (hasBlocks) takeSelective(direction, segment);
  if (step === 0 && !isFirst) {
    countDuplicate(direction, segment, windowBefore);
    return false;
  }
  skipUnseen(direction, acknowledgement);
  testTimeout(direction, acknowledgement);
  takeNews(direction, segment, log, isSentHere);
  direction.acknowledged = acknowledgement;
  direction.isAcknowledgedKnown = true;
  direction.duplicatesInARow = 0;
  return true;
}

/** What has arrived now: judges its copies, and measures the round trip of what was sent once. */
function takeNews(direction: TcpDirection, segment: Segment, log: RetransmissionLog | null, isSentHere: boolean): void {
  const { ranges } = direction;
  const from = ranges.acknowledged;
  ranges.acknowledge(segment.acknowledgement);
  const to = ranges.acknowledged;
  // Karn: what was sent twice tells nothing; what was acknowledged selectively had arrived before.
  let isOnce = to > from;
  for (let index = from; index < to; index++) {
    if (ranges.copies(index) > 0) {
      isOnce = false;
      if (log !== null) judgeCopy(direction, segment, log, index, isSentHere);
    } else if (ranges.isSacked(index)) isOnce = false;
  }
  if (isOnce) direction.addRoundTrip(segment.atMs - ranges.firstMs(to - 1));
  ranges.forgetAcknowledged();
}

/** Judges the latest copy of a range that has arrived. */
function judgeCopy(
  { ranges, shortestRoundTripMs }: TcpDirection,
  segment: Segment,
  log: RetransmissionLog,
  range: number,
  isSentHere: boolean,
): void {
  const copy = log.latest(segment.sender === 0 ? 1 : 0, ranges.start(range), ranges.end(range));
  if (copy === null) return;
  if (isSentHere && segment.atMs - copy.atMs < TOO_EARLY * shortestRoundTripMs) copy.isSpurious = true;
  const { timestampEcho } = segment.tcp;
  if (copy.timestamp === null || timestampEcho === null) return;
  // Eifel (RFC 3522): the echo is older than the copy, so an earlier copy had arrived.
  if (sequenceDistance(copy.timestamp, timestampEcho) < 0) copy.isSpurious = true;
  else copy.isNeeded = true;
}

/** RFC 5681: no data, no SYN or FIN, the same number and window, while data is outstanding; with SACK news the window may differ. */
function countDuplicate(direction: TcpDirection, segment: Segment, windowBefore: number): void {
  if (segment.payloadBytes > 0 || (segment.flags & (SYN | FIN | RST)) !== 0 || segment.window === 0) return;
  const { acknowledged, next } = direction;
  if (!direction.isNextKnown || sequenceDistance(acknowledged, next) <= 0) return;
  const hasNews = isAnyBehind(segment.tcp.sackBlocks, acknowledged);
  if (!hasNews && segment.window !== windowBefore) return;
  direction.duplicateAcks++;
  direction.duplicatesInARow++;
  direction.signalMs = segment.atMs;
  direction.timeoutUnderTest = null;
}

function isAnyBehind(blocks: Segment['tcp']['sackBlocks'], acknowledged: number): boolean {
  for (const [, right] of blocks) if (sequenceDistance(acknowledged, right) > 0) return true;
  return false;
}

function takeSelective(direction: TcpDirection, segment: Segment): void {
  const { ranges } = direction;
  for (const [left, right] of segment.tcp.sackBlocks) {
    if (sequenceDistance(segment.acknowledgement, right) <= 0) continue;
    for (let index = ranges.firstBehind(left); ranges.isBefore(index, right); index++) {
      if (!ranges.overlaps(index, left, right)) continue;
      if (sequenceDistance(left, ranges.start(index)) >= 0 && sequenceDistance(ranges.end(index), right) >= 0)
        ranges.sack(index);
    }
    if (!direction.isSackedKnown || sequenceDistance(direction.sackedUpTo, right) > 0) {
      direction.sackedUpTo = right | 0;
      direction.isSackedKnown = true;
    }
    direction.signalMs = segment.atMs;
  }
}

/** DSACK (RFC 2883): the first block lies below the acknowledgement or inside the second: that data came twice. */
function markDuplicates(direction: TcpDirection, segment: Segment, log: RetransmissionLog | null): void {
  const [first, second] = segment.tcp.sackBlocks;
  if (first === undefined) return;
  const isBelow = sequenceDistance(first[1], segment.acknowledgement) >= 0;
  const isInside =
    second !== undefined && sequenceDistance(second[0], first[0]) >= 0 && sequenceDistance(first[1], second[1]) >= 0;
  if (!isBelow && !isInside) return;
  const copy = log === null ? null : log.latest(segment.sender === 0 ? 1 : 0, first[0], first[1], false);
  if (copy !== null) copy.isSpurious = true;
  // It answers a copy, so it asks for none.
  if (direction.duplicatesInARow === 0 && isBelow) direction.signalMs = Number.NaN;
}

/** Acknowledged, but never seen: the capture lost packets or sees them elsewhere. */
function skipUnseen(direction: TcpDirection, acknowledgement: number): void {
  if (!direction.isNextKnown) {
    direction.next = acknowledgement;
    direction.isNextKnown = true;
    return;
  }
  const unseen = sequenceDistance(direction.next, acknowledgement);
  if (unseen <= 0) return;
  if (!direction.isProbed || unseen > 1) direction.unseenBytes += unseen;
  direction.next = acknowledgement;
}

/** F-RTO (RFC 5682): two acknowledgements go on after a timeout without a further copy, so nothing was lost. */
function testTimeout(direction: TcpDirection, acknowledgement: number): void {
  const test = direction.timeoutUnderTest;
  if (test === null) return;
  if (test.firstAck === null) {
    // Everything at once proves nothing: the copy may have filled the only gap.
    if (sequenceDistance(test.recoveryPoint, acknowledgement) >= 0) direction.timeoutUnderTest = null;
    else test.firstAck = acknowledgement;
    return;
  }
  if (!wasReceivedEarly(direction, test.firstAck, acknowledgement)) test.copy.isSpurious = true;
  direction.timeoutUnderTest = null;
}

/** Is any of `[start, end)` known to have arrived before, or sent more than once? */
function wasReceivedEarly({ ranges }: TcpDirection, start: number, end: number): boolean {
  for (let index = ranges.firstBehind(start); ranges.isBefore(index, end); index++) {
    if (ranges.overlaps(index, start, end) && (ranges.isSacked(index) || ranges.copies(index) > 0)) return true;
  }
  return false;
}
