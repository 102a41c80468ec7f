import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RangeBudget, SentRanges } from '../../src/aggregate/observed/sent-ranges.js';
import { advanceSequence, laterSequence, sequenceDistance } from '../../src/aggregate/observed/sequence-number.js';

const sequence = fc.nat({ max: 2 ** 32 - 1 });

describe('sequence numbers', () => {
  test('going on and measuring the way are inverse, also over the end of the numbers', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }), (start, bytes) => {
        const end = advanceSequence(start, bytes);
        expect(sequenceDistance(start, end)).toBe(bytes);
        expect(laterSequence(start, end)).toBe(bytes > 0 ? end : start);
        expect(end).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThan(2 ** 32);
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
            ranges.add({
              start: at(start),
              end: at(next),
              firstMs: 0,
              lastMs: 0,
              copies: 0,
              point: 1,
              isSacked: false,
            });
          } else if (one.from < next) {
            const end = Math.min(next, one.from + one.bytes);
            bytes.repeat(one.from, end);
            for (const range of ranges.carve(at(one.from), at(end))) range.copies++;
          }
        }
        function at(offset: number): number {
          return advanceSequence(first, offset);
        }
        const found = new Map<number, number>();
        for (const range of ranges.all) {
          const start = sequenceDistance(first, range.start);
          for (let byte = start; byte < sequenceDistance(first, range.end); byte++) found.set(byte, range.copies);
        }
        expect(found).toEqual(bytes.copies);
      }),
    );
  });

  test('are acknowledged once, and a few stay known', () => {
    const budget = new RangeBudget();
    const ranges = new SentRanges(budget);
    for (let index = 0; index < 100; index++) {
      ranges.add({
        start: index * 10,
        end: index * 10 + 10,
        firstMs: index,
        lastMs: index,
        copies: 0,
        point: 1,
        isSacked: false,
      });
    }
    expect(ranges.acknowledge(500)).toHaveLength(50);
    expect(ranges.acknowledge(500)).toHaveLength(0);
    expect(ranges.acknowledge(515).map(({ start }) => start)).toEqual([500]);
    expect(ranges.overlapping(490, 500)).toHaveLength(1);
    expect(ranges.overlapping(0, 10)).toHaveLength(0);
    expect(budget.used).toBe(ranges.all.length);
  });

  test('are bounded, and much more tightly when all connections together hold too many', () => {
    const budget = new RangeBudget();
    const ranges = new SentRanges(budget);
    const fill = (from: number, count: number) => {
      for (let index = from; index < from + count; index++) {
        ranges.add({
          start: index * 10,
          end: index * 10 + 10,
          firstMs: 0,
          lastMs: 0,
          copies: 0,
          point: 1,
          isSacked: false,
        });
      }
    };
    fill(0, 5_000);
    expect(ranges.all.length).toBe(512);
    expect(ranges.all.at(-1)?.start).toBe(49_990);
    budget.used = 1_000_000;
    fill(5_000, 1);
    expect(ranges.all.length).toBe(8);
  });
});
