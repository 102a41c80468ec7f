/** What stands in front of the provider: processor, ids, date, time, and the first bracket of the provider. */
const STAMP = /^(\[ ?\d{1,4}\] ?)([0-9A-Fa-f]{4,8})(\.[0-9A-Fa-f]{4,8}::)(\D*?|.*?\D)(\d\d:\d\d:\d\d\.\d{1,9})\D*\[$/s;
const BYTES_OF_WORD = 4;

/**
 * The form of a stamp. Another one of the same form differs from it only in the digits of its processor, ids and time, so
 * whatever was found out about the first is true of it as well:
 *
 *     [30]0A1C.2B3C::2026/03/27-12:30:13.500003800 [
 *      dd hhhh hhhh             dd dd dd ddddddddd        d: any digit, h: any hexadecimal digit
 *
 * Four bytes are compared at a time. A digit is 0x30 to 0x39: its upper half is 3, and still is when 6 is added.
 */
export class StampForm {
  /** From the bracket of the processor to behind the bracket of the provider. */
  readonly length: number;
  /** Offsets from the first byte. */
  readonly pidAt: number;
  readonly pidEnd: number;
  readonly timeAt: number;
  readonly timeEnd: number;
  /** For each word: which bits count, what they must be, what is added, which bits must be what then. */
  readonly #words: Int32Array;
  readonly #hexDigits: Uint8Array;

  private constructor(text: string, [, cpu, pid, tid, date, time]: readonly string[]) {
    const [cpuText, pidText, tidText, dateText, timeText] = [cpu ?? '', pid ?? '', tid ?? '', date ?? '', time ?? ''];
    this.length = text.length;
    this.pidAt = cpuText.length;
    this.pidEnd = this.pidAt + pidText.length;
    this.timeAt = this.pidEnd + tidText.length + dateText.length;
    this.timeEnd = this.timeAt + timeText.length;
    const hexEnd = this.pidEnd + tidText.length;
    const isHex = (at: number) => at >= this.pidAt && at < hexEnd && isHexDigit(text.charCodeAt(at));
    const isFree = (at: number) =>
      (at < this.pidAt || (at >= this.timeAt && at < this.timeEnd)) && isDigit(text.charCodeAt(at));
    const bytes = { mask: [0], is: [0], add: [0], thenMask: [0], thenIs: [0] };
    for (let at = 0; at < text.length; at++) {
      bytes.mask[at] = isHex(at) ? 0 : isFree(at) ? 0xf0 : 0xff;
      bytes.is[at] = isHex(at) ? 0 : isFree(at) ? 0x30 : text.charCodeAt(at);
      bytes.add[at] = isFree(at) ? 6 : 0;
      bytes.thenMask[at] = isFree(at) ? 0xf0 : 0;
      bytes.thenIs[at] = isFree(at) ? 0x30 : 0;
    }
    const columns = [bytes.mask, bytes.is, bytes.add, bytes.thenMask, bytes.thenIs].map((column) => wordsOf(column));
    this.#words = Int32Array.from(columns[0]!.flatMap((_, i) => columns.map((column) => column[i] as number)));
    this.#hexDigits = Uint8Array.from([...text].flatMap((_, at) => (isHex(at) ? [at] : [])));
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
    for (let i = 0, at = start; i < words.length; i += 5, at += BYTES_OF_WORD) {
      const word = view.getInt32(at, true);
      if ((word & (words[i] as number)) !== words[i + 1]) return false;
      if (((word + (words[i + 2] as number)) & (words[i + 3] as number)) !== words[i + 4]) return false;
    }
    const places = this.#hexDigits;
    for (let i = 0; i < places.length; i++)
      if (!isHexDigit(bytes[start + (places[i] as number)] as number)) return false;
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

/** Bytes as little-endian words, the last one filled up with zeros: nothing of it counts. */
function wordsOf(bytes: readonly number[]): number[] {
  const padded = Buffer.alloc(Math.ceil(bytes.length / BYTES_OF_WORD) * BYTES_OF_WORD);
  padded.set(bytes);
  return Array.from({ length: padded.length / BYTES_OF_WORD }, (_, i) => padded.readInt32LE(i * BYTES_OF_WORD));
}

const ZERO = 48;
const NINE = 57;
/** Both cases of a letter, without the bit that tells them apart. */
const UPPER_CASE = 0xdf;
/** `A` stands for ten. */
const TEN_AS_LETTER = 55;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
