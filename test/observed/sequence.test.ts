import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RangeBudget, SentRanges } from '../../src/aggregate/observed/sent-ranges.js';
import {
  advanceSequence,
  laterSequence,
  printedSequence,
  sequenceDistance,
} from '../../src/aggregate/observed/sequence-number.js';

const sequence = fc.nat({ max: 2 ** 32 - 1 });

describe('sequence numbers', () => {
  test('going on and measuring the way are inverse, also over the end of the numbers', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }), (start, bytes) => {
        const end = advanceSequence(start, bytes);
        expect(sequenceDistance(start, end)).toBe(bytes);
        expect(laterSequence(start, end)).toBe(bytes > 0 ? end : start);
        expect(end).toBe(end | 0);
        expect(printedSequence(end)).toBe((((start + bytes) % 2 ** 32) + 2 ** 32) % 2 ** 32);
      }),
    );
  });
});

/** The same as `SentRanges`, byte by byte. */
class Bytes {
  readonly copies = new Map<number, number>();
  acknowledged = 0;

  add(start: number, end: number): void {
    for (let byte = start; byte < end; byte++) this.copies.set(byte, 0);
  }

  repeat(start: number, end: number): void {
    for (let byte = start; byte < end; byte++) {
      const known = this.copies.get(byte);
      if (known !== undefined) this.copies.set(byte, known + 1);
    }
  }
}

const step = fc.oneof(
  fc.record({ what: fc.constant('send' as const), bytes: fc.integer({ min: 1, max: 40 }), gap: fc.nat({ max: 3 }) }),
  fc.record({
    what: fc.constant('repeat' as const),
    from: fc.nat({ max: 200 }),
    bytes: fc.integer({ min: 1, max: 60 }),
  }),
);

describe('ranges that were sent', () => {
  test('know of every byte how often it was repeated, however it was cut', () => {
    fc.assert(
      fc.property(sequence, fc.array(step, { maxLength: 30 }), (first, steps) => {
        const ranges = new SentRanges(new RangeBudget());
        const bytes = new Bytes();
        let next = 0;
        for (const one of steps) {
          if (one.what === 'send') {
            const start = next + one.gap;
            next = start + one.bytes;
            bytes.add(start, next);
            ranges.add(at(start), at(next), 0, 1, 0);
          } else if (one.from < next) {
            const end = Math.min(next, one.from + one.bytes);
            bytes.repeat(one.from, end);
            ranges.carve(at(one.from), at(end));
            for (let index = ranges.firstBehind(at(one.from)); ranges.isBefore(index, at(end)); index++)
              ranges.repeat(index, ranges.copies(index) + 1, 0);
          }
        }
        function at(offset: number): number {
          return advanceSequence(first, offset);
        }
        const found = new Map<number, number>();
        for (let index = 0; index < ranges.count; index++) {
          const start = sequenceDistance(first, ranges.start(index));
          const end = sequenceDistance(first, ranges.end(index));
          for (let byte = start; byte < end; byte++) found.set(byte, ranges.copies(index));
        }
        expect(found).toEqual(bytes.copies);
      }),
    );
  });

  test('are acknowledged once, and a few stay known', () => {
    const budget = new RangeBudget();
    const ranges = new SentRanges(budget);
    for (let index = 0; index < 100; index++) ranges.add(index * 10, index * 10 + 10, index, 1, 0);
    const news = (acknowledgement: number) => {
      const from = ranges.acknowledged;
      ranges.acknowledge(acknowledgement);
      const starts = Array.from({ length: ranges.acknowledged - from }, (_, index) => ranges.start(from + index));
      ranges.forgetAcknowledged();
      return starts;
    };
    expect(news(500)).toHaveLength(50);
    expect(news(500)).toHaveLength(0);
    expect(news(515)).toEqual([500]);
    expect(ranges.overlaps(ranges.firstBehind(490), 490, 500)).toBe(true);
    expect(ranges.overlaps(ranges.firstBehind(0), 0, 10)).toBe(false);
    expect(ranges.acknowledged).toBe(8);
    expect(budget.used).toBe(ranges.count);
  });

  test('are bounded, and much more tightly when all connections together hold too many', () => {
    const budget = new RangeBudget();
    const ranges = new SentRanges(budget);
    const fill = (from: number, count: number) => {
      for (let index = from; index < from + count; index++) ranges.add(index * 10, index * 10 + 10, 0, 1, 0);
    };
    fill(0, 5_000);
    expect(ranges.count).toBe(512);
    expect(ranges.start(ranges.count - 1)).toBe(49_990);
    budget.used = 1_000_000;
    fill(5_000, 1);
    expect(ranges.count).toBe(8);
  });

  test('stay the same through all sizes of their room', () => {
    const ranges = new SentRanges(new RangeBudget());
    for (let index = 0; index < 2_000; index++) {
      ranges.add(index * 10, index * 10 + 10, index, index % 7, 0);
      if (index % 100 !== 99) continue;
      ranges.acknowledge(index * 10);
      ranges.forgetAcknowledged();
      expect(ranges.count).toBe(9);
      for (let kept = 0; kept < ranges.count; kept++) {
        const number = index - 8 + kept;
        expect(ranges.start(kept)).toBe(number * 10);
        expect([ranges.firstMs(kept), ranges.lastMs(kept), ranges.point(kept)]).toEqual([number, number, number % 7]);
      }
    }
  });
});
