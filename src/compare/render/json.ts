import type { Comparison } from '../comparison.js';

/** The contract of `comparison-schema.json`. */
export function renderComparisonJson(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}
