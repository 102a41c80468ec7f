import type { ConnectionSummary } from '../../../aggregate/case.js';
import { captureFilters } from '../../capture-filters.js';
import { formatCount, formatCounted, formatDuration } from '../../number.js';
import { droppedHere } from '../../retransmission-totals.js';
import { courseOf } from '../../stories-in-full.js';
import { visibleText } from '../../visible-text.js';
import { CONFIDENCE_WORD } from '../../words.js';
import { capped } from './capped.js';
import { connectionLife } from './connection-life.js';
import { connectionFacts, connectionStory } from './connection-story.js';
import { conversationView, figuresView, storyLength } from './conversation-view.js';
import { evidenceView } from './evidence-view.js';
import { connectionAnchor, journeyAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';
import { sequenceCharts } from './sequence-chart.js';

/** Connections in the order of the case (most harmful first), each with its story. */
export function connectionsView(scope: Scope) {
  const { connections, connectionsNotKept } = scope.report.case;
  const { rows, note } = capped(connections, scope.report.top);
  return {
    none: connections.length === 0,
    total: formatCounted(connections.length + connectionsNotKept, 'connection'),
    note,
    notKept:
      connectionsNotKept === 0
        ? null
        : `${formatCounted(connectionsNotKept, 'connection')} counted but not kept one by one.`,
    measured: connections.some(({ retransmits }) => retransmits !== null),
    rows: rows.map((connection, index) => connectionView(connection, index, scope)),
  };
}

function connectionView(connection: ConnectionSummary, index: number, scope: Scope) {
  const { clock } = scope;
  const { drops, retransmits, firstTime, lastTime } = connection;
  const filters = captureFilters(connection);
  const conversations = [connection.observed, connection.stated].filter((one) => one !== null);
  const length = storyLength(index);
  return {
    anchor: connectionAnchor(index),
    place: String(index),
    detailsId: `${connectionAnchor(index)}-story`,
    protocol: visibleText(connection.protocol),
    local: visibleText(connection.local),
    remote: visibleText(connection.remote),
    arrow: connection.localIsKnown ? 'to' : 'and',
    state: visibleText(connection.state),
    multicast: connection.multicast,
    multicastFlag: connection.multicast ? 'yes' : 'no',
    dropsFlag: drops.packets > 0 ? 'yes' : 'no',
    here: hereWord(connection),
    dropsHref:
      drops.lines === 0 ? null : (drops.reasons.flatMap((one) => scope.links.reason(one) ?? [])[0] ?? '#reasons'),
    storyHref: `#${connectionAnchor(index)}-story`,
    resentHref: (retransmits?.events ?? 0) === 0 ? null : `#${connectionAnchor(index)}-story`,
    dropPackets: formatCount(drops.packets),
    dropPacketsSort: String(drops.packets),
    dropLines: formatCount(drops.lines),
    dropLinesSort: String(drops.lines),
    retransmits: retransmits === null ? '-' : formatCount(retransmits.events),
    retransmitsSort: String(retransmits === null ? -1 : retransmits.events),
    packets: `${formatCount(connection.packetsOut)} / ${formatCount(connection.packetsIn)}`,
    packetsSort: String(connection.packetsOut + connection.packetsIn),
    first: clock.timeOfDay(firstTime),
    firstSort: String(firstTime),
    duration: formatDuration(lastTime - firstTime),
    durationSort: String(lastTime - firstTime),
    story: connectionStory(connection),
    facts: connectionFacts(connection, scope),
    wireshark: filters === null ? null : filters.wireshark,
    pktmon: filters === null ? null : filters.pktmon,
    verdict: connectionVerdict(index, scope),
    life: connectionLife(connection, length.episodes, scope),
    charts: length.hasChart ? sequenceCharts(courseOf(scope.report.case, connection), connection.local, scope) : [],
    reasons: reasonLinks(connection, scope),
    journeys: scope.links
      .journeysBetween(connection.local, connection.remote)
      .slice(0, JOURNEYS_LINKED)
      .map((journey) => ({ href: `#${journeyAnchor(journey)}`, text: `packet ${journey + 1}` })),
    figuresLabel: `Figures of ${visibleText(connection.local)} to ${visibleText(connection.remote)}`,
    figures: figuresView(conversations, scope),
    conversations: conversations.map((one) => conversationView(one, length, scope)).filter(({ isEmpty }) => !isEmpty),
    evidence: evidenceView(otherEvidence(connection).slice(0, length.records), scope),
  };
}

/** Enough to see what happens to its packets. */
const JOURNEYS_LINKED = 4;

/** Why its packets were dropped here, each with the place on this page that tells more. */
function reasonLinks({ drops }: ConnectionSummary, { links }: Scope) {
  return drops.reasons.map((reason) => ({ text: visibleText(reason), href: links.reason(reason) ?? '#reasons' }));
}

/** How many of its retransmissions a drop on this host explains, for the closed row; null when none is known. */
function hereWord(connection: ConnectionSummary): string | null {
  const count = droppedHere(connection);
  return count === null || count === 0 ? null : `(${formatCount(count)} dropped here)`;
}

/** Records of the connection that its conversations do not quote already. */
function otherEvidence({ evidence, observed, stated }: ConnectionSummary) {
  const quoted = [observed, stated].flatMap((one) => [
    ...(one?.handshake?.evidence ?? []),
    ...(one?.end?.evidence ?? []),
    ...(one?.retransmissions ?? []).map((resend) => resend.evidence),
  ]);
  const places = new Set(quoted.map(({ input, line }) => `${input}:${line}`));
  return evidence.filter(({ input, line }) => !places.has(`${input}:${line}`));
}

/** Verdicts stand in the order of the connections; only the first ones have one. */
function connectionVerdict(index: number, { report }: Scope) {
  const verdict = report.diagnosis.connectionVerdicts[index] ?? null;
  if (verdict === null) return null;
  return {
    sentence: visibleText(verdict.sentence),
    confidence: CONFIDENCE_WORD[verdict.confidence],
  };
}
