import type { Timeline } from '../../../aggregate/case.js';
import { NANOSECONDS_PER_MILLISECOND, type Nanoseconds } from '../../../base/time.js';
import { formatCount, formatCounted, formatMilliseconds } from '../../number.js';
import { type CaptureHole, captureHoles } from '../rows/capture-holes.js';
import { pageTime } from './page-time.js';
import type { Scope } from './scope.js';
import { timeTicks } from './time-ticks.js';
import { timelineNotes } from './timeline-notes.js';

/** More bars than this cannot be told apart on a screen. */
const MOST_BARS = 160;
/** Rows of the table that says the same as the drawing. */
const MOST_TABLE_ROWS = 40;
const DAY_MS = 86_400_000;
/** Height of one band in CSS pixels; its bars grow upwards from here. */
const BAND_HEIGHT = 44;
/** A single packet beside a burst of thousands must still be seen. */
const LEAST_BAR_HEIGHT = 3;

const BANDS = [
  { key: 'drops', label: 'Drops', unit: 'dropped packet' },
  { key: 'noise', label: 'Noise', unit: 'noise packet' },
  { key: 'retransmits', label: 'Retransmissions', unit: 'retransmission' },
  { key: 'packets', label: 'Packets', unit: 'packet' },
] as const;

/** Drops, noise, retransmissions and packets on one clock: bands below each other, each with its own scale. */
export function timelineView(scope: Scope) {
  const { timeline } = scope.report.case;
  const { from } = timeline;
  const length = bucketCount(timeline);
  if (from === null || length === 0) return { chart: null, nothing: nothingToDraw(scope) };
  const bars = merged(timeline, MOST_BARS);
  const at = (bucket: number, bucketMs: number) =>
    from + BigInt(Math.round(bucket * bucketMs)) * NANOSECONDS_PER_MILLISECOND;
  // Without the date, a time of a capture over days would say too little.
  const timeText = length * timeline.bucketMs > DAY_MS ? scope.clock.shown : scope.clock.timeOfDay;
  const timeAt = (bucket: number) => timeText(at(bucket, bars.bucketMs));
  const holes = captureHoles(scope.report.case.inputs).map((hole) => holeView(hole, from, length * timeline.bucketMs));
  const bands = BANDS.map((band) => ({ ...bandView(band, bars, timeAt, nothingText(band.key, scope)), holes }));
  return {
    nothing: null,
    chart: {
      span: `${scope.clock.shown(from)} to ${timeText(at(length, timeline.bucketMs))}`,
      step: `One bar is ${formatMilliseconds(bars.bucketMs)}; each band has its own scale.`,
      notes: timelineNotes(scope).map((text) => ({ text })),
      description: bands.map(({ sentence }) => sentence).join(' '),
      bands,
      zone: scope.clock.zone ?? 'time of the log',
      ticks: timeTicks(from, length * timeline.bucketMs, scope.clock),
      table: tableView(timeline, at, timeText, pageTime(scope)),
    },
  };
}

function nothingToDraw({ report }: Scope): string {
  const hasTimes = report.case.inputs.some(({ firstTime }) => firstTime !== null);
  return hasTimes
    ? 'No packet, no drop and no retransmission to draw.'
    : 'No record carries a time that could be drawn.';
}

/** No retransmissions and retransmissions that nobody looked for are not the same. */
function nothingText(key: (typeof BANDS)[number]['key'], { report }: Scope): string {
  const isMeasured = report.case.connections.some(({ retransmits }) => retransmits !== null);
  return key === 'retransmits' && !isMeasured ? 'not measured' : 'none';
}

type Series = Timeline['series'];

function bucketCount({ series }: Timeline): number {
  return Math.max(...BANDS.map(({ key }) => series[key].length));
}

/** The same series in at most `most` buckets, each the sum of equally many. */
function merged(timeline: Timeline, most: number): { bucketMs: number; count: number; series: Series } {
  const count = bucketCount(timeline);
  const factor = Math.max(1, Math.ceil(count / most));
  const size = Math.ceil(count / factor);
  const sums = (values: readonly number[]) =>
    Array.from({ length: size }, (_, bucket) =>
      values.slice(bucket * factor, (bucket + 1) * factor).reduce((sum, value) => sum + value, 0),
    );
  const { drops, noise, retransmits, packets } = timeline.series;
  return {
    bucketMs: timeline.bucketMs * factor,
    count: size,
    series: {
      drops: sums(drops),
      noise: sums(noise),
      retransmits: sums(retransmits),
      packets: sums(packets),
    },
  };
}

function bandView(
  { key, label, unit }: (typeof BANDS)[number],
  { count, series }: ReturnType<typeof merged>,
  timeAt: (bucket: number) => string,
  nothing: string,
) {
  const values = series[key];
  const most = Math.max(0, ...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const peak = values.indexOf(most);
  return {
    key,
    label,
    total: formatCount(total),
    scale: most === 0 ? nothing : `most ${formatCount(most)} per bar`,
    sentence:
      total === 0
        ? `${label}: ${nothing}.`
        : `${label}: ${formatCount(total)}, most (${formatCount(most)}) at ${timeAt(peak)}.`,
    bars: values.flatMap((value, bucket) => {
      if (value === 0) return [];
      const height = Math.max(LEAST_BAR_HEIGHT, Math.round((value / most) * BAND_HEIGHT));
      return [
        {
          x: percent(bucket / count),
          width: percent(0.86 / count),
          y: String(BAND_HEIGHT - height),
          height: String(height),
          title: `${timeAt(bucket)}: ${formatCounted(value, unit)}`,
        },
      ];
    }),
  };
}

function tableView(
  timeline: Timeline,
  at: (bucket: number, bucketMs: number) => Nanoseconds,
  timeText: (at: Nanoseconds) => string,
  time: (at: Nanoseconds) => string,
) {
  const { count, bucketMs, series } = merged(timeline, MOST_TABLE_ROWS);
  return {
    step: formatMilliseconds(bucketMs),
    rows: Array.from({ length: count }, (_, bucket) => ({
      time: timeText(at(bucket, bucketMs)),
      from: time(at(bucket, bucketMs)),
      // Its last moment, since the next row begins with the next one.
      to: time(at(bucket + 1, bucketMs) - 1n),
      drops: formatCount(series.drops[bucket] ?? 0),
      noise: formatCount(series.noise[bucket] ?? 0),
      retransmits: formatCount(series.retransmits[bucket] ?? 0),
      packets: formatCount(series.packets[bucket] ?? 0),
    })),
  };
}

/** Where no input covers the time, as part of the axis. */
function holeView(hole: CaptureHole, from: Nanoseconds, lengthMs: number) {
  const share = (at: Nanoseconds) =>
    Math.min(1, Math.max(0, Number((at - from) / NANOSECONDS_PER_MILLISECOND) / lengthMs));
  return { x: percent(share(hole.from)), width: percent(share(hole.to) - share(hole.from)) };
}

function percent(share: number): string {
  return `${Math.round(share * 1e5) / 1e3}%`;
}
