import type { PrintedDate } from './date-order.js';

/** A stamp that the grammar read; places are offsets from its first byte. */
export interface ReadStamp {
  readonly pidAt: number;
  readonly pidEnd: number;
  /** Where the date begins, or the time when there is no date. */
  readonly dateAt: number;
  readonly date: PrintedDate | null;
  readonly timeAt: number;
  readonly timeEnd: number;
}

/**
 * The form of a stamp that the grammar read. One of the same length that differs from it only in the digits of its
 * processor, ids and time is cut into the same tokens, so it is read without the grammar:
 *
 *     [30]0A1C.2B3C::2026/03/27-12:30:13.500003800 [Microsoft-Windows-TCPIP]
 *      dd hhhh hhhh             dd dd dd ddddddddd
 */
export class StampForm {
  readonly read: ReadStamp;
  readonly length: number;
  /** What may stand at each place: one byte, or any (hexadecimal) digit. */
  readonly #form: Uint16Array;

  constructor(bytes: Uint8Array, start: number, end: number, read: ReadStamp) {
    this.read = read;
    this.length = end - start;
    this.#form = Uint16Array.from({ length: this.length }, (_, at) => {
      const code = bytes[start + at] as number;
      if ((CLASS[code] as number) === 0) return code;
      if (at < read.pidAt || (at >= read.timeAt && at < read.timeEnd)) return isDigit(code) ? DIGIT : code;
      return at < read.dateAt ? HEX_DIGIT : code;
    });
  }

  /** True when the stamp at `start`, which has the same length, is of this form. */
  fits(bytes: Uint8Array, start: number): boolean {
    const form = this.#form;
    for (let at = 0; at < form.length; at++) {
      const code = bytes[start + at] as number;
      const wanted = form[at] as number;
      if (code !== wanted && ((CLASS[code] as number) & wanted) === 0) return false;
    }
    return true;
  }

  /** The process in the stamp at `start`. */
  pid(bytes: Uint8Array, start: number): number {
    let pid = 0;
    for (let at = start + this.read.pidAt; at < start + this.read.pidEnd; at++) {
      const code = bytes[at] as number;
      pid = pid * 16 + (code <= NINE ? code - ZERO : (code & UPPER_CASE) - TEN_AS_LETTER);
    }
    return pid;
  }
}

const ZERO = 48;
const NINE = 57;
/** Both cases of a letter, without the bit that tells them apart. */
const UPPER_CASE = 0xdf;
/** `A` stands for ten. */
const TEN_AS_LETTER = 55;
/** Above every byte, so that a class is never taken for one. */
const DIGIT = 0x100;
const HEX_DIGIT = 0x200;
const CLASS = new Uint16Array(256);
for (const code of Buffer.from('ABCDEFabcdef')) CLASS[code] = HEX_DIGIT;
for (const code of Buffer.from('0123456789')) CLASS[code] = HEX_DIGIT | DIGIT;

function isDigit(code: number): boolean {
  return ((CLASS[code] as number) & DIGIT) !== 0;
}
