import type { StackDropGroup, StackDropReason } from '../../../aggregate/joined/stack-drop-summary.js';
import { foldReasons } from '../../fold-reasons.js';
import { formatCount, formatCounted } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { categoryWords } from '../../words.js';
import { capped } from './capped.js';
import { evidenceView } from './evidence-view.js';
import type { Scope } from './scope.js';

/** Conversations named below one reason; the JSON has all. */
const GROUPS_SHOWN = 8;

/** What the network stack says it discarded, harmless reasons folded; null when it said nothing of the kind. */
export function stackDropsView(scope: Scope) {
  const { stackDrops } = scope.report.case;
  if (stackDrops === undefined) return null;
  const { shown, folded } = foldReasons(stackDrops.byReason);
  const table = (caption: string, reasons: readonly StackDropReason[]) => {
    const { rows, note } = capped(reasons, scope.report.top);
    return { caption, note, rows: rows.map((reason) => reasonView(reason, scope)) };
  };
  const also =
    stackDrops.alsoInPktMon === 0
      ? ''
      : `; ${formatCount(stackDrops.alsoInPktMon)} of them are among the drop lines of PktMon above, so count them once`;
  return {
    total: `${formatCounted(stackDrops.packets, 'packet')} in ${formatCounted(stackDrops.lines, 'line')}${also}`,
    main: shown.length === 0 ? null : table('Drops stated by the network stack', shown),
    folded:
      folded.length === 0
        ? null
        : {
            summary: `${formatCounted(folded.length, 'harmless reason')} stated by the stack: ${formatCounted(sum(folded), 'packet')}`,
            table: table('Harmless drops stated by the network stack', folded),
          },
  };
}

function sum(reasons: readonly StackDropReason[]): number {
  return reasons.reduce((total, { packets }) => total + packets, 0);
}

function reasonView(reason: StackDropReason, scope: Scope) {
  const { clock } = scope;
  const groups = (scope.report.case.stackDrops?.groups ?? []).filter(
    (group) => group.layer === reason.layer && group.reason === reason.reason,
  );
  const left = groups.length - GROUPS_SHOWN;
  return {
    reason: visibleText(reason.reason),
    value: reason.value === null ? null : String(reason.value),
    layer: visibleText(reason.layer.replaceAll('-', ' ')),
    verdict: reason.verdict,
    packets: formatCount(reason.packets),
    packetsSort: String(reason.packets),
    lines: formatCount(reason.lines),
    linesSort: String(reason.lines),
    alsoInPktMon: formatCount(reason.alsoInPktMon),
    alsoInPktMonSort: String(reason.alsoInPktMon),
    first: clock.timeOfDay(reason.firstTime),
    firstSort: String(reason.firstTime),
    last: clock.timeOfDay(reason.lastTime),
    where: groups[0] === undefined ? 'Details' : `${endsText(groups[0])}${left + GROUPS_SHOWN > 1 ? ' and more' : ''}`,
    meaning: visibleText(reason.meaning),
    facts: [
      { label: 'Category', value: visibleText(categoryWords(reason.category)) },
      ...(reason.code === null ? [] : [{ label: 'PktMon calls it', value: `DropReason ${reason.code}` }]),
      ...shareFact('Directions', reason.directions),
      ...shareFact('Protocols', reason.protocols),
      ...shareFact('Interfaces', reason.interfaces),
    ],
    groups: groups.slice(0, GROUPS_SHOWN).map((group) => ({ text: groupText(group) })),
    groupsNote: left > 0 ? `${formatCounted(left, 'more conversation')} - use --format json for all.` : null,
    evidence: evidenceView(reason.evidence, scope),
  };
}

function shareFact(label: string, counts: Readonly<Record<string, number>>) {
  const entries = Object.entries(counts).toSorted((one, other) => other[1] - one[1]);
  if (entries.length === 0) return [];
  const value = entries.map(([name, count]) => `${visibleText(name)} ${formatCount(count)}`).join(', ');
  return [{ label, value }];
}

function groupText(group: StackDropGroup): string {
  const why = group.why === null ? '' : `; ${visibleText(group.why)}`;
  const status = group.status === null ? '' : `; ${visibleText(group.status)}`;
  return `${endsText(group)}: ${formatCounted(group.packets, 'packet')}${status}${why}`;
}

function endsText(group: StackDropGroup): string {
  const port = (number: number) => (number === 0 ? '' : ` port ${number}`);
  const name = (address: string) => (address === '' ? 'not stated' : visibleText(address));
  return `${visibleText(group.protocol)} ${name(group.source)}${port(group.sourcePort)} to ${name(group.destination)}${port(group.destinationPort)}`;
}
