import uPlot from 'uplot';
import { TIME_STEPS_MS } from '../../../src/render/html/view/time-steps.js';
import type { ClockText } from '../rows/clock-text.js';
import { holesPlugin } from './holes-plugin.js';
import type { Palette } from './palette.js';
import type { PanelBins, View } from './bins.js';

export interface ChartOptions {
  readonly panel: string;
  readonly clock: ClockText;
  readonly holes: readonly View[];
  readonly hasTimeAxis: boolean;
  readonly view: () => View;
  readonly onBrush: (range: View) => void;
}

const HEIGHT = 92;
const TIME_AXIS_HEIGHT = 26;
const COUNT_AXIS_WIDTH = 52;
/** Half of the last time on the axis. */
const RIGHT_PADDING = 40;
/** A time of day and the room around it, in CSS pixels. */
const TICK_WIDTH = 96;
/** A shorter way of the pointer is a click. */
const LEAST_BRUSH_PIXELS = 4;
const FONT = '11px system-ui, sans-serif';

/** One panel: stacked bars over time. All panels share the pointer. */
export function newChart(place: HTMLElement, bins: PanelBins, palette: Palette, options: ChartOptions): uPlot {
  const { clock, hasTimeAxis, view, panel } = options;
  const bars = uPlot.paths.bars?.({ size: [1, Number.POSITIVE_INFINITY], align: 1, gap: 1 });
  return new uPlot(
    {
      width: widthOf(place),
      height: HEIGHT + (hasTimeAxis ? TIME_AXIS_HEIGHT : 0),
      // The same on both sides, with and without the axis of times, so that the panels stand below each other.
      padding: [6, RIGHT_PADDING, hasTimeAxis ? 0 : 4, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        sync: { key: 'timeline' },
        drag: { x: true, y: false, setScale: false, dist: LEAST_BRUSH_PIXELS },
      },
      scales: {
        x: { time: false, range: () => [view().from, view().to] },
        y: { range: (_chart, _least, most) => [0, Math.max(1, most)] },
      },
      axes: [
        {
          show: hasTimeAxis,
          size: TIME_AXIS_HEIGHT,
          font: FONT,
          stroke: palette.quiet,
          grid: { stroke: palette.line, width: 1 },
          ticks: { stroke: palette.line, size: 4 },
          splits: (chart, _axis, least, most) => roundTimes(least, most, chart.width / TICK_WIDTH),
          values: (_chart, splits) => splits.map((ms) => clock.short(ms, (splits[1] ?? ms + 1000) - (splits[0] ?? ms))),
        },
        {
          size: COUNT_AXIS_WIDTH,
          font: FONT,
          stroke: palette.quiet,
          grid: { stroke: palette.line, width: 1 },
          ticks: { show: false },
          space: 28,
          incrs: WHOLE_STEPS,
        },
      ],
      series: [
        {},
        ...bins.counts.map((_, band) => ({
          fill: palette.band(panel, band),
          width: 0,
          points: { show: false },
          ...(bars === undefined ? {} : { paths: bars }),
        })),
      ],
      plugins: [holesPlugin(options.holes, palette)],
      hooks: {
        setSelect: [
          (chart) => {
            const { left, width } = chart.select;
            if (width < LEAST_BRUSH_PIXELS) return;
            options.onBrush({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + width, 'x') });
          },
        ],
      },
    },
    stacked(bins),
    place,
  );
}

/** Bars lie on top of one another: the first one is as high as all together, and what is drawn later hides its lower part. */
export function stacked({ starts, counts }: PanelBins): uPlot.AlignedData {
  const heights = counts.map(() => starts.map(() => 0));
  for (let bin = 0; bin < starts.length; bin++) {
    let sum = 0;
    for (let band = counts.length - 1; band >= 0; band--) {
      sum += counts[band]?.[bin] ?? 0;
      const height = heights[band];
      if (height !== undefined) height[bin] = sum;
    }
  }
  return [[...starts], ...heights];
}

export function widthOf(place: HTMLElement): number {
  return Math.max(200, Math.floor(place.clientWidth));
}

/** Packets come whole. */
const WHOLE_STEPS = Array.from({ length: 12 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function roundTimes(least: number, most: number, count: number): number[] {
  const steps = [0.001, 0.01, 0.1, ...TIME_STEPS_MS];
  const wanted = (most - least) / Math.max(2, count);
  const step = steps.find((one) => one >= wanted) ?? Math.ceil(wanted / 86_400_000) * 86_400_000;
  const times: number[] = [];
  for (let at = Math.ceil(least / step); at * step <= most; at++) times.push(at * step);
  return times;
}
