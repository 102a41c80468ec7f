import type { CourseDirection, CourseMark } from './sequence-course.js';
import { milliseconds, type PointCount, ThinnedPoints } from './thinned-points.js';

const MAXIMUM_MARKS = 100;
const SAME_MARK_MS = 1;

/** One direction of a course. Sequence numbers are modulo 2^32; here they go on counting. */
export class CourseSide {
  readonly #sent: ThinnedPoints;
  readonly #acknowledged: ThinnedPoints;
  readonly #marks: CourseMark[] = [];
  #marksNotKept = 0;
  #isBegun = false;
  /** As a signed number of 32 bits, which needs no object. */
  #lastSequence = 0;
  #lastBytes = 0;

  constructor(total: PointCount) {
    this.#sent = new ThinnedPoints(total);
    this.#acknowledged = new ThinnedPoints(total);
  }

  get points(): number {
    return this.#sent.length + this.#acknowledged.length + this.#marks.length;
  }

  get marks(): number {
    return this.#marks.length + this.#marksNotKept;
  }

  /** From now on it has no more points of each kind than this. */
  limitTo(most: number): void {
    this.#sent.limitTo(most);
    this.#acknowledged.limitTo(most);
  }

  release(): void {
    this.#sent.release();
    this.#acknowledged.release();
  }

  /** Times in nanoseconds since the beginning of the course, sequence numbers modulo 2^32. */
  sent(ns: number, end: number): void {
    this.#sent.add(ns, this.#bytesOf(end));
  }

  /** An acknowledgement tells of data that this capture saw; before the first segment it has no measure. */
  acknowledged(ns: number, acknowledgement: number): void {
    if (this.#isBegun) this.#acknowledged.add(ns, this.#lastBytes + ((acknowledgement - this.#lastSequence) | 0));
  }

  mark(kind: CourseMark['kind'], ns: number, end: number, input: number, line: number): void {
    const bytes = this.#bytesOf(end);
    const ms = milliseconds(ns);
    // The lines that follow from one drop are one mark.
    const last = this.#marks.at(-1);
    if (last?.kind === kind && last.bytes === bytes && ms - last.ms <= SAME_MARK_MS) return;
    if (this.#marks.length < MAXIMUM_MARKS) this.#marks.push({ kind, ms, bytes, input, line });
    else this.#marksNotKept++;
  }

  finish(sender: string): CourseDirection {
    return {
      sender,
      sent: this.#sent.finish(),
      acknowledged: this.#acknowledged.finish(),
      everySent: this.#sent.every,
      everyAcknowledged: this.#acknowledged.every,
      marks: this.#marks,
      marksNotKept: this.#marksNotKept,
    };
  }

  /** Bytes since the first number of this direction: the nearest place to the one before that has this number. */
  #bytesOf(sequence: number): number {
    if (this.#isBegun) this.#lastBytes += (sequence - this.#lastSequence) | 0;
    this.#isBegun = true;
    this.#lastSequence = sequence | 0;
    return this.#lastBytes;
  }
}
