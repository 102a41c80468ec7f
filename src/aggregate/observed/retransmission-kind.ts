import type { RetransmissionKind } from '../conversation.js';

/** Duplicate acknowledgements that start a fast retransmission (RFC 5681 3.2). */
export const DUPLICATE_ACKS_FOR_FAST = 3;
/** RACK waits up to a quarter of the round trip for reordered segments (RFC 8985 6.2), so a fast one follows within this. */
const ROUND_TRIPS_AFTER_SIGNAL = 1.25;
/** Work of the host and the tick of its timers on top of that. */
const SIGNAL_SLACK_MS = 5;
/** Round trip assumed for that rule when none was measured: the capture begins in the middle. */
const UNKNOWN_ROUND_TRIP_MS = 300;
/** A timer may fire a little early against our estimate, which knows only what passed the capture. */
const SHARE_OF_TIMEOUT = 0.9;
/** A tail loss probe waits two round trips (RFC 8985 7.2), and never less than about 10 ms in Windows; half of both is a safe bound. */
const PROBE_ROUND_TRIPS = 1;
const SHORTEST_PROBE_MS = 5;
/** Lower bound of the timer in the datacenter template of Windows; and no timer is set to less than two round trips. */
const DATACENTER_TIMEOUT_MS = 20;
const TIMEOUT_ROUND_TRIPS = 2;

/** What is known when a copy of a segment is seen. Times in milliseconds; NaN is "not seen" and neither more nor less than any. */
export interface CopyFacts {
  readonly isSyn: boolean;
  /** Since the copy before; for a segment whose first copy never got here, since the gap was seen. */
  readonly sinceMs: number;
  /** 1 for the first retransmission. */
  readonly copy: number;
  /** Nothing was sent behind it. */
  readonly isTail: boolean;
  readonly duplicateAcks: number;
  /** Data behind it was acknowledged selectively. */
  readonly isSackedAbove: boolean;
  /** Since the last duplicate or selective acknowledgement. */
  readonly sinceSignalMs: number;
  readonly roundTripMs: number;
  readonly timeoutMs: number;
  /** A fast retransmission has begun and is not over. */
  readonly isFastRecovery: boolean;
}

/** How the sender came to repeat a segment: the stack's own words (NetTrace) are better where they exist. */
export function retransmissionKind(facts: CopyFacts): RetransmissionKind {
  if (facts.isSyn) return 'syn';
  const isSignalled = facts.duplicateAcks >= DUPLICATE_ACKS_FOR_FAST || facts.isSackedAbove;
  const signalMs =
    ROUND_TRIPS_AFTER_SIGNAL * (Number.isNaN(facts.roundTripMs) ? UNKNOWN_ROUND_TRIP_MS : facts.roundTripMs) +
    SIGNAL_SLACK_MS;
  if (isSignalled && facts.sinceSignalMs <= signalMs) return 'fast';
  if (Number.isNaN(facts.sinceMs)) return facts.isFastRecovery ? 'fast' : 'unknown';
  if (facts.sinceMs >= SHARE_OF_TIMEOUT * facts.timeoutMs) return 'rto';
  if (isProbe(facts)) return 'tlp';
  if (facts.isFastRecovery) return 'fast';
  return isShortTimeout(facts) ? 'rto' : 'unknown';
}

/** The last segment, once, about two round trips later; without a measured round trip nobody can say. */
function isProbe({ isTail, copy, sinceMs, roundTripMs }: CopyFacts): boolean {
  if (!isTail || copy !== 1 || Number.isNaN(roundTripMs)) return false;
  return sinceMs >= Math.max(SHORTEST_PROBE_MS, PROBE_ROUND_TRIPS * roundTripMs);
}

/** Below the usual lower bound, and nothing else explains it: a sender with the timer of the datacenter template. */
function isShortTimeout({ sinceMs, roundTripMs }: CopyFacts): boolean {
  if (Number.isNaN(roundTripMs)) return false;
  return sinceMs >= Math.max(DATACENTER_TIMEOUT_MS, TIMEOUT_ROUND_TRIPS * roundTripMs);
}
