import { describe, expect, it } from 'vitest';
import { CaseClock } from '../../src/aggregate/case-clock.js';
import { NO_SEQUENCE } from '../../src/aggregate/observed/sequence-range.js';
import { MAXIMUM_COURSES, SequenceTable } from '../../src/aggregate/journey/sequence-table.js';

const A = '192.0.2.10:50001';
const B = '198.51.100.27:443';
const MS = 1_000_000;

function course() {
  const table = new SequenceTable();
  const ends = { a: A, b: B, course: null };
  return {
    table,
    data: (ms: number, end: number, fromA = true) => table.segment(ends, fromA, ms * MS, end >>> 0, null, true),
    acknowledge: (ms: number, acknowledgement: number, fromA = false) =>
      table.segment(ends, fromA, ms * MS, NO_SEQUENCE, acknowledgement >>> 0, true),
    mark: (kind: 'resent' | 'dropped', ms: number, end: number) =>
      table.mark(ends, kind, true, ms * MS, end >>> 0, 0, 99),
    first: () => table.finish(new CaseClock())[0],
  };
}

describe('the course of sequence numbers', () => {
  it('counts on where the numbers begin again at 0', () => {
    const { data, acknowledge, first } = course();
    data(0, 0xffff_ff00);
    data(1, 0x0000_0100);
    acknowledge(2, 0x0000_0080);
    expect(first()?.directions[0]).toMatchObject({
      sender: A,
      sent: [
        [0, 0],
        [1, 0x200],
      ],
      acknowledged: [[2, 0x180]],
    });
  });

  it('keeps both directions apart', () => {
    const { data, first } = course();
    data(0, 1_000);
    data(1, 77, false);
    data(2, 2_460);
    data(3, 80, false);
    expect(first()?.directions.map(({ sent }) => sent.at(-1))).toEqual([
      [2, 1_460],
      [3, 3],
    ]);
  });

  it('marks what was sent again or dropped, with its line, and the lines that follow from one drop once', () => {
    const { data, mark, first } = course();
    data(0, 1_000);
    data(1, 2_000);
    mark('dropped', 5, 2_000);
    mark('dropped', 5, 2_000);
    mark('resent', 300, 2_000);
    expect(first()?.directions[0]?.marks).toEqual([
      { kind: 'dropped', ms: 5, bytes: 1_000, input: 0, line: 99 },
      { kind: 'resent', ms: 300, bytes: 1_000, input: 0, line: 99 },
    ]);
  });

  it('gives all copies of a segment one number, and no other segment the same', () => {
    const { data } = course();
    const number = data(0, 1_000);
    expect(data(300, 1_000)).toBe(number);
    expect(data(300, 1_000, false)).not.toBe(number);
    expect(data(300, 1_001)).not.toBe(number);
  });

  it('is thinned when it is long, keeps its end and says so', () => {
    const { data, first } = course();
    for (let index = 0; index < 10_000; index++) data(index, index * 100);
    const side = first()?.directions[0];
    expect(side?.sent.length).toBeLessThan(300);
    expect(side?.sent.length).toBeGreaterThan(100);
    expect(side?.sent.at(-1)).toEqual([9_999, 999_900]);
    expect(side?.everySent).toBeGreaterThan(1);
  });
});

describe('many connections', () => {
  it('those with losses stay, the others are forgotten, and no more than the limit come out', () => {
    const table = new SequenceTable();
    const ends = Array.from({ length: 30_000 }, (_, index) => ({ a: `192.0.2.10:${index}`, b: B, course: null }));
    for (const [index, one] of ends.entries()) {
      for (let segment = 0; segment < 10; segment++) table.segment(one, true, segment * MS, segment, null, true);
      if (index % 1_000 === 0) table.mark(one, 'resent', true, 11 * MS, 5, 0, 1);
    }
    const courses = table.finish(new CaseClock());
    expect(courses).toHaveLength(MAXIMUM_COURSES);
    expect(courses.slice(0, 30).map(({ a }) => a)).toEqual(
      Array.from({ length: 30 }, (_, index) => `192.0.2.10:${index * 1_000}`),
    );
    expect(courses[30]?.directions[0]?.marks).toEqual([]);
  });

  it('makes courses coarse that would not be drawn when all have too many points; where they end stays', () => {
    const table = new SequenceTable();
    const owners = Array.from({ length: 1_200 }, (_, i) => ({ a: `192.0.2.10:${i + 1}`, b: B, course: null }));
    const packets = 500;
    for (let at = 0; at < packets; at++)
      for (const owner of owners) {
        table.segment(owner, true, at * MS, 1_000 + at * 100, null, true);
        if (at === 0) table.mark(owner, 'resent', true, at * MS, 1_000, 0, 1);
      }
    // Now the last ones are the worst.
    for (const owner of owners.slice(-MAXIMUM_COURSES / 2))
      for (let at = 0; at < 3; at++) table.mark(owner, 'resent', true, (500 + 5 * at) * MS, 1_000 + at * 10, 0, 2);
    const courses = table.finish(new CaseClock());
    const sent = courses.map(({ directions }) => directions[0]?.sent ?? []);
    expect(sent.filter((points) => points.length > 100).length).toBeGreaterThanOrEqual(MAXIMUM_COURSES / 2);
    const coarse = sent.filter((points) => points.length <= 31);
    expect(coarse.length).toBeGreaterThan(10);
    for (const points of sent) {
      expect(points[0]).toEqual([0, 0]);
      expect(points.at(-1)).toEqual([packets - 1, (packets - 1) * 100]);
      const times = points.map(([ms]) => ms);
      expect(times).toEqual([...new Set(times)].toSorted((x, y) => x - y));
    }
  });
});
