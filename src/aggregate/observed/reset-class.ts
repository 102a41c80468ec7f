import { sequenceDistance } from './sequence-number.js';

/** What is known when a RST is seen on a connection. Sequence numbers modulo 2^32; null is "not seen". */
export interface ResetFacts {
  readonly hasAcknowledgement: boolean;
  readonly sequence: number | null;
  /** Behind everything the sender of the RST has sent. */
  readonly next: number | null;
  /** What the other end has acknowledged last: the first byte it still expects. */
  readonly acknowledged: number | null;
  /** Receive window of the other end in bytes; null when its scale was not seen. */
  readonly windowBytes: number | null;
  readonly isAnswerToSyn: boolean;
  /** Copies of the SYN before the RST. */
  readonly synCopies: number;
  /** Most copies of a segment of the sender that is not acknowledged. */
  readonly unacknowledgedCopies: number;
  readonly isAfterFin: boolean;
  /** Since a RST of the other end. */
  readonly sinceOtherResetMs: number | null;
  /** Hop limit of the RST and of the sender's packet before; null without `--verbose`. */
  readonly ttl: number | null;
  readonly usualTtl: number | null;
}

export type ResetClass =
  | 'port-closed'
  | 'rejected-late'
  | 'retransmission-limit'
  | 'middlebox'
  | 'after-fin'
  | 'unknown-connection'
  | 'application-abort'
  | 'outside-window';

/** TcpMaxDataRetransmissions of Windows: the connection is reset after 5 copies of one segment (Microsoft KB170359). */
export const WINDOWS_RETRANSMISSION_LIMIT = 5;
/** A host that sends a RST because it got one would need a round trip; both at once come from something in between. */
const BOTH_WAYS_MS = 5;

/** What a RST means (RFC 9293 3.5.2, RFC 5961); null when the numbers fit none. `middlebox` is a hint, never a proof. */
export function resetClass(facts: ResetFacts): ResetClass | null {
  if (facts.isAnswerToSyn) return facts.synCopies >= 2 ? 'rejected-late' : 'port-closed';
  if (facts.unacknowledgedCopies >= WINDOWS_RETRANSMISSION_LIMIT) return 'retransmission-limit';
  if (facts.sinceOtherResetMs !== null && facts.sinceOtherResetMs <= BOTH_WAYS_MS) return 'middlebox';
  if (facts.ttl !== null && facts.usualTtl !== null && facts.ttl !== facts.usualTtl) return 'middlebox';
  if (facts.isAfterFin) return 'after-fin';
  if (facts.sequence === null) return null;
  // A stack without the connection answers with the acknowledgement number of what it got as its own sequence number.
  if (!facts.hasAcknowledgement && facts.sequence === facts.acknowledged) return 'unknown-connection';
  if (facts.sequence === facts.next) return 'application-abort';
  if (isOutside(facts.sequence, facts.acknowledged, facts.windowBytes)) return 'outside-window';
  return null;
}

function isOutside(sequence: number, expected: number | null, windowBytes: number | null): boolean {
  if (expected === null) return false;
  const ahead = sequenceDistance(expected, sequence);
  return ahead < 0 || (windowBytes !== null && ahead > windowBytes);
}
