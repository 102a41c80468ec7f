import type { Hits } from './hits.js';
import { isEverything, type Selection } from './selection.js';

/** Event on the document after every change of the selection, when all tables have followed it. */
export const SELECTED = 'etlreport:selected';

/**
 * Tables follow the selection: a row group with `data-reason` or `data-connection` (place in the case) that the selected rows
 * do not name gets `data-outside`, which hides it. Tables without such attributes stay as they are.
 */
export function markOutside(root: ParentNode, selection: Selection, hits: Hits, all: Hits): void {
  const isAll = isEverything(selection);
  for (const group of root.querySelectorAll<HTMLElement>('[data-reason]')) {
    const reason = group.dataset['reason'] ?? '';
    // Nothing is known of when a reason was that no row has at any time.
    mark(group, !isAll && all.reasons.has(reason) && !hits.reasons.has(reason));
  }
  for (const group of root.querySelectorAll<HTMLElement>('[data-connection]'))
    mark(group, !isAll && !hits.connections.has(Number(group.dataset['connection'])));
}

function mark(group: HTMLElement, isOutside: boolean): void {
  if (isOutside) group.dataset['outside'] = '';
  else delete group.dataset['outside'];
}
