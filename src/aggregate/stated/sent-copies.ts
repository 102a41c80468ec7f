import type { Nanoseconds } from '../../base/time.js';
import { sequenceDistance } from '../observed/sequence-number.js';

/** Sends remembered for each connection until they are acknowledged; older ones are forgotten first. */
const MAXIMUM_SENDS = 32;

interface SentRange {
  readonly sequence: number;
  readonly bytes: number;
  at: Nanoseconds;
  copies: number;
}

/** When each range that is not yet acknowledged was sent last, and how often it was sent again. */
export class SentCopies {
  readonly #sends: SentRange[] = [];

  sent(sequence: number, bytes: number, at: Nanoseconds): void {
    this.#sends.push({ sequence, bytes, at, copies: 0 });
    if (this.#sends.length > MAXIMUM_SENDS) this.#sends.shift();
  }

  /** Counts one more copy of what begins at `sequence`; says when the copy before was sent, null when that was not seen. */
  again(
    sequence: number,
    bytes: number,
    at: Nanoseconds,
  ): { readonly before: Nanoseconds | null; readonly copy: number } {
    const same =
      this.#sends.findLast((sent) => sent.sequence === sequence) ??
      this.#sends.findLast((sent) => isInside(sequence, sent));
    if (same === undefined) {
      this.sent(sequence, bytes, at);
      this.#sends.at(-1)!.copies = 1;
      return { before: null, copy: 1 };
    }
    const before = same.at;
    // A probe resends the tail of a larger send: from now on the tail has a life of its own.
    if (same.sequence !== sequence) {
      this.sent(sequence, bytes, at);
      this.#sends.at(-1)!.copies = same.copies + 1;
      return { before, copy: same.copies + 1 };
    }
    same.at = at;
    same.copies++;
    return { before, copy: same.copies };
  }

  /** Everything before `sequence` has arrived. */
  acknowledged(sequence: number): void {
    const sends = this.#sends;
    let kept = 0;
    for (const sent of sends) if (sequenceDistance(sequence, sent.sequence + sent.bytes) > 0) sends[kept++] = sent;
    sends.length = kept;
  }

  clear(): void {
    this.#sends.length = 0;
  }
}

function isInside(sequence: number, sent: SentRange): boolean {
  const offset = sequenceDistance(sent.sequence, sequence);
  return offset >= 0 && offset < sent.bytes;
}
