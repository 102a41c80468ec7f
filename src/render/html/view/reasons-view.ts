import type { DropGroup, ReasonSummary } from '../../../aggregate/case.js';
import { endpoint } from '../../../base/endpoint.js';
import { foldReasons } from '../../fold-reasons.js';
import { formatCount, formatCounted, formatRate, formatShare } from '../../number.js';
import type { Report } from '../../report.js';
import { visibleText } from '../../visible-text.js';
import { categoryWords } from '../../words.js';
import { capped } from './capped.js';
import { evidenceView } from './evidence-view.js';
import { connectionAnchor, reasonAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';
import { stackDropsView } from './stack-drops-view.js';

/** Drops by first cause: what needs attention as a table, everything harmless folded into a second one. */
export function reasonsView(scope: Scope) {
  const { drops } = scope.report.case;
  const { shown, folded } = foldReasons(drops.byReason);
  const main = capped(shown, scope.report.top);
  const harmless = capped(folded, scope.report.top);
  return {
    none: drops.byReason.length === 0,
    stack: stackDropsView(scope),
    total: `${formatCounted(drops.packets, 'distinct packet')} in ${formatCounted(drops.lines, 'drop line')}`,
    allHarmless: shown.length === 0 && folded.length > 0,
    main:
      shown.length === 0
        ? null
        : {
            caption: 'Drop reasons that may matter',
            note: main.note,
            rows: main.rows.map((reason) => reasonView(reason, scope)),
          },
    folded:
      folded.length === 0
        ? null
        : {
            summary: foldedSummary(folded),
            table: {
              caption: 'Harmless drop reasons',
              note: harmless.note,
              rows: harmless.rows.map((reason) => reasonView(reason, scope)),
            },
          },
  };
}

function foldedSummary(folded: readonly ReasonSummary[]): string {
  const packets = folded.reduce((sum, reason) => sum + reason.packets, 0);
  const lines = folded.reduce((sum, reason) => sum + reason.lines, 0);
  return `${formatCounted(folded.length, 'harmless reason')}: ${formatCounted(packets, 'packet')} in ${formatCounted(lines, 'line')} of noise, normal endings and follow-up lines`;
}

function reasonView(reason: ReasonSummary, scope: Scope) {
  const { clock, report } = scope;
  const anchor = reasonAnchor(report.case.drops.byReason.indexOf(reason));
  const share = formatShare(reason.packets, report.case.drops.packets);
  return {
    anchor,
    evidenceId: `${anchor}-records`,
    conversationsId: `${anchor}-conversations`,
    ...conversationsView(reason, scope),
    reason: visibleText(reason.reason),
    code: reason.code === null ? null : String(reason.code),
    symbol: reason.symbol === null ? null : visibleText(reason.symbol),
    category: visibleText(categoryWords(reason.category)),
    verdict: reason.verdict,
    meaning: visibleText(reason.meaning),
    packets: formatCount(reason.packets),
    packetsSort: String(reason.packets),
    noise: reason.noisePackets === 0 ? null : `${formatCount(reason.noisePackets)} noise`,
    lines: formatCount(reason.lines),
    linesSort: String(reason.lines),
    share,
    shareBar: barWidth(reason.packets, report.case.drops.packets),
    connections: formatCount(reason.connections),
    connectionsSort: String(reason.connections),
    first: clock.timeOfDay(reason.firstTime),
    firstSort: String(reason.firstTime),
    last: clock.timeOfDay(reason.lastTime),
    span: `${clock.shown(reason.firstTime)} to ${clock.shown(reason.lastTime)}`,
    rate: reason.perSecond === null ? 'one moment' : formatRate(reason.perSecond),
    where: whereText(reason),
    directions: directionsText(reason),
    locations: reason.locations.map(({ code, symbol, layer, lines }) => ({
      code: visibleText(code),
      symbol: symbol === null ? 'not in the tables' : visibleText(symbol),
      layer: visibleText(layer),
      lines: formatCount(lines),
    })),
    components: reason.components.map(({ id, name, lines }) => ({
      id: String(id),
      name: componentName(name),
      lines: formatCount(lines),
    })),
    evidence: evidenceView(reason.evidence, scope),
  };
}

/** Conversations named below one reason; the table of connections has all. */
const CONVERSATIONS_SHOWN = 8;

/** Who lost packets for this reason: most harmful first, with a link to the connection where its ports are known. */
function conversationsView(reason: ReasonSummary, { report, links }: Scope) {
  const groups = report.case.drops.groups.filter((group) => group.reason === reason.reason);
  const left = groups.length - CONVERSATIONS_SHOWN;
  return {
    conversations: groups.slice(0, CONVERSATIONS_SHOWN).map((group) => ({
      text: groupText(group),
      ...countText(group),
      connection: links.connection(
        endpoint(group.source, group.sourcePort),
        endpoint(group.destination, group.destinationPort),
      ),
    })),
    hurt: hurtConnections(reason, report).map((index) => ({
      href: `#${connectionAnchor(index)}`,
      text: visibleText(`${report.case.connections[index]?.local} to ${report.case.connections[index]?.remote}`),
    })),
    conversationsNote: left > 0 ? `${formatCount(left)} more - use --format json for all.` : null,
  };
}

/** Positions of the first connections on the page that lost a packet for this reason. */
function hurtConnections({ reason }: ReasonSummary, { case: theCase, top }: Report): readonly number[] {
  return theCase.connections
    .slice(0, top)
    .flatMap(({ drops, multicast }, index) => (!multicast && drops.reasons.includes(reason) ? [index] : []))
    .slice(0, CONVERSATIONS_SHOWN);
}

function groupText({ protocol, source, sourcePort, destination, destinationPort }: DropGroup): string {
  const end = (address: string, port: number) =>
    address === '' ? 'no address' : `${visibleText(address)}${port === 0 ? '' : ` port ${port}`}`;
  return `${visibleText(protocol)} ${end(source, sourcePort)} to ${end(destination, destinationPort)}`;
}

function countText({ packets, lines, why }: DropGroup) {
  const count = `${formatCounted(packets, 'packet')} in ${formatCounted(lines, 'line')}`;
  return { count: why === null ? count : `${count}; ${visibleText(why)}` };
}

/** The commonest component and location, for the closed row. */
function whereText({ components, locations }: ReasonSummary): string {
  const parts: string[] = [];
  const [component] = components;
  if (component !== undefined) {
    parts.push(`${componentName(component.name)} (component ${component.id})${more(components.length)}`);
  }
  const [location] = locations;
  if (location !== undefined) {
    parts.push(
      `${visibleText(location.symbol ?? location.code)}, ${visibleText(location.layer)}${more(locations.length)}`,
    );
  }
  return parts.length === 0 ? 'no place printed' : parts.join(' at ');
}

function more(count: number): string {
  return count > 1 ? ` and ${count - 1} more` : '';
}

function componentName(name: string): string {
  return name === '' ? 'no name in this log' : visibleText(name);
}

function directionsText({ directions }: ReasonSummary): string {
  const entries = Object.entries(directions).toSorted((one, other) => other[1] - one[1]);
  return entries.map(([name, lines]) => `${visibleText(name)} ${formatCount(lines)}`).join(', ');
}

/** Percentage for an SVG width; a bar that exists is at least visible. */
function barWidth(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0%';
  return `${Math.max(1, Math.round((part / whole) * 100))}%`;
}
