import { advanceSequence, sequenceDistance } from './sequence-number.js';

/** Drop lines of this host that are remembered for each direction. */
const MAXIMUM_DROPS = 16;
/** A drop line follows its packet within this time; a few ms even when several layers report it. */
export const DROP_NEAR_MS = 10;

// The numbers of one drop, side by side.
const START = 0;
const END = 1;
const AT_MS = 2;
const NUMBERS = 3;

/** The latest drop lines of this host for what one end sent: they explain its retransmissions. */
export class SeenDrops {
  readonly #numbers: number[] = [];
  #next = 0;

  /** A drop line for `[start, end)`; the oldest one makes room. */
  add(start: number, end: number, atMs: number): void {
    const numbers = this.#numbers;
    if (numbers.length < MAXIMUM_DROPS * NUMBERS) {
      numbers.push(start, end, atMs);
      return;
    }
    const at = this.#next * NUMBERS;
    numbers[at + START] = start;
    numbers[at + END] = end;
    numbers[at + AT_MS] = atMs;
    this.#next = (this.#next + 1) % MAXIMUM_DROPS;
  }

  /** Is one of them a drop of bytes of `[start, end)` between `sinceMs`, when these were sent last, and `untilMs`? */
  explain(start: number, end: number, sinceMs: number, untilMs: number): boolean {
    const numbers = this.#numbers;
    for (let at = 0; at < numbers.length; at += NUMBERS) {
      const atMs = numbers[at + AT_MS] as number;
      if (atMs < sinceMs - DROP_NEAR_MS || atMs > untilMs + DROP_NEAR_MS) continue;
      const dropStart = numbers[at + START] as number;
      const dropEnd = numbers[at + END] as number;
      const behind = dropEnd === dropStart ? advanceSequence(dropStart, 1) : dropEnd;
      if (sequenceDistance(dropStart, end) > 0 && sequenceDistance(start, behind) > 0) return true;
    }
    return false;
  }
}
