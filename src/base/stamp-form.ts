import { endOfHexDigits } from './digits.js';
import { FormDraft } from './form-draft.js';

/** What stands in front of the provider: processor, ids, date, time, and the first bracket of the provider. */
const STAMP = /^(\[ ?\d{1,4}\] ?)([0-9A-Fa-f]{4,8})(\.[0-9A-Fa-f]{4,8}::)(\D*?|.*?\D)(\d\d:\d\d:\d\d\.\d{1,9})\D*\[$/s;

/**
 * The form of a stamp. Another one of the same form differs from it only in the digits of its processor, ids and time, so
 * whatever was found out about the first is true of it as well:
 *
 *     [30]0A1C.2B3C::2026/03/27-12:30:13.500003800 [
 *      dd hhhh hhhh             dd dd dd ddddddddd        d: any digit, h: any hexadecimal digit
 */
export class StampForm {
  /** From the bracket of the processor to behind the bracket of the provider. */
  readonly length: number;
  /** Offsets from the first byte. */
  readonly pidAt: number;
  readonly pidEnd: number;
  readonly timeAt: number;
  readonly timeEnd: number;
  /** See `FormDraft`. */
  readonly #words: Int32Array;
  readonly #runs: readonly number[];

  private constructor(text: string, [, cpu, pid, tid, date, time]: readonly string[]) {
    const [cpuText, pidText, tidText, dateText, timeText] = [cpu ?? '', pid ?? '', tid ?? '', date ?? '', time ?? ''];
    this.length = text.length;
    this.pidAt = cpuText.length;
    this.pidEnd = this.pidAt + pidText.length;
    this.timeAt = this.pidEnd + tidText.length + dateText.length;
    this.timeEnd = this.timeAt + timeText.length;
    const draft = new FormDraft(Buffer.from(text, 'latin1'));
    draft.open(0, this.pidAt, 'decimal');
    draft.open(this.pidAt, this.pidEnd + tidText.length, 'hexadecimal');
    draft.open(this.timeAt, this.timeEnd, 'decimal');
    this.#words = draft.words();
    this.#runs = draft.runs;
  }

  /** The form of the stamp in `[start, end)`; null when it is of another kind. */
  static of(bytes: Buffer, start: number, end: number): StampForm | null {
    const text = bytes.toString('latin1', start, end);
    const parts = STAMP.exec(text);
    return parts === null ? null : new StampForm(text, parts);
  }

  /**
   * True when what stands at `start` has this form.
   * @param view of the same memory as `bytes`; a word behind the stamp may be read.
   */
  fits(bytes: Uint8Array, view: DataView, start: number): boolean {
    const words = this.#words;
    for (let i = 0, at = start; i < words.length; i += 3, at += 4) {
      const differs = view.getInt32(at, true) ^ (words[i] as number);
      if ((((differs + (words[i + 1] as number)) | differs) & (words[i + 2] as number)) !== 0) return false;
    }
    const runs = this.#runs;
    for (let i = 0; i < runs.length; i += 2) {
      const to = start + (runs[i + 1] as number);
      if (endOfHexDigits(bytes, start + (runs[i] as number), to) !== to) return false;
    }
    return true;
  }

  /** The process in the stamp at `start`. */
  pid(bytes: Uint8Array, start: number): number {
    let pid = 0;
    for (let at = start + this.pidAt; at < start + this.pidEnd; at++) {
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
