import type { ResetFacts } from './reset-class.js';
import type { Segment } from './segment.js';
import { sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';

/** The largest shift of a window (RFC 7323 2.3). */
const LARGEST_SCALE = 14;

/** What the state of a connection says about a RST. `own` has sent it, `other` got it. */
export function resetFacts(
  segment: Segment,
  own: TcpDirection,
  other: TcpDirection,
  isAnswerToSyn: boolean,
  isAfterFin: boolean,
): ResetFacts {
  const { tcp, atMs, ttl } = segment;
  const { acknowledged } = own;
  const waiting = own.ranges.all.filter(
    (range) => acknowledged === null || sequenceDistance(acknowledged, range.end) > 0,
  );
  return {
    hasAcknowledgement: tcp.flags.includes('.'),
    sequence: tcp.sequence,
    next: own.next,
    acknowledged,
    windowBytes: windowBytes(own, other),
    isAnswerToSyn,
    synCopies: isAnswerToSyn ? (other.ranges.all[0]?.copies ?? 0) : 0,
    unacknowledgedCopies: waiting.reduce((most, range) => Math.max(most, range.copies), 0),
    isAfterFin,
    sinceOtherResetMs: other.resetMs === null ? null : atMs - other.resetMs,
    ttl,
    usualTtl: own.ttl,
  };
}

/** The scale counts only when both ends named one (RFC 7323); it is unknown when a SYN was not seen. */
function windowBytes(own: TcpDirection, other: TcpDirection): number | null {
  if (!own.isSynSeen || !other.isSynSeen || other.window === null) return null;
  const scale = own.windowScale === null || other.windowScale === null ? 0 : Math.min(other.windowScale, LARGEST_SCALE);
  return other.window * 2 ** scale;
}
