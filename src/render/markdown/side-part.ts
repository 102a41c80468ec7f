import type { SideSummary } from '../../aggregate/side/side-summary.js';
import type { Clock } from '../clock.js';
import { evidencePlace } from '../evidence-text.js';
import { formatCount } from '../number.js';
import { sideTables, type SideTable } from '../side-tables.js';
import { shorten } from '../visible-text.js';
import { markdownText } from './markdown-text.js';

/** Case notes are pasted into tickets: the first rows of each table, the others are counted. */
const ROWS_SHOWN = 10;
const LONGEST_CELL = 200;

/** What the files beside the trace say, one small table for each kind of fact. */
export function sidePart(side: SideSummary, paths: readonly string[], clock: Clock, top: number): readonly string[] {
  return sideTables(side, clock).flatMap((table) => [
    `${table.title} (${table.source}):`,
    tableText(table, paths, Math.min(top, ROWS_SHOWN)),
  ]);
}

function tableText({ columns, rows }: SideTable, paths: readonly string[], most: number): string {
  const used = columns.map((_, column) => rows.some(({ cells }) => cells[column] !== ''));
  const pick = <Item>(items: readonly Item[]) => items.filter((_, column) => used[column]);
  const names = [...pick(columns), 'Record'];
  const lines = rows.slice(0, most).map(({ cells, evidence }) => {
    const place = evidence === null ? '-' : evidencePlace(evidence, paths);
    return `| ${[...pick(cells), place].map((cell) => markdownText(shorten(cell === '' ? '-' : cell, LONGEST_CELL))).join(' | ')} |`;
  });
  const left =
    rows.length > most
      ? `\n\nShowing ${formatCount(most)} of ${formatCount(rows.length)} - use --format json for all.`
      : '';
  return `| ${names.join(' | ')} |\n| ${names.map(() => '---').join(' | ')} |\n${lines.join('\n')}${left}`;
}
