import type { ConnectionSummary } from '../case.js';
import type { Conversation } from '../conversation.js';

/** The fields of a connection that a conversation fills. */
export type SummaryFields = Pick<ConnectionSummary, 'state' | 'retransmits' | 'sent' | 'rttMs' | 'connect' | 'end'>;

/** What a conversation says in the short fields of its connection; the same for what is observed and what is stated. */
export function summaryFields(conversation: Conversation | null): SummaryFields {
  if (conversation === null)
    return { state: 'seen', retransmits: null, sent: null, rttMs: null, connect: null, end: null };
  const { retransmits, sent, rttMs, handshake, end } = conversation;
  const isCaptured = handshake !== null && handshake.outcome !== 'not-captured';
  return {
    state: stateOf(conversation),
    retransmits: retransmits && {
      events: retransmits.events,
      segments: retransmits.segments,
      bytes: retransmits.bytes,
      syn: retransmits.syn,
      rto: retransmits.rto,
      tlp: retransmits.tlp,
      fast: retransmits.fast,
      episodes: retransmits.episodes,
    },
    sent: sent && { bytes: sent.bytes, segments: sent.segments },
    rttMs: rttMs && { min: rttMs.min, median: rttMs.median, p99: rttMs.p99 },
    connect: isCaptured
      ? { outcome: handshake.outcome, ms: handshake.ms, synRetransmits: handshake.synOffsets.length }
      : null,
    end: end && { how: end.how, by: end.by, status: end.status },
  };
}

/** One word for people. */
function stateOf({ handshake, end, unanswered, received }: Conversation): string {
  if (handshake !== null && handshake.outcome !== 'established' && handshake.outcome !== 'not-captured')
    return handshake.outcome;
  switch (end?.how) {
    case 'fin':
      return 'closed';
    case 'rst':
    case 'abort':
      return 'reset';
    case 'retransmission-limit':
      return 'gave up';
    case 'refused':
      return 'refused';
    case 'open':
      return 'open';
    case undefined:
      break;
  }
  if (unanswered === null || unanswered.requests === 0) return 'seen';
  if (unanswered.answered === unanswered.requests) return 'answered';
  return unanswered.answered === 0 && (received?.segments ?? 0) === 0 ? 'unanswered' : 'partly answered';
}
