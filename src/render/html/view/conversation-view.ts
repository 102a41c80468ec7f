import type { Conversation, Distribution, Retransmission, RetransmitCounts } from '../../../aggregate/conversation.js';
import { evidencePlace } from '../../evidence-text.js';
import { formatBytes, formatCount, formatCounted, formatMilliseconds } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { capped } from './capped.js';
import type { Scope } from './scope.js';

/** Rows below one connection; the JSON has all that were kept. */
const RETRANSMISSIONS_SHOWN = 20;
const EPISODES_SHOWN = 10;

const SOURCE_WORD = {
  observed: 'Seen in the packets',
  stated: 'Stated by the network stack',
} as const;
const KIND_WORD: Readonly<Record<Retransmission['kind'], string>> = {
  syn: 'SYN',
  rto: 'timeout',
  tlp: 'tail loss probe',
  fast: 'fast',
  rack: 'RACK',
  'send-tracker': 'send tracker',
  unknown: 'kind not known',
};

/** The story of a connection as each source tells it; the two are never mixed. */
export function conversationViews(conversations: readonly (Conversation | null)[], scope: Scope) {
  return conversations.flatMap((one) => (one === null ? [] : [conversationView(one, scope)]));
}

function conversationView(conversation: Conversation, scope: Scope) {
  const { retransmissions, episodes, episodesNotKept } = conversation;
  const shown = capped(retransmissions, RETRANSMISSIONS_SHOWN);
  const counted = conversation.retransmits?.events ?? retransmissions.length;
  return {
    title: SOURCE_WORD[conversation.source],
    facts: conversationFacts(conversation, scope).map(([label, value]) => ({ label, value })),
    retransmissions: shown.rows.map((one) => retransmissionView(one, scope)),
    retransmissionsNote:
      counted > shown.rows.length
        ? `Showing ${formatCount(shown.rows.length)} of ${formatCount(counted)} retransmissions - use --format json for more.`
        : null,
    episodes: episodes.slice(0, EPISODES_SHOWN).map((episode) => ({
      text: `${scope.clock.timeOfDay(episode.firstTime)} to ${scope.clock.timeOfDay(episode.lastTime)}, ${direction(episode.direction)}: ${formatCounted(episode.segments, 'segment')}, ${formatBytes(episode.bytes)}, longest silence ${formatMilliseconds(episode.longestSilenceMs)}, ${episode.recovered ? 'recovered' : 'not recovered'}`,
    })),
    episodesNote: episodesLeft(episodes.length, episodesNotKept),
    notSeen: conversation.notSeen.map((text) => ({ text: visibleText(text) })),
  };
}

function episodesLeft(kept: number, notKept: number): string | null {
  const left = Math.max(0, kept - EPISODES_SHOWN) + notKept;
  return left === 0 ? null : `${formatCounted(left, 'more loss episode')} not shown.`;
}

function retransmissionView(one: Retransmission, scope: Scope) {
  const paths = scope.report.case.inputs.map(({ path }) => path);
  return {
    time: scope.clock.timeOfDay(one.at),
    direction: direction(one.direction),
    kind: KIND_WORD[one.kind],
    copy: formatCount(one.copy),
    after: one.afterMs === null ? 'not seen' : formatMilliseconds(one.afterMs),
    sequence: one.sequence === null ? '-' : String(one.sequence),
    bytes: formatCount(one.bytes),
    why: whyText(one),
    place: evidencePlace(one.evidence, paths),
  };
}

function whyText({ droppedHere, spurious }: Retransmission): string {
  if (droppedHere === true) return 'dropped here';
  if (spurious === true) return 'was not needed: the data had arrived';
  return droppedHere === false ? 'not dropped here' : 'drops not captured';
}

