import type { Amount, Change } from './comparison.js';

/** Rates that differ by less are alike. */
const CLEAR_RATIO = 1.5;
/** Standard deviations between two counts before chance is ruled out: one of 370 comparisons errs. */
const BEYOND_CHANCE = 3;
/** What would be expected at least this often, and did not happen once, is really not there (Poisson: one of 20). */
const SURELY_SEEN = 3;

export interface RateChange {
  readonly change: Change;
  readonly certain: boolean;
}

/**
 * How a rate changed; null when it is about the same. Counts are compared by the time in which they came about, or as they are
 * when a time is unknown: then nothing is certain but what one side has not at all.
 */
export function rateChange(
  good: number,
  bad: number,
  goodMinutes: number | null,
  badMinutes: number | null,
): RateChange | null {
  if (good === 0 && bad === 0) return null;
  const isTimed = goodMinutes !== null && badMinutes !== null;
  const [goodTime, badTime] = isTimed ? [goodMinutes, badMinutes] : [1, 1];
  if (good === 0) return { change: 'new', certain: (bad / badTime) * goodTime >= SURELY_SEEN };
  if (bad === 0) return { change: 'gone', certain: (good / goodTime) * badTime >= SURELY_SEEN };
  const ratio = bad / badTime / (good / goodTime);
  if (ratio < CLEAR_RATIO && ratio > 1 / CLEAR_RATIO) return null;
  // Of all that happened, the share of bad is that of its time when nothing changed.
  const share = badTime / (goodTime + badTime);
  const all = good + bad;
  const deviation = Math.abs(bad - all * share) / Math.sqrt(all * share * (1 - share));
  if (deviation < BEYOND_CHANCE) return null;
  return { change: ratio > 1 ? 'more' : 'less', certain: isTimed };
}

export function amountOf(count: number, minutes: number | null): Amount {
  return { count, perMinute: minutes === null ? null : Number((count / minutes).toPrecision(3)) };
}

/** `new` before `more` before `less` before `gone`, the certain ones first. */
export function worstFirst<Row extends RateChange>(size: (row: Row) => number, name: (row: Row) => string) {
  const order: readonly Change[] = ['new', 'more', 'less', 'gone'];
  return (one: Row, other: Row) =>
    order.indexOf(one.change) - order.indexOf(other.change) ||
    Number(other.certain) - Number(one.certain) ||
    size(other) - size(one) ||
    (name(one) < name(other) ? -1 : 1);
}
