import type { ComparisonFormat } from './comparison-format.js';
import type { Comparison } from './comparison.js';
import { renderComparisonHtml } from './render/html.js';
import { renderComparisonJson } from './render/json.js';
import { renderComparisonMarkdown } from './render/markdown.js';
import { renderComparisonText } from './render/text.js';

export { compareReports } from './compare-reports.js';
export { COMPARISON_FORMATS, type ComparisonFormat } from './comparison-format.js';
export type { Comparison } from './comparison.js';
export { type SavedReport, looksLikeJson, readSavedReport } from './saved-report.js';

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
