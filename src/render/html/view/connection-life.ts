import type { ConnectionSummary } from '../../../aggregate/case.js';
import type { Conversation, LossEpisode } from '../../../aggregate/conversation.js';
import type { EvidenceText } from '../../../events/evidence.js';
import type { Nanoseconds } from '../../../base/time.js';
import { evidencePlace } from '../../evidence-text.js';
import { formatBytes, formatCounted, formatMilliseconds } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { endText, handshakeText, requestsText } from './conversation-figures.js';
import type { Scope } from './scope.js';

interface Moment {
  readonly at: Nanoseconds;
  readonly what: string;
  readonly text: string;
  readonly tone: 'fault' | 'suspect' | 'benign' | 'note';
  readonly evidence: readonly EvidenceText[];
}

/** Records named at one moment; the others are below. */
const PLACES_SHOWN = 2;

/** The life of a connection in the order of time: handshake, losses, what was dropped here, end. Each moment names its records. */
export function connectionLife(connection: ConnectionSummary, mostEpisodes: number, scope: Scope) {
  const told = [connection.observed, connection.stated].filter((one) => one !== null);
  const hasTwo = told.length > 1;
  const moments = told
    .flatMap((one) => momentsOf(connection, one, mostEpisodes).map((moment) => ({ ...moment, source: one.source })))
    .toSorted((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0));
  const paths = scope.report.case.inputs.map(({ path }) => path);
  return moments.map(({ at, what, text, tone, evidence, source }) => ({
    time: scope.clock.timeOfDay(at),
    what,
    text: visibleText(text),
    tone,
    source: hasTwo ? { word: source === 'observed' ? 'seen' : 'stated' } : null,
    places: evidence.slice(0, PLACES_SHOWN).map((one) => ({ place: evidencePlace(one, paths) })),
  }));
}

function momentsOf(connection: ConnectionSummary, one: Conversation, mostEpisodes: number): readonly Moment[] {
  return [
    ...handshakeMoments(connection, one),
    ...requestMoments(connection, one),
    ...episodeMoments(one, mostEpisodes),
    ...endMoments(connection, one),
  ];
}

function handshakeMoments({ firstTime }: ConnectionSummary, { handshake }: Conversation): readonly Moment[] {
  if (handshake === null) return [];
  const isGood = handshake.outcome === 'established' || handshake.outcome === 'not-captured';
  const tone = isGood ? 'note' : 'fault';
  return [{ at: firstTime, what: 'Handshake', text: handshakeText(handshake), tone, evidence: handshake.evidence }];
}

function requestMoments({ firstTime }: ConnectionSummary, { unanswered }: Conversation): readonly Moment[] {
  if (unanswered === null) return [];
  const tone = unanswered.requests > unanswered.answered ? 'suspect' : 'note';
  return [{ at: firstTime, what: 'Requests', text: requestsText(unanswered), tone, evidence: unanswered.evidence }];
}

function episodeMoments(one: Conversation, most: number): readonly Moment[] {
  const moments = one.episodes.slice(0, most).map((episode) => episodeMoment(episode, one));
  const left = one.episodes.length + one.episodesNotKept - moments.length;
  const last = moments.at(-1);
  if (left === 0 || last === undefined) return moments;
  return [
    ...moments.slice(0, -1),
    { ...last, text: `${last.text}. ${formatCounted(left, 'further episode')} not listed` },
  ];
}

function endMoments({ lastTime }: ConnectionSummary, { end }: Conversation): readonly Moment[] {
  if (end === null) return [];
  const tone = end.how === 'fin' || end.how === 'open' ? 'note' : 'suspect';
  return [{ at: end.at ?? lastTime, what: 'End', text: endText(end), tone, evidence: end.evidence }];
}

function episodeMoment(episode: LossEpisode, { retransmissions }: Conversation): Moment {
  const { direction, firstTime, lastTime, segments, bytes, longestSilenceMs, recovered } = episode;
  const way = direction === 'out' ? 'sent' : 'received';
  const lasted = lastTime > firstTime ? ` over ${formatMilliseconds(Number(lastTime - firstTime) / 1e6)}` : '';
  return {
    at: firstTime,
    what: 'Loss episode',
    text: `${formatCounted(segments, 'segment')} ${way} again${lasted}, ${formatBytes(bytes)}, longest silence ${formatMilliseconds(longestSilenceMs)}, ${recovered ? 'recovered' : 'not recovered'}`,
    tone: recovered ? 'suspect' : 'fault',
    evidence: retransmissions
      .filter((one) => one.direction === direction && one.at >= firstTime && one.at <= lastTime)
      .map(({ evidence }) => evidence),
  };
}
