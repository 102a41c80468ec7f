import { CourseSide } from './course-side.js';
import type { PointCount } from './thinned-points.js';

/** A connection, on which its course hangs: a search for it would come with every segment. */
export interface CourseOwner {
  /** Its ends as `a.b.c.d:port` or `[v6]:port`. */
  readonly a: string;
  readonly b: string;
  /** Null while it is not followed. */
  course: Course | null;
}

/** Sequence numbers of one connection over time, while the log is read. */
export class Course {
  readonly owner: CourseOwner;
  readonly number: number;
  /** On the clock of the case. */
  readonly fromNs: number;
  readonly ofA: CourseSide;
  readonly ofB: CourseSide;

  /** `total` counts the points of all courses. */
  constructor(owner: CourseOwner, number: number, fromNs: number, total: PointCount) {
    this.owner = owner;
    this.number = number;
    this.fromNs = fromNs;
    this.ofA = new CourseSide(total);
    this.ofB = new CourseSide(total);
  }

  limitTo(most: number): void {
    this.ofA.limitTo(most);
    this.ofB.limitTo(most);
  }

  release(): void {
    this.ofA.release();
    this.ofB.release();
  }

  get points(): number {
    return this.ofA.points + this.ofB.points;
  }

  get marks(): number {
    return this.ofA.marks + this.ofB.marks;
  }
}
