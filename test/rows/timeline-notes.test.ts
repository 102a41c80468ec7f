import { describe, expect, it } from 'vitest';
import { captureHoles } from '../../src/render/html/rows/capture-holes.js';
import { burstsOf } from '../../src/render/html/view/bursts.js';
import { timelineView } from '../../src/render/html/view/timeline-view.js';
import { scopeOf } from '../../src/render/html/view.js';
import { START } from '../render/log-text.js';
import { buildCase, buildInput, buildReport } from '../render/report-builder.js';

const MINUTE = 60_000_000_000n;

describe('bursts', () => {
  const quiet = Array.from({ length: 100 }, () => 1);
  const withBurst = (...bursts: readonly [bucket: number, count: number][]) =>
    bursts.reduce((counts, [bucket, count]) => counts.with(bucket, count), quiet);

  it('are runs of buckets far above the usual', () => {
    expect(burstsOf(withBurst([10, 80], [11, 60], [13, 90]))).toEqual([
      { first: 10, buckets: 2, count: 140 },
      { first: 13, buckets: 1, count: 90 },
    ]);
  });

  it('are at most three, the largest, in the order of time', () => {
    expect(burstsOf(withBurst([5, 40], [50, 60], [70, 50], [90, 70])).map(({ first }) => first)).toEqual([50, 70, 90]);
  });

  it('are not found in an even stream, nor in a few packets, nor in nothing', () => {
    expect(burstsOf(quiet)).toEqual([]);
    expect(burstsOf([0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0])).toEqual([]);
    expect(burstsOf([])).toEqual([]);
  });
});

describe('times without a capture', () => {
  const input = (from: bigint, to: bigint) =>
    buildInput({ firstTime: START + from * MINUTE, lastTime: START + to * MINUTE });

  it('lie between inputs, however these overlap and follow one another', () => {
    expect(captureHoles([input(10n, 11n), input(0n, 1n), input(0n, 3n), input(12n, 13n)])).toEqual([
      { from: START + 3n * MINUTE, to: START + 10n * MINUTE },
      { from: START + 11n * MINUTE, to: START + 12n * MINUTE },
    ]);
  });

  it('are not there with one input, or with none that has a time', () => {
    expect(captureHoles([input(0n, 5n)])).toEqual([]);
    expect(captureHoles([buildInput({ firstTime: null, lastTime: null })])).toEqual([]);
  });
});

it('bursts, holes and lost events are told in sentences', () => {
  const counts = Array.from({ length: 100 }, (_, second) => (second === 40 ? 500 : 1));
  const view = timelineView(
    scopeOf(
      buildReport({
        case: buildCase({
          inputs: [
            buildInput({ firstTime: START, lastTime: START + MINUTE, eventsLost: 7, buffersLost: 1 }),
            buildInput({ path: 'b.txt', firstTime: START + 5n * MINUTE, lastTime: START + 6n * MINUTE, eventsLost: 0 }),
          ],
          timeline: {
            bucketMs: 1_000,
            from: START,
            series: { drops: counts, noise: [], retransmits: [], packets: [] },
          },
        }),
      }),
    ),
  );
  const [burst, hole, lost, ...more] = view.chart?.notes.map(({ text }) => text) ?? [];
  expect(burst).toMatch(
    /^Bursts of dropped packets that may matter: 500 \(83\.5 %\) within 1 s from \d\d:\d\d:\d\d\.\d{3}\.$/,
  );
  expect(hole).toMatch(/^No input covers \S+ \S+ to \S+ \(4 min\): nothing is known of that time\.$/);
  expect(lost).toBe('PktMon.txt lost 7 events and 1 buffer, and does not say when: a quiet time may be one of them.');
  expect(more).toEqual([]);
});
