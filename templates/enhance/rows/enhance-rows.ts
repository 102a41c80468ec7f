import { announce } from '../announce.js';
import { copy } from '../copy.js';
import { enhanceTimeline } from '../timeline/enhance-timeline.js';
import { decodeRows } from './decode-rows.js';
import { EventRows } from './event-rows.js';
import { EventTable } from './event-table.js';
import { hitsOf } from './hits.js';
import { rowsCsv } from './row-csv.js';
import { matchingRows, selectedRows } from './row-filter.js';
import { RowTools } from './row-tools.js';
import { enhanceSelectButtons } from './select-buttons.js';
import { markOutside, SELECTED } from './selected-groups.js';
import { followSelection } from './selected-parts.js';
import { SelectionState } from './selection.js';
import { addSelectionBar } from './selection-bar.js';

/**
 * Unpacks the rows, then makes of them the table of events, the timeline and the selection that both share. Whatever fails
 * leaves the page as it is without a script, and says so.
 */
export async function enhanceRows(root: Document): Promise<void> {
  const packed = root.getElementById('event-rows')?.textContent;
  if (!packed) return;
  const rows = await decodeRows(packed).then((decoded) => new EventRows(decoded));
  const selection = new SelectionState();
  const all = hitsOf(rows, selection.value, selectedRows(rows, selection.value));
  const isFollowing = makeTable(root, rows, selection);
  const showBar = addSelectionBar(selection, rows);
  selection.subscribe((value) => {
    const selected = selectedRows(rows, value);
    const hits = hitsOf(rows, value, selected);
    isFollowing?.(selected);
    markOutside(root, value, hits, all);
    followSelection(root, value);
    showBar(value, hits);
    root.dispatchEvent(new CustomEvent(SELECTED, { detail: { selection: value, hits } }));
  });
  enhanceTimeline(root, rows, selection);
  enhanceSelectButtons(root, selection, all);
  root.documentElement.dataset['rows'] = 'ready';
}

/** Gives what to call with the selected rows; null when the page has no place for the table. */
function makeTable(
  root: Document,
  rows: EventRows,
  selection: SelectionState,
): ((selected: Uint32Array) => void) | null {
  const place = root.getElementById('event-table');
  const tools = root.getElementById('event-tools');
  if (place === null || tools === null) return null;
  place.hidden = false;
  root.getElementById('event-sample')?.classList.add('paper-only');
  const table = new EventTable(place, rows);
  let selected = selectedRows(rows, selection.value);
  const fields = new RowTools(tools, rows, () => apply());
  const apply = () => {
    const matching = matchingRows(rows, selected, fields.query);
    table.show(matching);
    fields.say(matching.length, rows.length);
  };
  apply();
  offerCsv(tools, rows, table);
  whenIdle(() => {
    table.prepare();
    void rows.timeTexts;
  });
  return (next) => {
    selected = next;
    apply();
  };
}

function offerCsv(tools: HTMLElement, rows: EventRows, table: EventTable): void {
  const button = tools.querySelector<HTMLButtonElement>('button[data-copy-rows]');
  if (button === null) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void copy(rowsCsv(rows, table.order)).then((isCopied) =>
      announce(isCopied ? `Copied ${table.order.length} rows as CSV` : 'Not allowed'),
    );
  });
}

/** Safari has no idle callback. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, 200);
}