function conversationFacts(one: Conversation, scope: Scope): (readonly [string, string])[] {
  const { handshake, sent, received, rttMs, rtoMs, congestionWindow, retransmits, longestIdle, end, unanswered } = one;
  const rows: (readonly [string, string] | null)[] = [
    handshake && ['Handshake', handshakeText(handshake)],
    sent && ['Sent', `${formatBytes(sent.bytes)} in ${formatCounted(sent.segments, 'segment')}`],
    received && ['Received', `${formatBytes(received.bytes)} in ${formatCounted(received.segments, 'segment')}`],
    retransmits && ['Retransmissions', countsText(retransmits)],
    rttMs && ['Round trip', distributionText(rttMs)],
    rtoMs && ['Retransmission timeout', distributionText(rtoMs)],
    congestionWindow && [
      'Congestion window',
      `${formatBytes(congestionWindow.minimum)} to ${formatBytes(congestionWindow.maximum)}, last ${formatBytes(congestionWindow.last)}`,
    ],
    signsOf(one),
    longestIdle && [
      'Longest silence',
      `${formatMilliseconds(longestIdle.ms)} from ${scope.clock.timeOfDay(longestIdle.from)}`,
    ],
    segmentSizes(one),
    unanswered && ['Requests', requestsText(unanswered)],
    end && ['End', endText(end)],
    one.pids.length === 0 ? null : ['Process ids', one.pids.join(', ')],
  ];
  return rows.flatMap((row) => (row === null ? [] : [row]));
}

function handshakeText({
  outcome,
  initiator,
  ms,
  synOffsets,
  pattern,
  status,
}: NonNullable<Conversation['handshake']>): string {
  const parts = [outcome.replaceAll('-', ' ')];
  if (initiator !== null) parts.push(`begun by the ${initiator} end`);
  if (ms !== null) parts.push(formatMilliseconds(ms));
  if (synOffsets.length > 0) {
    parts.push(`SYN again after ${synOffsets.map((offset) => `${offset.toFixed(1)} s`).join(', ')}`);
  }
  if (pattern !== null) parts.push(pattern);
  if (status !== null) parts.push(status);
  return visibleText(parts.join(', '));
}

function countsText(counts: RetransmitCounts): string {
  const kinds = (
    [
      ['SYN', counts.syn],
      ['timeout', counts.rto],
      ['tail loss probe', counts.tlp],
      ['fast', counts.fast],
      ['not needed', counts.spurious],
      ['dropped here', counts.droppedHere],
    ] as const
  ).flatMap(([kind, count]) => (count > 0 ? [`${formatCount(count)} ${kind}`] : []));
  const how = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return `${formatCount(counts.events)}${how}: ${formatCount(counts.out)} out, ${formatCount(counts.in)} in, ${formatBytes(counts.bytes)}, ${formatCounted(counts.episodes, 'loss episode')}`;
}

function distributionText({ min, median, p99, last, samples }: Distribution): string {
  return `least ${formatMilliseconds(min)}, median ${formatMilliseconds(median)}, 99 % below ${formatMilliseconds(p99)}, last ${formatMilliseconds(last)} (${formatCounted(samples, 'sample')})`;
}

/** Signs that are no loss by themselves; only those that were counted. */
function signsOf(one: Conversation): readonly [string, string] | null {
  const signs = (
    [
      ['duplicate ACKs', one.duplicateAcks],
      ['zero windows', one.zeroWindows],
      ['keep-alives', one.keepAlives],
      ['out of order', one.outOfOrder],
    ] as const
  ).flatMap(([word, count]) => (count === null ? [] : [`${word} ${formatCount(count)}`]));
  return signs.length === 0 ? null : ['Signs', signs.join(', ')];
}

function segmentSizes({ largestSegmentBytes, maximumSegmentSize }: Conversation): readonly [string, string] | null {
  if (largestSegmentBytes === null && maximumSegmentSize === null) return null;
  const largest = largestSegmentBytes === null ? 'not seen' : formatBytes(largestSegmentBytes);
  const agreed = maximumSegmentSize === null ? '' : `, maximum of the handshake ${formatBytes(maximumSegmentSize)}`;
  return ['Largest segment', largest + agreed];
}

function requestsText({ requests, answered, icmpErrors }: NonNullable<Conversation['unanswered']>): string {
  const errors = icmpErrors.map(({ type, count }) => `${formatCount(count)} ${visibleText(type)}`);
  return [`${formatCount(requests)}, ${formatCount(answered)} answered`, ...errors].join(', ');
}

function endText({ how, by, resetClass, status }: NonNullable<Conversation['end']>): string {
  const parts = [
    how
      .replaceAll('-', ' ')
      .toUpperCase()
      .replace(/^(?!FIN|RST).*$/, (word) => word.toLowerCase()),
  ];
  if (by !== null) parts.push(`by the ${by} end`);
  if (resetClass !== null) parts.push(resetClass.replaceAll('-', ' '));
  if (status !== null) parts.push(status);
  return visibleText(parts.join(', '));
}

function direction(one: 'out' | 'in'): string {
  return one === 'out' ? 'sent' : 'received';
}
