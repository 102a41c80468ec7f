import { evidencePlace } from '../../evidence-text.js';
import { sideTables, type SideTable } from '../../side-tables.js';
import { shorten, visibleText } from '../../visible-text.js';
import { capped } from './capped.js';
import type { Scope } from './scope.js';

/** Names of rules and programs are hostile and may be as long as a file. */
const LONGEST_CELL = 300;

/** What the files beside the trace say, each row with its origin. */
export function sideView(scope: Scope) {
  const { side } = scope.report.case;
  const tables = side === undefined ? [] : sideTables(side, scope.clock);
  return { none: tables.length === 0, tables: tables.map((table, index) => tableView(table, index, scope)) };
}

/** Columns in which no row has anything are left out. */
function tableView({ title, source, columns, rows }: SideTable, index: number, scope: Scope) {
  const used = columns.map((_, column) => rows.some(({ cells }) => cells[column] !== ''));
  const { rows: shown, note } = capped(rows, scope.report.top);
  const paths = scope.report.case.inputs.map(({ path }) => path);
  return {
    headingId: `side-${index + 1}-title`,
    title,
    source,
    label: `Table: ${title.toLowerCase()}, ${source}`,
    note,
    columns: columns.filter((_, column) => used[column]).map((name) => ({ name })),
    rows: shown.map(({ cells, evidence }) => ({
      cells: cells
        .filter((_, column) => used[column])
        .map((cell) => ({ text: cell === '' ? '-' : shorten(visibleText(cell), LONGEST_CELL) })),
      place: evidence === null ? '-' : evidencePlace(evidence, paths),
    })),
  };
}
