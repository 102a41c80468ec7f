import type { Case, Identity } from '../../../aggregate/case.js';
import type { JourneyStep, PacketJourney } from '../../../aggregate/journey/packet-journey.js';
import { asksForDropsOnly } from '../../../aggregate/selection.js';
import { findDropLocation } from '../../../knowledge/drop-location.js';
import type { Report } from '../../report.js';
import { evidencePlace } from '../../evidence-text.js';
import { formatCount, formatCounted, formatDuration } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { type ComponentName, componentNames } from './component-names.js';
import { journeyAnchor } from './page-anchors.js';
import { pageTime } from './page-time.js';
import { reasonsOfRecords, recordKey } from './reasons-of-records.js';
import type { Scope } from './scope.js';

const METHOD: Readonly<Record<Identity, string>> = { 'group-id': 'by packet id', content: 'by content' };

const METHOD_MEANING: Readonly<Record<Identity, string>> = {
  'group-id': 'By packet id: all snapshots share PktGroupId and PktNumber.',
  content:
    'By content: same addresses, ports, numbers and length within moments, since this build numbers every snapshot anew.',
};

/**
 * Ways that are told. A harmless drop alone is no way, and its record stands at its reason already; when the log has nothing but
 * drops, none is.
 */
export function toldJourneys({ case: theCase, top }: Report): readonly PacketJourney[] {
  const journeys = theCase.journeys ?? [];
  if (!journeys.some(({ steps }) => steps.some(({ reason }) => reason === null))) return [];
  return journeys.filter(({ steps, verdict }) => steps.length > 1 || verdict !== 'benign').slice(0, top);
}

/** The ways of some packets through the components; nothing when no packet was followed. */
export function journeysView(scope: Scope) {
  const { case: theCase } = scope.report;
  const journeys = toldJourneys(scope.report);
  const name = componentNames(theCase);
  const time = pageTime(scope);
  const reasons = reasonsOfRecords(
    journeys.flatMap(({ steps }) => steps),
    scope,
  );
  const identities = [...new Set(journeys.map(({ identity }) => identity))].toSorted();
  return {
    none: (theCase.journeys ?? []).length === 0,
    chosen: journeys.length === 0 ? nothingToFollow(theCase) : chosenSentence(theCase, journeys),
    methods: identities.map((identity) => ({ text: METHOD_MEANING[identity] })),
    journeys: journeys.map((journey, index) => ({
      ...journeyView(journey, index, name, scope),
      selectedBy: JSON.stringify(selectedBy(journey, reasons)),
      steps: stepsView(journey, name, time, scope),
    })),
  };
}

/** Why no way is told: nothing but drops was captured, or the packets were dropped before any component logged them. */
function nothingToFollow({ traffic, selection }: Case): string {
  if (asksForDropsOnly(selection))
    return 'Only drops were asked for, so the ways of packets to them are left out. To see them, make the report without the selection by reason.';
  return traffic.onlyDropsCaptured
    ? 'Only drops were captured, so no packet can be followed to where it was dropped. To see the way, capture all packets: pktmon start --capture, without --type drop.'
    : 'No dropped packet was seen at another component before: its drop is the first and only line of it.';
}

/** Which packets these are, out of how many. */
function chosenSentence({ drops, connections }: Case, journeys: readonly PacketJourney[]): string {
  const dropped = journeys.filter(({ why }) => why === 'dropped').length;
  const resent = journeys.length - dropped;
  const events = connections.reduce((sum, { observed }) => sum + (observed?.retransmits?.events ?? 0), 0);
  const parts = [
    ...(dropped === 0
      ? []
      : [
          `${formatCount(dropped)} of ${formatCounted(drops.packets - drops.noisePackets, 'dropped packet')} (noise aside)`,
        ]),
    ...(resent === 0 ? [] : [`${formatCount(resent)} of ${formatCounted(events, 'retransmission')}`]),
  ];
  return `${parts.join(' and ')}: the first two of each kind of drop and of each connection that sent again, worst first.`;
}

/** Reasons and kinds of retransmission that select it. */
function selectedBy({ steps }: PacketJourney, reasons: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const words = steps.flatMap((step) => [
    ...(step.reason === null ? [] : [visibleText(step.reason)]),
    ...(reasons.get(recordKey(step)) ?? []),
  ]);
  return [...new Set(words)].toSorted();
}

