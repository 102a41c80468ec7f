import type { ResetFacts } from './reset-class.js';
import { NOT_PRINTED, type Segment } from './segment.js';
import { sequenceDistance } from './sequence-number.js';
import type { TcpDirection } from './tcp-direction.js';
import { ACK } from './tcp-flags.js';

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
  const acknowledged = own.isAcknowledgedKnown ? own.acknowledged : null;
  return {
    hasAcknowledgement: (segment.flags & ACK) !== 0,
    sequence: segment.hasSequence ? segment.sequence : null,
    next: own.isNextKnown ? own.next : null,
    acknowledged,
    windowBytes: windowBytes(own, other),
    isAnswerToSyn,
    synCopies: isAnswerToSyn && other.ranges.count > 0 ? other.ranges.copies(0) : 0,
    unacknowledgedCopies: unacknowledgedCopies(own),
    isAfterFin,
    sinceOtherResetMs: seen(segment.atMs - other.resetMs),
    ttl: printed(segment.ttl),
    usualTtl: printed(own.ttl),
  };
}

function unacknowledgedCopies({ ranges, acknowledged, isAcknowledgedKnown }: TcpDirection): number {
  let most = 0;
  for (let index = 0; index < ranges.count; index++) {
    if (!isAcknowledgedKnown || sequenceDistance(acknowledged, ranges.end(index)) > 0)
      most = Math.max(most, ranges.copies(index));
  }
  return most;
}

/** The scale counts only when both ends named one (RFC 7323); it is unknown when a SYN was not seen. */
function windowBytes(own: TcpDirection, other: TcpDirection): number | null {
  if (!own.isSynSeen || !other.isSynSeen || other.window === NOT_PRINTED) return null;
  const isScaled = own.windowScale !== NOT_PRINTED && other.windowScale !== NOT_PRINTED;
  return other.window * 2 ** (isScaled ? Math.min(other.windowScale, LARGEST_SCALE) : 0);
}

function seen(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}

function printed(number: number): number | null {
  return number === NOT_PRINTED ? null : number;
}
