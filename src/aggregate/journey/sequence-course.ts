import type { Nanoseconds } from '../../base/time.js';

/** Sequence numbers of one TCP connection over time, for a picture: thinned, each direction on its own. */
export interface SequenceCourse {
  /** Ends of the connection as `a.b.c.d:port` or `[v6]:port`, in a fixed order. */
  readonly a: string;
  readonly b: string;
  /** Time 0 of the points. */
  readonly from: Nanoseconds;
  readonly directions: readonly CourseDirection[];
}

export interface CourseDirection {
  /** The end that sends the data. */
  readonly sender: string;
  /** End of each segment: milliseconds, and bytes since the first sequence number seen in this direction. */
  readonly sent: readonly CoursePoint[];
  /** What the other end acknowledged, in the same measure. */
  readonly acknowledged: readonly CoursePoint[];
  /** One of this many segments, and of this many acknowledgements, is a point; marks are never thinned. */
  readonly everySent: number;
  readonly everyAcknowledged: number;
  readonly marks: readonly CourseMark[];
  readonly marksNotKept: number;
}

export type CoursePoint = readonly [ms: number, bytes: number];

/** A segment that was sent again, or dropped on this host. */
export interface CourseMark {
  readonly kind: 'resent' | 'dropped';
  readonly ms: number;
  readonly bytes: number;
  readonly input: number;
  readonly line: number;
}