function journeyView(journey: PacketJourney, index: number, name: ComponentName, scope: Scope) {
  const { steps, source, destination, why } = journey;
  const death = steps.find(({ reason }) => reason !== null) ?? null;
  const ends = source === '' ? 'A packet without readable addresses' : `${source} to ${destination}`;
  const hasCopies = steps.some(({ copy }) => copy > 0);
  return {
    anchor: journeyAnchor(index),
    headingId: `${journeyAnchor(index)}-title`,
    isOpen: index === 0,
    protocol: visibleText(journey.protocol.toUpperCase()),
    ends: visibleText(ends),
    tone: why === 'resent' && death === null ? 'suspect' : (journey.verdict ?? 'suspect'),
    word: death === null ? 'sent again' : why === 'resent' ? 'dropped, sent again' : 'dropped',
    summary: summaryText(journey, death, name),
    method: METHOD[journey.identity],
    connection: scope.links.connection(source, destination),
    connectionPlace: String(scope.links.connectionIndex(source, destination) ?? ''),
    packet: journey.packet === '' ? null : visibleText(journey.packet),
    caption: `The way of this packet: ${visibleText(ends)}`,
    hasCopies,
    stepsNote: journey.stepsNotKept === 0 ? null : `${formatCounted(journey.stepsNotKept, 'more snapshot')} not shown.`,
  };
}

function stepsView({ steps }: PacketJourney, name: ComponentName, time: (at: bigint) => string, scope: Scope) {
  const hasCopies = steps.some(({ copy }) => copy > 0);
  return steps.map((step, index) => ({
    at: time(step.at),
    ...stepView(step, steps[index - 1], hasCopies, name, scope),
  }));
}

/** Where it ended, as far as this log shows; nothing is said about what no snapshot shows. */
function summaryText({ steps, why }: PacketJourney, death: JourneyStep | null, name: ComponentName): string {
  const last = steps.at(-1);
  if (death !== null) {
    const before = steps.filter(({ at, reason, copy }) => reason === null && copy === death.copy && at <= death.at);
    const dropped = new Set(steps.flatMap(({ copy, reason }) => (reason === null ? [] : [copy]))).size;
    const copies = Math.max(...steps.map(({ copy }) => copy)) + 1;
    const all =
      copies === 1 ? '' : `${formatCounted(copies, 'copy', 'copies')}, ${formatCount(dropped)} of them dropped here. `;
    const place = `${all}Dropped at ${placeText(death, name)}: ${visibleText(death.reason ?? '')}`;
    return before.length === 0
      ? `${place}. No earlier snapshot of it is in the log.`
      : `${place}, after ${formatCounted(before.length, 'snapshot')} and ${formatDuration(death.at - (before[0]?.at ?? death.at))}.`;
  }
  if (last === undefined || why !== 'resent') return 'No snapshot was kept.';
  const copies = last.copy + 1;
  const first = steps.findLast(({ copy }) => copy === 0) ?? last;
  if (copies === 1) return `Only this copy was captured, last seen at ${placeText(last, name)}.`;
  return `${formatCounted(copies, 'copy', 'copies')} captured. The first was last seen at ${placeText(first, name)} (${visibleText(first.direction)}); no line says that it was dropped there.`;
}

function placeText({ input, component }: JourneyStep, name: ComponentName): string {
  const known = name(input, component);
  return known === null ? `component ${component}` : `${known} (component ${component})`;
}

function stepView(
  step: JourneyStep,
  before: JourneyStep | undefined,
  hasCopies: boolean,
  name: ComponentName,
  scope: Scope,
) {
  const paths = scope.report.case.inputs.map(({ path }) => path);
  const isDrop = step.reason !== null;
  return {
    time: scope.clock.precise(step.at),
    delta: before === undefined ? '' : `+${formatDuration(step.at - before.at)}`,
    copy: hasCopies ? { word: step.copy === 0 ? 'first' : `again ${formatCount(step.copy)}` } : null,
    component: name(step.input, step.component) ?? 'no name in this log',
    id: String(step.component),
    edge: step.edge === null ? '-' : String(step.edge),
    direction: visibleText(step.direction),
    kind: isDrop ? 'drop' : 'seen',
    drop: isDrop ? dropView(step, scope) : null,
    place: evidencePlace({ ...step, text: '' }, paths),
  };
}

function dropView({ reason, location }: JourneyStep, scope: Scope) {
  const text = reason ?? '';
  const place = location === null ? null : findDropLocation(location);
  return {
    reason: visibleText(text),
    href: scope.links.reason(text) ?? '#reasons',
    location: place === null ? 'no location printed' : `${place.hex} ${place.symbol ?? place.layer}`,
  };
}
