import { endOfHexDigits, isDigit } from './digits.js';

/** Which digits may be any others: decimal ones, or hexadecimal ones. */
export type Digits = 'decimal' | 'hexadecimal';

const ZERO = 0x30;
const X = 0x78;
const SIX = 6;
/** Which bits of a byte count: all, those that all digits share, none. */
const SAME_BYTE = 0xff;
const DIGIT = 0xf0;
const ANY = 0;

/**
 * The form of a text while it is made. Another text of the same form differs from it in digits only.
 *
 * Four bytes are compared at a time. A decimal digit is 0x30 to 0x39: these differ from 0x30 by 0 to 9, and those numbers alone
 * stay below 16 when 6 is added. So a word fits when nothing that counts is left of `differs` and of `differs + plus`:
 *
 *     differs = word ^ is;  ((differs + plus) | differs) & counts
 */
export class FormDraft {
  /** Start and end of each run of hexadecimal digits: to be looked at one by one. */
  readonly runs: number[] = [];
  readonly #is: Uint8Array;
  readonly #plus: Uint8Array;
  readonly #counts: Uint8Array;

  constructor(text: Uint8Array) {
    const size = 4 * Math.ceil(text.length / 4);
    this.#is = new Uint8Array(size);
    this.#is.set(text);
    this.#plus = new Uint8Array(size);
    this.#counts = new Uint8Array(size).fill(SAME_BYTE, 0, text.length);
  }

  /** From here on, digits in `[from, to)` may be any others; the zero of `0x` may not. */
  open(from: number, to: number, digits: Digits): void {
    if (digits === 'hexadecimal') return this.#openRuns(from, to);
    for (let at = from; at < to; at++) {
      if (!isDigit(this.#is[at] as number)) continue;
      this.#is[at] = ZERO;
      this.#plus[at] = SIX;
      this.#counts[at] = DIGIT;
    }
  }

  /** Three numbers for each word of the text: `is`, `plus`, `counts`. */
  words(): Int32Array {
    const is = new DataView(this.#is.buffer);
    const plus = new DataView(this.#plus.buffer);
    const counts = new DataView(this.#counts.buffer);
    const words = new Int32Array((3 * this.#is.length) / 4);
    for (let i = 0, at = 0; i < words.length; at += 4) {
      words[i++] = is.getInt32(at, true);
      words[i++] = plus.getInt32(at, true);
      words[i++] = counts.getInt32(at, true);
    }
    return words;
  }

  #openRuns(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const end = endOfHexDigits(this.#is, at, to);
      if (end > at && this.#is[end] !== X) {
        this.#counts.fill(ANY, at, end);
        this.runs.push(at, end);
      }
      at = end;
    }
  }
}
