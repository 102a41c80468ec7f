import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elapsedNs, ExactTime, nanosecondsOf } from '../../src/aggregate/exact-time.js';

const DAY = 86_400_000_000_000n;

describe('a time in two numbers', () => {
  it('gives back every time, also before 1970', () => {
    const time = new ExactTime();
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (at) => {
        time.set(at);
        expect(time.ns).toBeGreaterThanOrEqual(0);
        expect(time.ns).toBeLessThan(1_000_000);
        expect(nanosecondsOf(time.ms, time.ns)).toBe(at);
      }),
    );
  });

  it('is the same for a day and the nanoseconds of it, whatever the days before were', () => {
    const time = new ExactTime();
    fc.assert(
      fc.property(
        fc.bigInt({ min: -20_000n, max: 40_000n }),
        fc.integer({ min: 0, max: 999_999 }),
        fc.integer({ min: 0, max: 86_399_999 }),
        (days, ns, ms) => {
          const ofDayNs = ms * 1_000_000 + ns;
          time.setSnapshot({ day: days * DAY, ofDayNs });
          expect(nanosecondsOf(time.ms, time.ns)).toBe(days * DAY + BigInt(ofDayNs));
        },
      ),
    );
  });

  it('tells nanoseconds apart, years from the beginning', () => {
    const [one, other] = [new ExactTime(), new ExactTime()];
    one.set(1_772_451_300_123_456_789n);
    other.set(1_772_451_300_128_456_790n);
    expect(elapsedNs(one.ms, one.ns, other.ms, other.ns)).toBe(5_000_001);
    expect(elapsedNs(other.ms, other.ns, one.ms, one.ns)).toBe(-5_000_001);
  });
});
