import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { amountOf, rateChange } from '../../src/compare/rate-change.js';

describe('a rate', () => {
  test.each([
    [0, 0, 10, 10, null],
    [0, 50, 10, 10, { change: 'new', certain: true }],
    [0, 2, 10, 10, { change: 'new', certain: false }],
    // Twenty in an hour would show once in three minutes of good; that it does not is chance.
    [0, 20, 3, 60, { change: 'new', certain: false }],
    [50, 0, 10, 10, { change: 'gone', certain: true }],
    [100, 110, 10, 10, null],
    [100, 300, 10, 10, { change: 'more', certain: true }],
    [300, 100, 10, 10, { change: 'less', certain: true }],
    // Three times as many in three times the time.
    [100, 300, 10, 30, null],
    // The same number in a tenth of the time.
    [100, 100, 10, 1, { change: 'more', certain: true }],
    [1, 3, 10, 10, null],
    [100, 300, null, 10, { change: 'more', certain: false }],
  ] as const)('%s before and %s after, in %s and %s minutes: %o', (good, bad, goodMinutes, badMinutes, expected) => {
    expect(rateChange(good, bad, goodMinutes, badMinutes)).toEqual(expected);
  });

  test('that more is seen of from the other side is less', () => {
    const mirror = { new: 'gone', gone: 'new', more: 'less', less: 'more' } as const;
    const count = fc.nat(5000);
    const minutes = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(count, count, minutes, minutes, (good, bad, goodMinutes, badMinutes) => {
        const there = rateChange(good, bad, goodMinutes, badMinutes);
        const back = rateChange(bad, good, badMinutes, goodMinutes);
        expect(back).toEqual(there === null ? null : { ...there, change: mirror[there.change] });
      }),
    );
  });

  test('is per minute where there are minutes', () => {
    expect(amountOf(100, 3)).toEqual({ count: 100, perMinute: 33.3 });
    expect(amountOf(100, null)).toEqual({ count: 100, perMinute: null });
  });
});
