import { expect, test } from 'vitest';
import { InputFacts } from '../../src/aggregate/input-facts.js';
import { CaseClock } from '../../src/aggregate/case-clock.js';
import { isoTime } from '../../src/base/time.js';
import type { Event } from '../../src/events/event.js';

const at = (text: string, nanoseconds: bigint) => BigInt(Date.parse(`${text}Z`)) * 1_000_000n + nanoseconds;

test.each([
  ['2026-03-02T09:15:00', 123_456_700n, '2026-03-02T09:15:00.123456700'],
  ['1969-12-31T23:59:59', 900_000_000n, '23:59:59.900000000'],
  ['1926-03-02T09:15:00', 100n, '1926-03-02T09:15:00.000000100'],
  ['0026-03-02T09:15:00', 123_456_700n, '0026-03-02T09:15:00.123456700'],
  ['9999-12-31T23:59:59', 999_999_900n, '9999-12-31T23:59:59.999999900'],
])('%s and %d ns is %s, also with a damaged year', (text, nanoseconds, expected) => {
  expect(isoTime(at(text, nanoseconds))).toBe(expected);
});

test('a time is written the same whatever was written before it', () => {
  const before = at('2026-03-02T09:15:00', 0n);
  expect([before, before + 7n, before + 999_999_999n, before - 1n, before].map((time) => isoTime(time, 60))).toEqual([
    '2026-03-02T09:15:00.000000000+01:00',
    '2026-03-02T09:15:00.000000007+01:00',
    '2026-03-02T09:15:00.999999999+01:00',
    '2026-03-02T09:14:59.999999999+01:00',
    '2026-03-02T09:15:00.000000000+01:00',
  ]);
});

test('the first and last time of an input are exact, however far apart its records are', () => {
  const clock = new CaseClock();
  const facts = new InputFacts(clock);
  const times = [at('2026-03-02T09:15:00', 123_456_700n), at('6026-03-02T09:15:00', 123_456_700n)];
  for (const time of times) facts.add({ kind: 'unknown', at: time } as Event, clock.nsOf(time));
  expect([facts.firstTime, facts.lastTime]).toEqual(times);
});
