import { NANOSECONDS_PER_MILLISECOND } from '../../../base/time.js';
import type {
  CourseDirection,
  CourseMark,
  CoursePoint,
  SequenceCourse,
} from '../../../aggregate/journey/sequence-course.js';
import { evidencePlace } from '../../evidence-text.js';
import { formatBytes, formatCount, formatCounted, formatMilliseconds } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import type { Scope } from './scope.js';
import { timeTicks } from './time-ticks.js';

/** Height in CSS pixels; the width is that of the page. Paths are drawn in thousandths of it and stretched. */
const HEIGHT = 150;
const WIDTH = 1_000;
/** Room above and below, so that marks at the edge are whole. */
const MARGIN = 7;
/** Fewer points are a line that says nothing. */
const LEAST_POINTS = 4;

const MARK_WORD: Readonly<Record<CourseMark['kind'], string>> = { resent: 'sent again', dropped: 'dropped here' };

/** Sequence number over time, a drawing for each direction that carries data; empty when there is too little to see. */
export function sequenceCharts(course: SequenceCourse | undefined, local: string, scope: Scope) {
  if (course === undefined) return [];
  const drawn = course.directions.filter(isWorthDrawing);
  return drawn.map((direction) => directionChart(course, direction, local, scope));
}

function isWorthDrawing({ sent, marks }: CourseDirection): boolean {
  return sent.length >= LEAST_POINTS || (marks.length > 0 && sent.length >= 2);
}

function directionChart(course: SequenceCourse, direction: CourseDirection, local: string, scope: Scope) {
  const { sent, acknowledged, marks } = direction;
  const { x, y, from, to, most } = scales(direction);
  const timeOf = (ms: number) => course.from + BigInt(Math.round(ms * 1_000)) * (NANOSECONDS_PER_MILLISECOND / 1_000n);
  const way = direction.sender === local ? 'Sent' : 'Received';
  const counts = (['resent', 'dropped'] as const).flatMap((kind) => {
    const count = marks.filter((mark) => mark.kind === kind).length;
    return count === 0 ? [] : [{ kind, text: `${MARK_WORD[kind]} ${formatCount(count)}` }];
  });
  const words = counts.length === 0 ? 'nothing sent again' : counts.map(({ text }) => text).join(', ');
  return {
    title: `${way} by ${visibleText(direction.sender)}: sequence over time`,
    label: `${way} by ${visibleText(direction.sender)}: ${formatBytes(most)} in ${formatMilliseconds(to - from)}, from ${scope.clock.timeOfDay(timeOf(from))} to ${scope.clock.timeOfDay(timeOf(to))}; ${words}.`,
    height: String(HEIGHT),
    box: `0 0 ${WIDTH} ${HEIGHT}`,
    most: formatBytes(most),
    sentWord: way.toLowerCase(),
    sent: steps(rising(sent), x, y),
    acknowledged: acknowledged.length < 2 ? null : { path: steps(acknowledged, x, y) },
    marks: marks.map((mark) => markView(mark, { x, y }, scope, timeOf(mark.ms))),
    counts,
    thinned: thinnedText(direction),
    ticks: timeTicks(timeOf(from), to - from, scope.clock),
    from: scope.clock.timeOfDay(timeOf(from)),
    to: scope.clock.timeOfDay(timeOf(to)),
  };
}

/** Time in milliseconds and bytes to thousandths of the width and pixels of the height. */
function scales({ sent, marks }: CourseDirection) {
  const points = [...sent, ...marks.map(({ ms, bytes }): CoursePoint => [ms, bytes])];
  const times = points.map(([ms]) => ms);
  const numbers = points.map(([, bytes]) => bytes);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const share = (value: number, low: number, high: number) =>
    high === low ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low)));
  return {
    from,
    to,
    most: most - least,
    x: (ms: number) => share(ms, from, to),
    y: (bytes: number) => Math.round((HEIGHT - MARGIN - share(bytes, least, most) * (HEIGHT - 2 * MARGIN)) * 10) / 10,
  };
}

type Scale = (value: number) => number;

function thousandths(share: number): number {
  return Math.round(share * WIDTH * 10) / 10;
}

/** Without the copies of what was sent before: these are marks. */
function rising(points: readonly CoursePoint[]): readonly CoursePoint[] {
  let highest = Number.NEGATIVE_INFINITY;
  return points.filter(([, bytes]) => {
    const isNew = bytes >= highest;
    highest = Math.max(highest, bytes);
    return isNew;
  });
}

/** What is sent or acknowledged holds until the next segment. */
function steps(points: readonly CoursePoint[], x: Scale, y: Scale): string {
  return points
    .map(([ms, bytes], index) =>
      index === 0 ? `M${thousandths(x(ms))} ${y(bytes)}` : `H${thousandths(x(ms))}V${y(bytes)}`,
    )
    .join('');
}

/** Not colour alone: what was sent again is a square, what was dropped here a disc. */
function markView(mark: CourseMark, scale: { readonly x: Scale; readonly y: Scale }, scope: Scope, at: bigint) {
  const paths = scope.report.case.inputs.map(({ path }) => path);
  const place = evidencePlace({ input: mark.input, line: mark.line, text: '' }, paths);
  const isSquare = mark.kind === 'resent';
  return {
    kind: mark.kind,
    square: isSquare ? { x: percent(scale.x(mark.ms)), y: String(scale.y(mark.bytes) - 4) } : null,
    disc: isSquare ? null : { x: percent(scale.x(mark.ms)), y: String(scale.y(mark.bytes)) },
    title: `${MARK_WORD[mark.kind]} at ${scope.clock.timeOfDay(at)}, ${place}`,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}

function thinnedText({ everySent, marksNotKept }: CourseDirection): string | null {
  const parts = [
    ...(everySent === 1 ? [] : [`one segment in ${formatCount(everySent)} is drawn, marks all`]),
    ...(marksNotKept === 0 ? [] : [`${formatCounted(marksNotKept, 'further mark')} not drawn`]),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}
