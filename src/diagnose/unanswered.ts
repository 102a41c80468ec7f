import { largest } from './largest.js';
import type { ConnectionView } from './connection-view.js';

/** Requests without an answer of any kind (reply or ICMP error) of a protocol without connections. */
export function unansweredOf({ sources }: ConnectionView): number {
  return largest(
    sources.map(({ unanswered }) => {
      if (unanswered === null) return 0;
      const errors = unanswered.icmpErrors.reduce((sum, { count }) => sum + count, 0);
      return unanswered.requests - unanswered.answered - errors;
    }),
  );
}

/** Requests of a connection, answered or not. */
export function requestsOf({ sources }: ConnectionView): number {
  return largest(sources.map(({ unanswered }) => unanswered?.requests ?? 0));
}

/** Only the peer sent: the requests are its own, and this host did not answer. */
export function isAskedByPeer({ connection }: ConnectionView): boolean {
  return connection.localIsKnown && connection.packetsOut === 0 && connection.packetsIn > 0;
}
