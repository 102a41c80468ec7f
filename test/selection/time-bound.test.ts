import { describe, expect, test } from 'vitest';

import type { InputSummary } from '../../src/aggregate/case.js';
import { EVERYTHING } from '../../src/aggregate/selection.js';
import { absoluteBounds, hasRelativeBound } from '../../src/aggregate/selection/relative-bounds.js';
import { isBetween, readTimeBound } from '../../src/aggregate/selection/time-bound.js';
import { UsageError } from '../../src/base/errors.js';
import { isoTime } from '../../src/base/time.js';

const at = (iso: string) => BigInt(Date.parse(`${iso}Z`)) * 1_000_000n;
const between = (since: string | null, until: string | null) =>
  isBetween(
    since === null ? null : readTimeBound(since, '--since'),
    until === null ? null : readTimeBound(until, '--until'),
  );

describe('a bound of time', () => {
  test.each([
    ['2026-03-01T12:00:05', '2026-03-01T12:00:05.000000000'],
    ['2026-03-01 12:00', '2026-03-01T12:00:00.000000000'],
    ['2026-03-01 21:40:57.123456700', '2026-03-01T21:40:57.123456700'],
    ['2026/03/10-09:00:00.427494700', '2026-03-10T09:00:00.427494700'],
    ['2026-03-01T09:00:00,5', '2026-03-01T09:00:00.500000000'],
    ['2026-03-01', '2026-03-01T00:00:00.000000000'],
  ])('%s is %s', (text, iso) => {
    const bound = readTimeBound(text, '--since');
    expect(bound.kind).toBe('moment');
    if (bound.kind === 'moment') expect(isoTime(bound.at)).toBe(iso);
  });

  test('that is a day alone is the whole day', () => {
    const day = between('2026-03-01', '2026-03-01');
    expect([day(at('2026-02-28T23:59:59')), day(at('2026-03-01T00:00:00')), day(at('2026-03-01T23:59:59'))]).toEqual([
      false,
      true,
      true,
    ]);
    expect(day(at('2026-03-02T00:00:00'))).toBe(false);
  });

  test('that is a time of day counts on every day, also over midnight', () => {
    const morning = between('9:30', '10:00:00.5');
    expect(morning(at('2026-03-01T09:30:00'))).toBe(true);
    expect(morning(at('2026-03-07T10:00:00.400'))).toBe(true);
    expect(morning(at('2026-03-07T10:00:01'))).toBe(false);
    const night = between('23:50', '00:10');
    expect([
      night(at('2026-03-01T23:55:00')),
      night(at('2026-03-02T00:05:00')),
      night(at('2026-03-02T12:00:00')),
    ]).toEqual([true, true, false]);
  });

  test('with a date is compared by its time in a log without dates', () => {
    const late = between('2026-03-01T12:00', null);
    expect(late(13n * 3600n * 1_000_000_000n)).toBe(true);
    expect(late(11n * 3600n * 1_000_000_000n)).toBe(false);
  });

  test.each([
    'noon',
    '',
    '25:00',
    '12:60',
    '2026-02-30',
    '2026-13-01',
    '12',
    '5m',
    '+5',
    '++5m',
    '2026-03-01T12:00Z',
    '2026-03-01T12:00+01:00',
  ])('%j is none', (text) => expect(() => readTimeBound(text, '--since')).toThrow(UsageError));

  test('says what to do about time zones', () => {
    expect(() => readTimeBound('2026-03-01T12:00:00Z', '--until')).toThrow('leave the time zone out');
  });

  test('cannot end before it begins', () => {
    expect(() => between('2026-03-02', '2026-03-01')).toThrow('nothing is left');
  });
});

describe('a relative bound', () => {
  const inputs = [
    { firstTime: at('2026-03-01T12:00:00'), lastTime: at('2026-03-01T12:30:00') },
    { firstTime: at('2026-03-01T11:59:00'), lastTime: at('2026-03-01T12:20:00') },
    { firstTime: null, lastTime: null },
  ] as InputSummary[];

  test.each([
    ['+5m', '2026-03-01T12:04:00.000000000'],
    ['+1.5h', '2026-03-01T13:29:00.000000000'],
    ['-10m', '2026-03-01T12:20:00.000000000'],
    ['-90s', '2026-03-01T12:28:30.000000000'],
    ['+250ms', '2026-03-01T11:59:00.250000000'],
  ])('%s counts from the beginning or the end of all inputs: %s', (text, iso) => {
    const selection = { ...EVERYTHING, since: text };
    expect(hasRelativeBound(selection)).toBe(true);
    expect(absoluteBounds(selection, inputs).since).toBe(iso);
  });

  test('needs times', () => {
    expect(hasRelativeBound({ ...EVERYTHING, since: '12:00' })).toBe(false);
    expect(() => absoluteBounds({ ...EVERYTHING, until: '-1m' }, inputs.slice(2))).toThrow(UsageError);
    expect(() => between('+5m', null)).toThrow(UsageError);
  });
});
