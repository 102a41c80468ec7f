import type { EventRows } from '../rows/event-rows.js';
import type { SelectionState } from '../rows/selection.js';
import { panelBands } from './bands.js';
import type { View } from './bins.js';
import { Panel } from './panel.js';
import { onPaletteChange, readPalette } from './palette.js';
import { timelineControls } from './timeline-controls.js';

/** The smallest part of the axis that can be looked at. */
const LEAST_VIEW_MS = 0.01;

/** Replaces the drawing of the page by charts to brush and zoom; on paper the drawing stays. */
export function enhanceTimeline(root: Document, rows: EventRows, selection: SelectionState): void {
  const place = root.getElementById('timeline-live');
  const panels = panelBands(rows);
  if (place === null || panels.length === 0) return;
  const whole: View = { from: rows.head.from, to: Math.max(rows.head.to, rows.head.from + 1) };
  let view = whole;
  place.hidden = false;
  root.getElementById('timeline-drawing')?.classList.add('paper-only');
  const context = { rows, selection, view: () => view };
  const charts = panels.map((panel, index) => new Panel(place, panel, context, index === panels.length - 1));
  const draw = () => {
    const palette = readPalette();
    for (const chart of charts) chart.draw(palette);
  };
  const zoomTo = (next: View) => {
    const length = Math.max(LEAST_VIEW_MS, Math.min(next.to - next.from, whole.to - whole.from));
    const from = Math.min(Math.max(next.from, whole.from), whole.to - length);
    view = { from, to: from + length };
    for (const chart of charts) chart.zoom();
    controls.show(view);
  };
  const controls = timelineControls(root, rows, selection, { whole, view: () => view, zoomTo });
  selection.subscribe(() => {
    for (const chart of charts) chart.showSelection();
    controls.show(view);
  });
  draw();
  controls.show(view);
  onPaletteChange(draw);
  onWidthChange(place, draw);
}

function onWidthChange(place: HTMLElement, change: () => void): void {
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - width) < 1) return;
    width = place.clientWidth;
    change();
  }).observe(place);
}
