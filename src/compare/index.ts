import type { Comparison } from './comparison.js';
import { renderComparisonHtml } from './render/html.js';
import { renderComparisonJson } from './render/json.js';
import { renderComparisonMarkdown } from './render/markdown.js';
import { renderComparisonText } from './render/text.js';

export { compareReports } from './compare-reports.js';
export type { Comparison } from './comparison.js';
export { type SavedReport, looksLikeJson, readSavedReport } from './saved-report.js';

/** What a comparison can be written as. */
export const COMPARISON_FORMATS = ['text', 'json', 'md', 'html'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

export function renderComparison(comparison: Comparison, format: ComparisonFormat, columns: number): string {
  switch (format) {
    case 'text':
      return renderComparisonText(comparison, columns);
    case 'json':
      return renderComparisonJson(comparison);
    case 'md':
      return renderComparisonMarkdown(comparison);
    case 'html':
      return renderComparisonHtml(comparison);
  }
}
