import type { DropSummary, ReasonSummary } from '../../aggregate/case.js';
import { foldReasons } from '../fold-reasons.js';
import { formatCount, formatCounted } from '../number.js';
import { markdownText } from './markdown-text.js';

/** Drops by first cause as a table, at most `top` rows; harmless reasons are one row. */
export function reasonTable(drops: DropSummary, top: number): string {
  if (drops.byReason.length === 0) return 'No drop lines.';
  const { shown, folded } = foldReasons(drops.byReason);
  const rows = [
    '| Reason | Packets | Lines | Verdict | Components |',
    '| --- | ---: | ---: | --- | --- |',
    ...shown.slice(0, top).map(reasonRow),
  ];
  if (folded.length > 0) rows.push(foldedRow(folded));
  const left =
    shown.length > top
      ? `\n\nShowing ${formatCount(top)} of ${formatCount(shown.length)} - use --format json for all.`
      : '';
  return rows.join('\n') + left;
}

function reasonRow(reason: ReasonSummary): string {
  const code = reason.code === null ? '' : ` (${reason.code})`;
  const names = reason.components.map(({ name, id }) => (name === '' ? `component ${id}` : name));
  return row([
    markdownText(reason.reason) + code,
    formatCount(reason.packets),
    formatCount(reason.lines),
    reason.verdict,
    [...new Set(names)].map(markdownText).join(', '),
  ]);
}

function foldedRow(folded: readonly ReasonSummary[]): string {
  const packets = folded.reduce((sum, reason) => sum + reason.packets, 0);
  const lines = folded.reduce((sum, reason) => sum + reason.lines, 0);
  return row([
    `${formatCounted(folded.length, 'harmless reason')} (noise, normal endings, follow-up lines)`,
    formatCount(packets),
    formatCount(lines),
    'benign',
    '',
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
