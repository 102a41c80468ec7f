import type { Conversation } from '../conversation.js';
import type { ConversationContext } from './conversation-context.js';
import type { Exchange } from './exchange.js';
import type { ObservedFlow } from './observed-flow.js';
import { round } from './rtt-samples.js';

/** An answer may still come within this time after the end of the log. */
const ANSWER_MAY_COME_MS = 1_000;

/** Turns an exchange without a connection (UDP, ICMP) into what the report says of it; null when no packet line showed it. */
export function exchangeConversation(
  flow: ObservedFlow,
  exchange: Exchange,
  protocol: string,
  context: ConversationContext,
): Conversation | null {
  const { localEnd } = context;
  const remoteEnd = localEnd === 0 ? 1 : 0;
  const isSeen = exchange.packets[0] + exchange.packets[1] > 0;
  if (!isSeen && flow.dropLines === 0) return null;
  return {
    source: 'observed',
    handshake: null,
    sent: isSeen ? { bytes: exchange.bytes[localEnd], segments: exchange.packets[localEnd] } : null,
    received: isSeen ? { bytes: exchange.bytes[remoteEnd], segments: exchange.packets[remoteEnd] } : null,
    rttMs: exchange.requests.roundTrips,
    rtoMs: null,
    congestionWindow: null,
    retransmissions: [],
    retransmits: null,
    episodes: [],
    episodesNotKept: 0,
    duplicateAcks: null,
    zeroWindows: null,
    zeroWindowsBy: null,
    windowProbes: null,
    keepAlives: null,
    outOfOrder: null,
    longestIdle:
      exchange.longestIdleMs === 0
        ? null
        : { ms: round(exchange.longestIdleMs), from: context.timeOf(exchange.longestIdleFromMs) },
    end: null,
    unanswered: exchange.requests.finish(),
    largestSegmentBytes: isSeen ? exchange.largestBytes : null,
    maximumSegmentSize: null,
    pids: [],
    notSeen: notSeen(isSeen, exchange, protocol, context),
  };
}

function notSeen(isSeen: boolean, exchange: Exchange, protocol: string, context: ConversationContext): string[] {
  if (!isSeen) return ['Only drop lines show this exchange: requests, answers and volumes are not seen.'];
  const { requests } = exchange;
  const sentences: string[] = [];
  const isUnanswered = requests.requests > requests.answered;
  if (isUnanswered && requests.lastRequestMs !== null && context.lastMs - requests.lastRequestMs < ANSWER_MAY_COME_MS) {
    sentences.push('The log ends less than a second after the last request: its answer may have come later.');
  }
  if (protocol === 'udp' && requests.answered === 0 && isUnanswered) {
    sentences.push(
      'Nothing came back. Protocols that only send (syslog, NetFlow, metrics) look the same as a server that is silent.',
    );
  }
  if (!context.localIsKnown)
    sentences.push('The log does not tell which end is this host: sent and received may be exchanged.');
  if (context.captures > 1)
    sentences.push(
      'Several inputs show this exchange at the same time: these figures come from the one with the most lines.',
    );
  return sentences;
}
