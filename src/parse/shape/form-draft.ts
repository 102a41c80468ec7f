import { endOfHexDigits, isDigit } from './scanner.js';

/** Which digits of a token may be any others: those of a number, or hexadecimal ones. */
export type Digits = 'decimal' | 'hexadecimal';

const ZERO = 0x30;
const X = 0x78;
const SIX = 6;
/** Which bits of a byte count: all, those that all digits share, none. */
const SAME_BYTE = 0xff;
const DIGIT = 0xf0;
const ANY = 0;

/** The words of a form while it is made: what the bytes of a record are, what is added to them, which of their bits count. */
export class FormDraft {
  /** Start and end of each run of hexadecimal digits. */
  readonly runs: number[] = [];
  readonly is: DataView;
  readonly plus: DataView;
  readonly counts: DataView;
  readonly #is: Uint8Array;
  readonly #plus: Uint8Array;
  readonly #counts: Uint8Array;

  constructor(record: Uint8Array) {
    const size = 4 * Math.ceil(record.length / 4);
    this.#is = new Uint8Array(size);
    this.#is.set(record);
    this.#plus = new Uint8Array(size);
    this.#counts = new Uint8Array(size).fill(SAME_BYTE, 0, record.length);
    this.is = new DataView(this.#is.buffer);
    this.plus = new DataView(this.#plus.buffer);
    this.counts = new DataView(this.#counts.buffer);
  }

  /** From here on, the digits of the token in `[from, to)` may be any others. */
  open(from: number, to: number, digits: Digits): void {
    if (digits === 'hexadecimal') return this.#openRuns(from, to);
    for (let at = from; at < to; at++) {
      if (!isDigit(this.#is[at] as number)) continue;
      this.#is[at] = ZERO;
      this.#plus[at] = SIX;
      this.#counts[at] = DIGIT;
    }
  }

  #openRuns(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const end = endOfHexDigits(this.#is, at, to);
      // Not the zero of `0x`.
      if (end > at && this.#is[end] !== X) {
        this.#counts.fill(ANY, at, end);
        this.runs.push(at, end);
      }
      at = end;
    }
  }
}
