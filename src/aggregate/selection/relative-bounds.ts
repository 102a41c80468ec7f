import { UsageError } from '../../base/errors.js';
import { type Nanoseconds, isTimeOfDay, isoTime } from '../../base/time.js';
import type { InputSummary } from '../case.js';
import type { Selection } from '../selection.js';
import { readTimeBound } from './time-bound.js';

/** True when the beginning or the end of the logs has to be known first. */
export function hasRelativeBound({ since, until }: Selection): boolean {
  return (
    (since !== null && readTimeBound(since, '--since').kind === 'relative') ||
    (until !== null && readTimeBound(until, '--until').kind === 'relative')
  );
}

/**
 * The same selection with `+5m` and `-10m` put on the clock of the logs: behind the first record of all inputs, and before
 * the last one.
 *
 * @throws {UsageError} when the logs have no times.
 */
export function absoluteBounds(selection: Selection, inputs: readonly InputSummary[]): Selection {
  const times = inputs.flatMap(({ firstTime, lastTime }) =>
    firstTime === null || lastTime === null ? [] : [{ firstTime, lastTime }],
  );
  const absolute = (text: string | null, option: '--since' | '--until') => {
    const bound = text === null ? null : readTimeBound(text, option);
    if (bound?.kind !== 'relative') return text;
    if (times.length === 0) throw new UsageError(`${option} ${text}: the logs have no times to count from`);
    const from =
      bound.from === 'first'
        ? least(times.map(({ firstTime }) => firstTime)) + bound.distance
        : -least(times.map(({ lastTime }) => -lastTime)) - bound.distance;
    return isTimeOfDay(from) ? isoTime(from < 0n ? 0n : from) : isoTime(from);
  };
  return { ...selection, since: absolute(selection.since, '--since'), until: absolute(selection.until, '--until') };
}

function least(times: readonly Nanoseconds[]): Nanoseconds {
  return times.reduce((one, other) => (other < one ? other : one));
}
