import { categoryTitle } from '../knowledge/category.js';
import type { Explainable } from '../knowledge/explanation.js';
import { rules } from './rules/index.js';

/** All rules for `etlreport explain next-hop-unreachable`. */
export function explainableRules(): readonly Explainable[] {
  return rules.map(({ id, title, meaning, trigger, category, side }) => ({
    id,
    title,
    lines: [
      meaning,
      `Triggered by: ${trigger}`,
      `Category: ${category === 'coverage' ? 'What the capture can show' : categoryTitle(category)}; side: ${side}.`,
      `Healthy: ${title}.`,
    ],
  }));
}
