import type { CoursePoint, SequenceCourse } from '../../aggregate/journey/sequence-course.js';
import type { Clock } from '../clock.js';

/** Sequence numbers over time; null when they were not followed. Points are columns: one line for each number is enough. */
export function jsonSequence(course: SequenceCourse | undefined, clock: Clock) {
  if (course === undefined) return null;
  return {
    from: clock.iso(course.from),
    directions: course.directions.map((direction) => ({
      sender: direction.sender,
      sent: columns(direction.sent),
      everySent: direction.everySent,
      acknowledged: columns(direction.acknowledged),
      everyAcknowledged: direction.everyAcknowledged,
      marks: direction.marks.map(({ kind, ms, bytes, input, line }) => ({ kind, ms, bytes, input, line })),
      marksNotKept: direction.marksNotKept,
    })),
  };
}

function columns(points: readonly CoursePoint[]) {
  return { ms: points.map(([ms]) => ms), bytes: points.map(([, bytes]) => bytes) };
}
