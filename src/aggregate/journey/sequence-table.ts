import type { CaseClock } from '../case-clock.js';
import { Course, type CourseOwner } from './course.js';
import { NO_SEQUENCE } from '../observed/sequence-range.js';
import { NONE } from './snapshot-ring.js';
import type { SequenceCourse } from './sequence-course.js';
import { PointCount } from './thinned-points.js';

/** Points of all connections together, 16 bytes each: with more, those that will not be drawn become coarse. */
const MAXIMUM_POINTS = 200_000;
/** Points of each kind that a coarse course keeps: it may come to be drawn after all. */
const COARSE_POINTS = 30;
/** Looked for again when there are so many times as many points. */
const MORE_POINTS = 1.25;
/** Looked at this often, in segments. */
const CHECK_EVERY = 4_096;
/** Connections followed at a time. */
const MAXIMUM_FOLLOWED = 4_096;
/** Courses in the case; the report draws those of its first connections. */
export const MAXIMUM_COURSES = 200;
const LEAST_POINTS = 3;
/** Numbers of segments are exact up to this many connections. */
const MAXIMUM_NUMBER = 2 ** 20;

/**
 * Follows the sequence numbers of TCP connections for a drawing. When there are too many, connections without a loss are
 * forgotten first; when all have losses, new ones are not followed.
 */
export class SequenceTable {
  #courses: Course[] = [];
  /** Courses without marks, which make room for others. */
  #unmarked = 0;
  #numbers = 0;
  #segments = 0;
  #isFull = false;
  readonly #total = new PointCount();
  #mostPoints = MAXIMUM_POINTS;

  /**
   * One segment, once for each packet.
   * @param fromA whether the end `a` sends it
   * @param end sequence number behind its last byte, `NO_SEQUENCE` for a segment that takes none
   * @returns number that all copies of this segment share; `NONE` when it is not followed
   */
  segment(
    owner: CourseOwner,
    fromA: boolean,
    atNs: number,
    end: number,
    acknowledgement: number | null,
    isNewPacket: boolean,
  ): number {
    const course = owner.course ?? this.#begin(owner, atNs);
    if (course === null) return NONE;
    if (isNewPacket) {
      const ns = atNs - course.fromNs;
      if (end !== NO_SEQUENCE) (fromA ? course.ofA : course.ofB).sent(ns, end);
      if (acknowledgement !== null) (fromA ? course.ofB : course.ofA).acknowledged(ns, acknowledgement);
      if (this.#total.points > this.#mostPoints) this.#thin();
    }
    return end === NO_SEQUENCE || course.number >= MAXIMUM_NUMBER
      ? NONE
      : (course.number * 2 + (fromA ? 0 : 1)) * 2 ** 32 + end;
  }

  /** The segment that came last on this connection was sent again, or dropped here. */
  mark(
    { course }: CourseOwner,
    kind: 'resent' | 'dropped',
    fromA: boolean,
    atNs: number,
    end: number,
    input: number,
    line: number,
  ): void {
    if (course === null) return;
    if (course.marks === 0) this.#unmarked--;
    (fromA ? course.ofA : course.ofB).mark(kind, atNs - course.fromNs, end, input, line);
  }

  /** Courses with the most losses first. */
  finish(clock: CaseClock): SequenceCourse[] {
    return this.#courses
      .filter((course) => course.points >= LEAST_POINTS)
      .toSorted(byLosses)
      .slice(0, MAXIMUM_COURSES)
      .map(({ owner: { a, b }, fromNs, ofA, ofB }) => ({
        a,
        b,
        from: clock.time(fromNs),
        directions: [ofA.finish(a), ofB.finish(b)],
      }));
  }

  /** Those that would not be drawn if the log ended here become coarse. */
  #thin(): void {
    for (const course of this.#courses.toSorted(byLosses).slice(MAXIMUM_COURSES)) course.limitTo(COARSE_POINTS);
    this.#mostPoints = Math.max(MAXIMUM_POINTS, this.#total.points * MORE_POINTS);
  }

  #begin(owner: CourseOwner, atNs: number): Course | null {
    if (this.#courses.length >= MAXIMUM_FOLLOWED) this.#makeRoom();
    this.#segments++;
    if (this.#segments % CHECK_EVERY === 0) this.#makeRoom();
    if (this.#isFull) return null;
    const course = new Course(owner, this.#numbers++, atNs, this.#total);
    owner.course = course;
    this.#courses.push(course);
    this.#unmarked++;
    return course;
  }

  #makeRoom(): void {
    // Asked for each segment that is not followed: when nothing can be forgotten, it need not be looked for.
    if (this.#unmarked === 0 && this.#courses.length >= MAXIMUM_FOLLOWED) {
      this.#isFull = true;
      return;
    }
    if (this.#total.points < MAXIMUM_POINTS && this.#courses.length < MAXIMUM_FOLLOWED) return;
    const marked: Course[] = [];
    for (const course of this.#courses) {
      if (course.marks > 0) marked.push(course);
      else {
        course.release();
        course.owner.course = null;
      }
    }
    this.#courses = marked;
    this.#unmarked = 0;
    this.#isFull = this.#total.points > (MAXIMUM_POINTS * 3) / 4 || this.#courses.length > (MAXIMUM_FOLLOWED * 3) / 4;
  }
}

/** Those with the most losses first, as they are drawn. */
function byLosses(x: Course, y: Course): number {
  return y.marks - x.marks || y.points - x.points || x.number - y.number;
}
