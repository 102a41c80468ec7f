import { formatCounted } from '../../../src/render/number.js';
import { announce } from '../announce.js';
import type { EventRows } from './event-rows.js';
import type { Hits } from './hits.js';
import { isEverything, type Selection, type SelectionState } from './selection.js';

/** The bar at the edge of the page that says what is selected, while something is, and gives it up again. */
export function addSelectionBar(state: SelectionState, rows: EventRows): (selection: Selection, hits: Hits) => void {
  const bar = document.createElement('aside');
  bar.className = 'selection-bar';
  bar.setAttribute('aria-label', 'Selection');
  bar.hidden = true;
  const text = document.createElement('p');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Show everything';
  button.addEventListener('click', () => {
    state.clear();
    announce('Everything is shown');
  });
  bar.append(text, button);
  document.body.append(bar);
  return (selection, hits) => {
    bar.hidden = isEverything(selection);
    if (bar.hidden) return;
    // Rows that are not embedded cannot be selected.
    const among = rows.head.total > rows.length ? `, of the ${formatCounted(rows.length, 'row')} in this file` : '';
    text.textContent = `${selectionText(selection, rows)}: ${formatCounted(hits.drops, 'dropped packet')}, ${formatCounted(hits.retransmissions, 'retransmission')}, ${formatCounted(hits.connections.size, 'connection')}${among}`;
    announce(`Selected: ${text.textContent}`);
  };
}

/** `16:10:34.000 to 16:10:36.500, Inspection drop, connection 3`. */
export function selectionText({ from, to, reason, connection }: Selection, rows: EventRows): string {
  const parts: string[] = [];
  if (from !== null || to !== null) {
    const time = (ms: number) => rows.clock.short(ms, 1);
    parts.push(`${time(from ?? rows.head.from)} to ${time(to ?? rows.head.to)}`);
  }
  if (reason !== null) parts.push(reason);
  if (connection !== null) parts.push(`connection ${connection + 1}`);
  return parts.join(', ');
}
