import type { CongestionPoint } from '../../../aggregate/conversation.js';
import { formatBytes } from '../../number.js';
import type { Scope } from './scope.js';

/** Units of the drawing; the page stretches it to the width it has. */
const WIDTH = 1_000;
const HEIGHT = 60;
/** Two points are a line that says nothing. */
const LEAST_POINTS = 3;

/** The course of the congestion window as steps, and the slow start threshold where it is stated; null for too few points. */
export function windowChart(series: readonly CongestionPoint[], { clock }: Scope) {
  const first = series[0];
  const last = series.at(-1);
  if (first === undefined || last === undefined || series.length < LEAST_POINTS || last.at <= first.at) return null;
  const most = Math.max(1, ...series.map(({ bytes }) => bytes));
  const least = Math.min(...series.map(({ bytes }) => bytes));
  const x = (point: CongestionPoint) => Math.round((Number(point.at - first.at) / Number(last.at - first.at)) * WIDTH);
  // A threshold far above every window (its initial value is the largest number) would flatten the drawing.
  const y = (bytes: number) => Math.round(HEIGHT - 1 - (Math.min(bytes, most) / most) * (HEIGHT - 2));
  const thresholds = series.flatMap((point) =>
    point.ssthresh === null || point.ssthresh > most ? [] : [{ point, bytes: point.ssthresh }],
  );
  return {
    label: `Congestion window from ${formatBytes(first.bytes)} at ${clock.timeOfDay(first.at)} to ${formatBytes(last.bytes)} at ${clock.timeOfDay(last.at)}, between ${formatBytes(least)} and ${formatBytes(most)}`,
    from: clock.timeOfDay(first.at),
    to: clock.timeOfDay(last.at),
    most: formatBytes(most),
    window: steps(series.map((point) => [x(point), y(point.bytes)])),
    threshold:
      thresholds.length < 2 ? null : { path: steps(thresholds.map(({ point, bytes }) => [x(point), y(bytes)])) },
  };
}

/** A value holds until the next one is stated. */
function steps(points: readonly (readonly [x: number, y: number])[]): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  return `M${start[0]} ${start[1]}${rest.map(([x, y]) => `H${x}V${y}`).join('')}`;
}
