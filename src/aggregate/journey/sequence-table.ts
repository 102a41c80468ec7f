import type { CaseClock } from '../case-clock.js';
import { CourseSide } from './course-side.js';
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

interface Course {
  readonly number: number;
  readonly a: string;
  readonly b: string;
  /** On the clock of the case. */
  readonly fromNs: number;
  readonly sides: readonly [CourseSide, CourseSide];
}

/**
 * Follows the sequence numbers of TCP connections for a drawing. When there are too many, connections without a loss are
 * forgotten first; when all have losses, new ones are not followed.
 * @typeParam Ends what stands for a connection
 */
export class SequenceTable<Ends extends object> {
  readonly #courses = new Map<Ends, Course>();
  /** The course that was asked for last: snapshots of one packet follow each other. */
  #lastEnds: Ends | null = null;
  #lastCourse: Course | null = null;
  /** Courses without marks, which make room for others. */
  #unmarked = 0;
  #numbers = 0;
  #segments = 0;
  #isFull = false;

  /**
   * One segment, once for each packet.
   * @param fromA whether the end `a` sends it
   * @param end sequence number behind its last byte, null for a segment that takes none
   * @returns number that all copies of this segment share; `NONE` when it is not followed
   */
  segment(
    ends: Ends,
    a: string,
    b: string,
    fromA: boolean,
    atNs: number,
    end: number | null,
    acknowledgement: number | null,
    isNewPacket: boolean,
  ): number {
    const course = this.#find(ends) ?? this.#begin(ends, a, b, atNs);
    if (course === null) return NONE;
    const own = fromA ? 0 : 1;
    if (isNewPacket) {
      const ns = atNs - course.fromNs;
      if (end !== null) course.sides[own].sent(ns, course.sides[own].bytesOf(end));
      if (acknowledgement !== null) course.sides[own === 0 ? 1 : 0].acknowledged(ns, acknowledgement);
    }
    return end === null || course.number >= MAXIMUM_NUMBER ? NONE : (course.number * 2 + own) * 2 ** 32 + end;
  }

  /** The segment that came last on this connection was sent again, or dropped here. */
  mark(
    ends: Ends,
    kind: 'resent' | 'dropped',
    fromA: boolean,
    atNs: number,
    end: number,
    input: number,
    line: number,
  ): void {
    const course = this.#find(ends);
    if (course === null) return;
    if (marksOf(course) === 0) this.#unmarked--;
    const side = course.sides[fromA ? 0 : 1];
    side.mark(kind, atNs - course.fromNs, side.bytesOf(end), input, line);
  }

  /** Courses with the most losses first. */
  finish(clock: CaseClock): SequenceCourse[] {
    return [...this.#courses.values()]
      .filter((course) => pointsOf(course) >= LEAST_POINTS)
      .toSorted((x, y) => marksOf(y) - marksOf(x) || pointsOf(y) - pointsOf(x) || x.number - y.number)
      .slice(0, MAXIMUM_COURSES)
      .map(({ a, b, fromNs, sides }) => ({
        a,
        b,
        from: clock.time(fromNs),
        directions: [sides[0].finish(a), sides[1].finish(b)],
      }));
  }

  #find(ends: Ends): Course | null {
    if (ends !== this.#lastEnds) {
      this.#lastEnds = ends;
      this.#lastCourse = this.#courses.get(ends) ?? null;
    }
    return this.#lastCourse;
  }

  #begin(ends: Ends, a: string, b: string, atNs: number): Course | null {
    if (this.#courses.size >= MAXIMUM_FOLLOWED) this.#makeRoom();
    this.#segments++;
    if (this.#segments % CHECK_EVERY === 0) this.#makeRoom();
    if (this.#isFull) return null;
    const course: Course = { number: this.#numbers++, a, b, fromNs: atNs, sides: [new CourseSide(), new CourseSide()] };
    this.#courses.set(ends, course);
    this.#lastEnds = ends;
    this.#lastCourse = course;
    this.#unmarked++;
    return course;
  }

  #makeRoom(): void {
    // Asked for each segment that is not followed: when nothing can be forgotten, it need not be looked for.
    if (this.#unmarked === 0 && this.#courses.size >= MAXIMUM_FOLLOWED) {
      this.#isFull = true;
      return;
    }
    let points = 0;
    for (const course of this.#courses.values()) points += pointsOf(course);
    if (points < MAXIMUM_POINTS && this.#courses.size < MAXIMUM_FOLLOWED) return;
    for (const [ends, course] of this.#courses) {
      if (marksOf(course) > 0) continue;
      points -= pointsOf(course);
      this.#courses.delete(ends);
    }
    this.#unmarked = 0;
    this.#lastEnds = null;
    this.#isFull = points > (MAXIMUM_POINTS * 3) / 4 || this.#courses.size > (MAXIMUM_FOLLOWED * 3) / 4;
  }
}

function pointsOf({ sides }: Course): number {
  return sides[0].points + sides[1].points;
}

function marksOf({ sides }: Course): number {
  return sides[0].marks + sides[1].marks;
}
