import { visibleText } from '../visible-text.js';
import type { CaseSummary } from './case-summary.js';

/** Link to the report of a case. */
export function caseLink({ name, reports }: Pick<CaseSummary, 'name' | 'reports'>) {
  const report = reports.find(({ format }) => format === 'html') ?? reports[0];
  return { text: visibleText(name), href: report === undefined ? null : besideLink(report.path) };
}

/** Address of a file beside the index: all of its name is encoded, so no name can lead elsewhere. */
export function besideLink(path: string): string {
  return `./${encodeURIComponent(path.replace(/\p{Cs}/gu, '\ufffd'))}`;
}
