import type { CourseDirection, CourseMark } from './sequence-course.js';
import { ThinnedPoints } from './thinned-points.js';

const MAXIMUM_MARKS = 100;
const SAME_MARK_MS = 1;

/** One direction of a course. Sequence numbers are modulo 2^32; here they go on counting. */
export class CourseSide {
  readonly #sent = new ThinnedPoints();
  readonly #acknowledged = new ThinnedPoints();
  readonly #marks: CourseMark[] = [];
  #marksNotKept = 0;
  #base: number | null = null;
  #lastSequence = 0;
  #lastBytes = 0;

  get points(): number {
    return this.#sent.length + this.#acknowledged.length + this.#marks.length;
  }

  get marks(): number {
    return this.#marks.length + this.#marksNotKept;
  }

  /** Bytes since the first number of this direction: the nearest place to the one before that has this number. */
  bytesOf(sequence: number): number {
    if (this.#base === null) {
      this.#base = sequence;
      this.#lastSequence = sequence;
    }
    const bytes = this.#lastBytes + ((sequence - this.#lastSequence) | 0);
    this.#lastSequence = sequence;
    this.#lastBytes = bytes;
    return bytes;
  }

  sent(ms: number, bytes: number): void {
    this.#sent.add(ms, bytes);
  }

  /** An acknowledgement tells of data that this capture saw; before the first segment it has no measure. */
  acknowledged(ms: number, acknowledgement: number): void {
    if (this.#base === null) return;
    this.#acknowledged.add(ms, this.#lastBytes + ((acknowledgement - this.#lastSequence) | 0));
  }

  mark(mark: CourseMark): void {
    // The lines that follow from one drop are one mark.
    const last = this.#marks.at(-1);
    if (last?.kind === mark.kind && last.bytes === mark.bytes && mark.ms - last.ms <= SAME_MARK_MS) return;
    if (this.#marks.length < MAXIMUM_MARKS) this.#marks.push(mark);
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
}
