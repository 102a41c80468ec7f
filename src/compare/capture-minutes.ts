import type { SavedReport } from './saved-report.js';

/**
 * Minutes covered by at least one input, so that two logs of the same minutes count once and a pause between two does not
 * count. Null when no input has times, or all of them are of one moment.
 */
export function captureMinutes(inputs: SavedReport['inputs']): number | null {
  const spans = inputs
    .flatMap(({ firstTime, lastTime }) =>
      firstTime === null || lastTime === null
        ? []
        : [{ from: millisecondsOf(firstTime), to: millisecondsOf(lastTime) }],
    )
    .toSorted((one, other) => one.from - other.from);
  let covered = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered > 0 ? covered / 60_000 : null;
}

/** `2026-03-01T12:00:05.123456700+01:00`, without the offset, or a time of day alone. */
function millisecondsOf(time: string): number {
  const dated = time.includes('T') ? time : `1970-01-01T${time}`;
  return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(dated) ? dated : `${dated}Z`);
}
