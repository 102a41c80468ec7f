import { visibleText } from '../visible-text.js';

/**
 * A spreadsheet runs a cell that starts like this as a formula, and log text is hostile:
 * `=HYPERLINK("http://…")` in a host name. Blanks before it do not stop every spreadsheet,
 * and Excel in East Asia takes the fullwidth forms for the same.
 */
const STARTS_LIKE_A_FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** One row of RFC 4180 with CRLF. Null is an empty cell; numbers are ours and stay numbers. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = STARTS_LIKE_A_FORMULA.test(cell) ? `'${visibleText(cell)}` : visibleText(cell);
  return /[",']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
