import { formatCount, formatCounted } from '../../../src/render/number.js';
import type { EventRows } from '../rows/event-rows.js';
import type { SelectionState } from '../rows/selection.js';
import type uPlot from 'uplot';
import type { PanelBands } from './bands.js';
import { binPanel, type PanelBins, type View } from './bins.js';
import { newChart, stacked, widthOf } from './chart.js';
import type { Palette } from './palette.js';

/** One bin for so many CSS pixels. */
const PIXELS_PER_BIN = 5;

/** What all panels of the timeline share. */
export interface PanelContext {
  readonly rows: EventRows;
  readonly selection: SelectionState;
  readonly view: () => View;
}

/** One panel of the timeline: heading, legend and chart. */
export class Panel {
  readonly #bands: PanelBands;
  readonly #context: PanelContext;
  readonly #hasTimeAxis: boolean;
  readonly #figure = document.createElement('div');
  readonly #picture = document.createElement('div');
  readonly #totals: HTMLElement[] = [];
  #chart: uPlot | null = null;

  constructor(place: HTMLElement, bands: PanelBands, context: PanelContext, hasTimeAxis: boolean) {
    this.#bands = bands;
    this.#context = context;
    this.#hasTimeAxis = hasTimeAxis;
    this.#figure.className = 'panel';
    const title = document.createElement('h3');
    title.textContent = bands.title;
    this.#picture.className = 'panel-chart';
    this.#picture.setAttribute('role', 'img');
    this.#figure.append(title, this.#legend(), this.#picture);
    place.append(this.#figure);
  }

  /** Draws everything anew: at first, and when colours or the width change. */
  draw(palette: Palette): void {
    this.#chart?.destroy();
    const { rows, selection, view } = this.#context;
    const bins = this.#bins();
    this.#chart = newChart(this.#picture, bins, palette, {
      panel: this.#bands.name,
      clock: rows.clock,
      holes: rows.head.holes,
      hasTimeAxis: this.#hasTimeAxis,
      view,
      onBrush: ({ from, to }) => selection.set({ from, to }),
    });
    this.#tell(bins);
    // uPlot takes the new part of the axis over in a microtask; positions are the old ones until then.
    queueMicrotask(() => this.showSelection());
  }

  /** The part of the time axis has changed. */
  zoom(): void {
    const bins = this.#bins();
    this.#chart?.setData(stacked(bins));
    this.#tell(bins);
    // uPlot takes the new part of the axis over in a microtask; positions are the old ones until then.
    queueMicrotask(() => this.showSelection());
  }

  /** Marks the selected times. */
  showSelection(): void {
    const chart = this.#chart;
    if (chart === null) return;
    const { from, to } = this.#context.selection.value;
    const view = this.#context.view();
    const isMarked = from !== null && to !== null && to > view.from && from < view.to;
    const left = isMarked ? Math.max(0, chart.valToPos(from, 'x')) : 0;
    const right = isMarked ? Math.min(chart.over.clientWidth, chart.valToPos(to, 'x')) : 0;
    chart.setSelect({ left, width: Math.max(0, right - left), top: 0, height: chart.over.clientHeight }, false);
  }

  #bins(): PanelBins {
    const most = Math.max(20, Math.floor(widthOf(this.#picture) / PIXELS_PER_BIN));
    return binPanel(this.#context.rows, this.#bands, this.#context.view(), most);
  }

  /** The same in words, for those who do not see it. */
  #tell({ counts, starts, stepMs }: PanelBins): void {
    const totals = counts.map((band) => band.reduce((sum, one) => sum + one, 0));
    totals.forEach((total, band) => {
      const place = this.#totals[band];
      if (place !== undefined) place.textContent = formatCount(total);
    });
    const all = starts.map((_, bin) => counts.reduce((sum, band) => sum + (band[bin] ?? 0), 0));
    const most = Math.max(0, ...all);
    const { clock } = this.#context.rows;
    const view = this.#context.view();
    const sum = totals.reduce((whole, one) => whole + one, 0);
    const peak =
      most === 0 ? '' : `; most, ${formatCount(most)}, at ${clock.short(starts[all.indexOf(most)] ?? 0, stepMs)}`;
    this.#picture.setAttribute(
      'aria-label',
      `${this.#bands.title}, ${clock.short(view.from, 1)} to ${clock.short(view.to, 1)}: ${formatCounted(sum, this.#bands.unit)}${peak}`,
    );
  }

  #legend(): HTMLElement {
    const list = document.createElement('ul');
    list.className = 'legend';
    this.#bands.bands.forEach((band, place) => {
      const item = document.createElement('li');
      const swatch = document.createElement('span');
      swatch.className = 'swatch';
      swatch.dataset['colour'] = `${this.#bands.name}-${place + 1}`;
      const total = document.createElement('b');
      this.#totals.push(total);
      if (band.reason === null) item.append(swatch, band.label, ' ', total);
      else {
        const button = document.createElement('button');
        button.type = 'button';
        button.dataset['selectReason'] = band.reason;
        button.append(swatch, band.label, ' ', total);
        item.append(button);
      }
      list.append(item);
    });
    return list;
  }
}
