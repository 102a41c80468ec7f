import type { ReasonSummary } from '../../aggregate/case.js';
import { foldReasons } from '../fold-reasons.js';
import { formatCount, formatCounted } from '../number.js';
import { retransmissionTotals } from '../retransmission-totals.js';
import { visibleText } from '../visible-text.js';
import { fitColumns, padColumns } from './display-width.js';
import type { Page } from './render-verdict.js';

/** Reasons that need attention and fit on a screen. */
const REASONS_SHOWN = 4;
const VERDICT_COLUMNS = 8;
const GAP = '  ';

/** Drops by first cause; everything harmless is one line. */
export function dropTableLines(page: Page): readonly string[] {
  const { drops } = page.report.case;
  if (drops.byReason.length === 0) return [];
  const { shown, folded } = foldReasons(drops.byReason);
  // A line about retransmissions takes the room of a reason: together they stay on one screen.
  const hasResent = (retransmissionTotals(page.report.case)?.events ?? 0) > 0;
  const room = hasResent ? REASONS_SHOWN - 1 : REASONS_SHOWN;
  const rows = shown.slice(0, room).map((reason) => tableRow(reason));
  const foldedRow = foldedCells(folded);
  const all = [['Drops by first cause', 'packets', 'lines', 'verdict'], ...rows, ...foldedRow];
  const widths = [1, 2].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const [packetColumns = 0, lineColumns = 0] = widths;
  const nameColumns = page.columns - packetColumns - lineColumns - VERDICT_COLUMNS - 3 * GAP.length;
  const widestName = Math.min(nameColumns, Math.max(...all.map(([name = '']) => name.length)));
  const lines = all.map(([name = '', packets = '', dropLines = '', verdict = '']) =>
    [
      padColumns(fitColumns(name, widestName), widestName),
      padColumns(packets, packetColumns, 'left'),
      padColumns(dropLines, lineColumns, 'left'),
      verdict,
    ].join(GAP),
  );
  const [heading = '', ...body] = lines;
  const left = shown.length - room;
  return [
    page.ink.strong(heading),
    ...body,
    ...(left > 0 ? [page.ink.faint(`${formatCounted(left, 'more reason')} in the report`)] : []),
  ];
}

function tableRow(reason: ReasonSummary): readonly string[] {
  const code = reason.code === null ? '' : ` (${reason.code})`;
  return [visibleText(reason.reason) + code, formatCount(reason.packets), formatCount(reason.lines), reason.verdict];
}

function foldedCells(folded: readonly ReasonSummary[]): readonly (readonly string[])[] {
  if (folded.length === 0) return [];
  const sum = (pick: (reason: ReasonSummary) => number) =>
    formatCount(folded.reduce((total, reason) => total + pick(reason), 0));
  return [
    [
      `${formatCounted(folded.length, 'harmless reason')} folded (noise, normal endings, follow-up lines)`,
      sum((reason) => reason.packets),
      sum((reason) => reason.lines),
      'benign',
    ],
  ];
}
