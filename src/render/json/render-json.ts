import type { Report } from '../report.js';
import { jsonDocument } from './document.js';

/**
 * The report for programs: the contract of `schema.json`, two blanks of indent, a line break at the end.
 * Complete whatever `report.top` says, verbatim (log text is not cleaned: a program decides what to do with it),
 * and the same bytes for the same report.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(jsonDocument(report), null, 2)}\n`;
}
