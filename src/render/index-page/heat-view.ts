import { formatCount, formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { caseLink } from './case-link.js';
import type { CaseSummary } from './case-summary.js';

/** Columns that are still a picture; the reports have all reasons. */
const MAXIMUM_REASONS_SHOWN = 12;
const LEVELS = 4;
/** Where nothing is worse than a few packets, nothing is dark. */
const LEAST_DARK = 100;

interface ReasonColumn {
  readonly reason: string;
  readonly code: number | null;
  readonly cases: number;
  readonly packets: number;
}

/** Packets dropped by reason and machine: a column that is dark from top to bottom is a cause outside of the machines. */
export function heatView(cases: readonly CaseSummary[], top: number) {
  const columns = columnsOf(cases);
  const withDrops = cases.filter((one) => one.reasons.length > 0);
  const rows = withDrops.slice(0, top);
  const most = Math.max(LEAST_DARK, ...withDrops.flatMap(({ reasons }) => reasons.map(({ packets }) => packets)));
  const shown = columns.slice(0, MAXIMUM_REASONS_SHOWN);
  return {
    none: rows.length === 0,
    columns: shown.map(({ reason, code, cases: count }) => ({
      title: visibleText(reason),
      code: code === null ? null : String(code),
      note: formatCounted(count, 'case'),
    })),
    rows: rows.map((one) => ({ link: caseLink(one), cells: shown.map((column) => cellView(one, column, most)) })),
    note: [
      columns.length > shown.length
        ? `${formatCounted(columns.length - shown.length, 'more reason')} in the reports.`
        : '',
      withDrops.length > rows.length
        ? `Showing ${formatCount(rows.length)} of ${formatCount(withDrops.length)} cases.`
        : '',
      cases.length > withDrops.length
        ? `${formatCounted(cases.length - withDrops.length, 'case')} without a drop that may matter ${cases.length - withDrops.length === 1 ? 'is' : 'are'} not listed.`
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

/** On most machines first. */
function columnsOf(cases: readonly CaseSummary[]): readonly ReasonColumn[] {
  const columns = new Map<string, { reason: string; code: number | null; cases: number; packets: number }>();
  for (const { reason, code, packets } of cases.flatMap(({ reasons }) => reasons)) {
    const key = keyOf(reason, code);
    const column = columns.get(key) ?? { reason, code, cases: 0, packets: 0 };
    column.cases++;
    column.packets += packets;
    columns.set(key, column);
  }
  return [...columns.values()].toSorted(
    (a, b) => b.cases - a.cases || b.packets - a.packets || (a.reason < b.reason ? -1 : 1),
  );
}

function cellView(one: CaseSummary, column: ReasonColumn, most: number) {
  const packets = one.reasons
    .filter(({ reason, code }) => keyOf(reason, code) === keyOf(column.reason, column.code))
    .reduce((sum, found) => sum + found.packets, 0);
  return { value: packets === 0 ? null : formatCount(packets), level: String(levelOf(packets, most)) };
}

/** 1 to 4 on a logarithmic scale: one packet can be seen beside ten thousand. */
function levelOf(packets: number, most: number): number {
  if (packets === 0) return 0;
  return Math.max(1, Math.ceil((Math.log(packets + 1) / Math.log(most + 1)) * LEVELS));
}

/** Localised texts of one reason share their code. */
function keyOf(reason: string, code: number | null): string {
  return code === null ? `text ${reason}` : `code ${code}`;
}
