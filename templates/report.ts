/**
 * Enhances the report that is already complete: copy buttons, sorting, filtering, opening what a link points to.
 * Buttons and forms of the page are hidden until this script has made them work.
 */
import { enhanceCopying } from './enhance/copy.js';
import { enhanceFilters } from './enhance/filter.js';
import { enhanceLinks } from './enhance/links.js';
import { enhancePrinting } from './enhance/print.js';
import { enhanceRows } from './enhance/rows/enhance-rows.js';
import { enhanceSorting } from './enhance/sort.js';

// From here on folds are opened by the script (`css/folds.css`).
document.documentElement.dataset['script'] = 'on';
enhanceCopying(document);
enhanceSorting(document);
enhanceFilters(document);
enhanceLinks(document);
enhancePrinting(document);
enhanceRows(document).catch(() => {
  const note = document.getElementById('event-trouble');
  if (note !== null) note.hidden = false;
});
