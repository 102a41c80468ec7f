import { TIME_STEPS_MS } from '../../../src/render/html/view/time-steps.js';
import type { EventRows } from '../rows/event-rows.js';
import { type PanelBands, panelOf } from './bands.js';

/** Part of the time axis that is drawn, in milliseconds since midnight of the first day. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** Counts of one panel: `counts[band][bin]`. */
export interface PanelBins {
  readonly stepMs: number;
  /** Beginning of each bin. */
  readonly starts: readonly number[];
  readonly counts: readonly (readonly number[])[];
}

/** What packets show and what the stack states are two accounts of the same; kinds from here on are stated (`ROW_KINDS`). */
const SOURCES = 2;
const FIRST_STATED_KIND = 2;
const FINEST_STEPS_MS = [0.001, 0.01, 0.1];
const ALL_STEPS_MS = [...FINEST_STEPS_MS, ...TIME_STEPS_MS];

/** Width of a bin so that there are at most `most`: a step that people read clocks in. */
export function stepFor({ from, to }: View, most: number, leastMs: number): number {
  const length = to - from;
  const longest = ALL_STEPS_MS.at(-1) ?? 1;
  const step = ALL_STEPS_MS.find((one) => one >= leastMs && length / one <= most);
  return step ?? Math.max(leastMs, Math.ceil(length / most / longest) * longest);
}

/**
 * Packets of each band over time. Rows are counted when all are here, else the counts over time, whose buckets are wider.
 * Where two accounts tell of the same, in each bin the fuller one counts, never both.
 */
export function binPanel(rows: EventRows, panel: PanelBands, view: View, most: number): PanelBins {
  if (panel.name === 'packets') return binPackets(rows, view, most);
  const { series, whats, grades } = rows.head;
  const stepMs = stepFor(view, most, series?.bucketMs ?? 0);
  const first = Math.floor(view.from / stepMs);
  const count = Math.max(1, Math.ceil(view.to / stepMs) - first);
  const bandOf = whats.map((_, what) => panel.bands.findIndex((band) => band.whats.has(what)));
  const isHere = whats.map(({ kind }) => grades.map(({ tone }) => panelOf(kind, tone) === panel.name));
  const bins = Array.from({ length: SOURCES }, () => panel.bands.map(() => new Float64Array(count)));
  const add = (what: number, grade: number, ms: number, packets: number) => {
    if (packets === 0 || isHere[what]?.[grade] !== true) return;
    const bin = Math.floor(ms / stepMs) - first;
    const counts = bins[(whats[what]?.kind ?? 0) >= FIRST_STATED_KIND ? 1 : 0]?.[bandOf[what] ?? -1];
    if (counts !== undefined && bin >= 0 && bin < count) counts[bin] = (counts[bin] ?? 0) + packets;
  };
  if (series === null) addRows(rows, view, add);
  else {
    for (const { what, grade, perBucket } of series.counts)
      perBucket.forEach((packets, bucket) => add(what, grade, series.from + bucket * series.bucketMs, packets));
  }
  return {
    stepMs,
    starts: Array.from({ length: count }, (_, bin) => (first + bin) * stepMs),
    counts: fuller(bins, count),
  };
}

/** Captured packets are only counted in buckets, so bins are never finer. */
function binPackets({ head }: EventRows, view: View, most: number): PanelBins {
  const { from, bucketMs, perBucket } = head.packetsOverTime;
  const stepMs = stepFor(view, most, bucketMs);
  const first = Math.floor(view.from / stepMs);
  const counts = Array.from({ length: Math.max(1, Math.ceil(view.to / stepMs) - first) }, () => 0);
  perBucket.forEach((packets, bucket) => {
    const bin = Math.floor((from + bucket * bucketMs) / stepMs) - first;
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] ?? 0) + packets;
  });
  return { stepMs, starts: counts.map((_, bin) => (first + bin) * stepMs), counts: [counts] };
}

function addRows(rows: EventRows, view: View, add: (what: number, grade: number, ms: number, packets: number) => void) {
  const { what, grade, packetCount } = rows.columns;
  const end = rows.rowAt(view.to);
  for (let row = rows.rowAt(view.from); row < end; row++)
    add(what[row] ?? 0, grade[row] ?? 0, rows.timeMs[row] ?? 0, packetCount[row] ?? 0);
}

function fuller(bins: readonly (readonly Float64Array[])[], count: number): number[][] {
  const sum = (source: number, bin: number) => (bins[source] ?? []).reduce((all, band) => all + (band[bin] ?? 0), 0);
  const chosen = Array.from({ length: count }, (_, bin) => (sum(1, bin) > sum(0, bin) ? 1 : 0));
  return (bins[0] ?? []).map((_, band) => chosen.map((source, bin) => bins[source]?.[band]?.[bin] ?? 0));
}
