import type {
  Conversation,
  ConversationEnd,
  ExplainingDrop,
  Handshake,
  Retransmission,
} from '../../aggregate/conversation.js';
import type { Clock } from '../clock.js';
import { jsonEvidence } from './evidence.js';

/** The life of a connection as one source tells it; null where this source cannot tell. */
export function jsonConversation(conversation: Conversation | null, clock: Clock) {
  if (conversation === null) return null;
  const { congestionWindow, longestIdle, unanswered } = conversation;
  return {
    source: conversation.source,
    handshake: conversation.handshake && jsonHandshake(conversation.handshake),
    sent: conversation.sent,
    received: conversation.received,
    rttMs: conversation.rttMs,
    rtoMs: conversation.rtoMs,
    congestionWindow: congestionWindow && {
      minimum: congestionWindow.minimum,
      maximum: congestionWindow.maximum,
      last: congestionWindow.last,
      series: (congestionWindow.series ?? []).map(({ at, bytes, ssthresh }) => ({
        at: clock.iso(at),
        bytes,
        ssthresh,
      })),
    },
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
    zeroWindowsBy: conversation.zeroWindowsBy ?? null,
    windowProbes: conversation.windowProbes ?? null,
    keepAlives: conversation.keepAlives,
    outOfOrder: conversation.outOfOrder,
    longestIdle: longestIdle && { ms: longestIdle.ms, from: clock.iso(longestIdle.from) },
    end: conversation.end && jsonEnd(conversation.end, clock),
    unanswered: unanswered && { ...unanswered, evidence: jsonEvidence(unanswered.evidence) },
    largestSegmentBytes: conversation.largestSegmentBytes,
    maximumSegmentSize: conversation.maximumSegmentSize,
    pids: conversation.pids,
    pathMtu: conversation.pathMtu ?? null,
    selfCheck: conversation.selfCheck ?? null,
    tcb: conversation.tcb ?? null,
    hostName: conversation.hostName ?? null,
    notSeen: conversation.notSeen,
  };
}

function jsonHandshake(handshake: Handshake) {
  return { ...handshake, evidence: jsonEvidence(handshake.evidence) };
}

function jsonRetransmission(one: Retransmission, clock: Clock) {
  const { input, line, text } = one.evidence;
  return {
    ...one,
    at: clock.iso(one.at),
    explainedBy: one.explainedBy ? jsonExplainingDrop(one.explainedBy, clock) : null,
    evidence: { input, line, text },
  };
}

/** The record of the drop is quoted where the drop was kept, else only its place is known. */
function jsonExplainingDrop(drop: ExplainingDrop, clock: Clock) {
  const { input, line } = drop.evidence;
  return {
    ...drop,
    at: clock.iso(drop.at),
    evidence: { input, line, text: 'text' in drop.evidence ? drop.evidence.text : null },
  };
}

function jsonEnd(end: ConversationEnd, clock: Clock) {
  return {
    ...end,
    at: end.at === null ? null : clock.iso(end.at),
    evidence: jsonEvidence(end.evidence),
  };
}
