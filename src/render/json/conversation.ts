import type { Conversation, ConversationEnd, Handshake, Retransmission } from '../../aggregate/conversation.js';
import type { Clock } from '../clock.js';
import { jsonEvidence } from './evidence.js';

/** The life of a connection as one source tells it; null where this source cannot tell. */
export function jsonConversation(conversation: Conversation | null, clock: Clock) {
  if (conversation === null) return null;
  const { longestIdle, unanswered } = conversation;
  return {
    source: conversation.source,
    handshake: conversation.handshake && jsonHandshake(conversation.handshake),
    sent: conversation.sent,
    received: conversation.received,
    rttMs: conversation.rttMs,
    rtoMs: conversation.rtoMs,
    congestionWindow: conversation.congestionWindow,
    retransmits: conversation.retransmits,
    retransmissions: conversation.retransmissions.map((one) => jsonRetransmission(one, clock)),
    episodes: conversation.episodes.map((episode) => ({
      ...episode,
      firstTime: clock.iso(episode.firstTime),
      lastTime: clock.iso(episode.lastTime),
    })),
    episodesNotKept: conversation.episodesNotKept,
    duplicateAcks: conversation.duplicateAcks,
    zeroWindows: conversation.zeroWindows,
    keepAlives: conversation.keepAlives,
    outOfOrder: conversation.outOfOrder,
    longestIdle: longestIdle && { ms: longestIdle.ms, from: clock.iso(longestIdle.from) },
    end: conversation.end && jsonEnd(conversation.end, clock),
    unanswered: unanswered && { ...unanswered, evidence: jsonEvidence(unanswered.evidence) },
    largestSegmentBytes: conversation.largestSegmentBytes,
    maximumSegmentSize: conversation.maximumSegmentSize,
    pids: conversation.pids,
    notSeen: conversation.notSeen,
  };
}

function jsonHandshake(handshake: Handshake) {
  return { ...handshake, evidence: jsonEvidence(handshake.evidence) };
}

function jsonRetransmission(one: Retransmission, clock: Clock) {
  const { input, line, text } = one.evidence;
  return { ...one, at: clock.iso(one.at), evidence: { input, line, text } };
}

function jsonEnd(end: ConversationEnd, clock: Clock) {
  return {
    ...end,
    at: end.at === null ? null : clock.iso(end.at),
    evidence: jsonEvidence(end.evidence),
  };
}
