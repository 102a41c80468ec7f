import type { CaseClock } from '../case-clock.js';
import { Course, type CourseOwner } from './course.js';
import { NO_SEQUENCE } from '../observed/sequence-range.js';
import { NONE } from './snapshot-ring.js';
import type { SequenceCourse } from './sequence-course.js';

/** Points of all connections together while the log is read (about 8 MB). */
const MAXIMUM_POINTS = 200_000;
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
      .toSorted((x, y) => y.marks - x.marks || y.points - x.points || x.number - y.number)
      .slice(0, MAXIMUM_COURSES)
      .map(({ owner: { a, b }, fromNs, ofA, ofB }) => ({
        a,
        b,
        from: clock.time(fromNs),
        directions: [ofA.finish(a), ofB.finish(b)],
      }));
  }

  #begin(owner: CourseOwner, atNs: number): Course | null {
    if (this.#courses.length >= MAXIMUM_FOLLOWED) this.#makeRoom();
    this.#segments++;
    if (this.#segments % CHECK_EVERY === 0) this.#makeRoom();
    if (this.#isFull) return null;
    const course = new Course(owner, this.#numbers++, atNs);
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
    let points = 0;
    for (const course of this.#courses) points += course.points;
    if (points < MAXIMUM_POINTS && this.#courses.length < MAXIMUM_FOLLOWED) return;
    const marked: Course[] = [];
    for (const course of this.#courses) {
      if (course.marks > 0) marked.push(course);
      else {
        points -= course.points;
        course.owner.course = null;
      }
    }
    this.#courses = marked;
    this.#unmarked = 0;
    this.#isFull = points > (MAXIMUM_POINTS * 3) / 4 || this.#courses.length > (MAXIMUM_FOLLOWED * 3) / 4;
  }
}
