import type { RetransmissionLog } from './retransmission-log.js';
import type { Segment } from './segment.js';
import { sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';

/** An acknowledgement cannot answer a copy sooner than this share of the shortest round trip (RFC 3522 without timestamps). */
const TOO_EARLY = 0.75;

/**
 * Takes the acknowledgement that `segment` carries for the data of `direction` (the other end's).
 * @param shortestRoundTripMs when the sender of the data is this host, so that the answer has to travel; else null
 * @param windowBefore what the acknowledging end had advertised in its packet before
 * @returns true when it acknowledged something new
 */
export function acknowledge(
  direction: TcpDirection,
  segment: Segment,
  log: RetransmissionLog,
  shortestRoundTripMs: number | null,
  windowBefore: number | null,
): boolean {
  const { tcp, atMs } = segment;
  const acknowledgement = tcp.acknowledgement;
  if (acknowledgement === null) return false;
  markDuplicates(direction, segment, log);
  const isFirst = direction.acknowledged === null;
  const step = direction.acknowledged === null ? 0 : sequenceDistance(direction.acknowledged, acknowledgement);
  if (step < 0) return false;
  takeSelective(direction, segment);
  if (step === 0 && !isFirst) {
    countDuplicate(direction, segment, windowBefore);
    return false;
  }
  skipUnseen(direction, acknowledgement);
  testTimeout(direction, acknowledgement);
  const news = direction.ranges.acknowledge(acknowledgement);
  for (const range of news.filter((one) => one.copies > 0)) {
    const [copy] = log.of(segment.sender === 0 ? 1 : 0, range.start, range.end);
    if (copy === undefined) continue;
    const sinceMs = atMs - copy.atMs;
    if (shortestRoundTripMs !== null && sinceMs < TOO_EARLY * shortestRoundTripMs) copy.isSpurious = true;
    if (copy.timestamp === null || tcp.timestampEcho === null) continue;
    // Eifel (RFC 3522): the echo is older than the copy, so an earlier copy had arrived.
    if (sequenceDistance(copy.timestamp, tcp.timestampEcho) < 0) copy.isSpurious = true;
    else copy.isNeeded = true;
  }
  // Karn: what was sent twice tells nothing; what was acknowledged selectively had arrived before.
  const last = news.at(-1);
  if (last !== undefined && news.every((range) => range.copies === 0 && !range.isSacked)) {
    direction.addRoundTrip(atMs - last.firstMs);
  }
  direction.acknowledged = acknowledgement;
  direction.duplicatesInARow = 0;
  return true;
}

/** RFC 5681: no data, no SYN or FIN, the same number and window, while data is outstanding; with SACK news the window may differ. */
function countDuplicate(direction: TcpDirection, segment: Segment, windowBefore: number | null): void {
  const { tcp } = segment;
  if (segment.payloadBytes > 0 || /[SFR]/.test(tcp.flags) || tcp.window === 0 || direction.next === null) return;
  if (direction.acknowledged === null || sequenceDistance(direction.acknowledged, direction.next) <= 0) return;
  const hasNews = tcp.sackBlocks.some(([, right]) => sequenceDistance(direction.acknowledged ?? right, right) > 0);
  if (!hasNews && tcp.window !== windowBefore) return;
  direction.duplicateAcks++;
  direction.duplicatesInARow++;
  direction.signalMs = segment.atMs;
  if (direction.timeoutUnderTest !== null) direction.timeoutUnderTest = null;
}

function takeSelective(direction: TcpDirection, segment: Segment): void {
  const acknowledgement = segment.tcp.acknowledgement ?? 0;
  for (const [left, right] of segment.tcp.sackBlocks) {
    if (sequenceDistance(acknowledgement, right) <= 0) continue;
    for (const range of direction.ranges.overlapping(left, right)) {
      if (sequenceDistance(left, range.start) >= 0 && sequenceDistance(range.end, right) >= 0) range.isSacked = true;
    }
    if (direction.sackedUpTo === null || sequenceDistance(direction.sackedUpTo, right) > 0)
      direction.sackedUpTo = right;
    direction.signalMs = segment.atMs;
  }
}

/** DSACK (RFC 2883): the first block lies below the acknowledgement or inside the second: that data came twice. */
function markDuplicates(direction: TcpDirection, segment: Segment, log: RetransmissionLog): void {
  const [first, second] = segment.tcp.sackBlocks;
  const acknowledgement = segment.tcp.acknowledgement;
  if (first === undefined || acknowledgement === null) return;
  const isBelow = sequenceDistance(first[1], acknowledgement) >= 0;
  const isInside =
    second !== undefined && sequenceDistance(second[0], first[0]) >= 0 && sequenceDistance(first[1], second[1]) >= 0;
  if (!isBelow && !isInside) return;
  const copy = log.of(segment.sender === 0 ? 1 : 0, first[0], first[1]).find((one) => !one.isSpurious);
  if (copy !== undefined) copy.isSpurious = true;
  // It answers a copy, so it asks for none.
  if (direction.duplicatesInARow === 0 && isBelow) direction.signalMs = null;
}

/** Acknowledged, but never seen: the capture lost packets or sees them elsewhere. */
function skipUnseen(direction: TcpDirection, acknowledgement: number): void {
  if (direction.next === null) {
    direction.next = acknowledgement;
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
  const wasReceivedEarly = direction.ranges
    .overlapping(test.firstAck, acknowledgement)
    .some((range) => range.isSacked || range.copies > 0);
  if (!wasReceivedEarly) test.copy.isSpurious = true;
  direction.timeoutUnderTest = null;
}
