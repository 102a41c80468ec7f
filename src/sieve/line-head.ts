const OPEN = 91;
const CLOSE = 93;
const DOT = 46;
const DIGITS_OF_CPU = 4;
const FEWEST_DIGITS_OF_ID = 4;
const MOST_DIGITS_OF_ID = 8;
/** `[`, cpu, `]`, process, `.`, thread */
const LONGEST_IDS = 1 + DIGITS_OF_CPU + 1 + MOST_DIGITS_OF_ID + 1 + MOST_DIGITS_OF_ID;
const BYTES_PER_WORD = 4;

/**
 * How certain records begin: with the ids that every stamp has, `[02]0004.0270`, and then with this text, in which `0`
 * stands for any digit. Looks at raw bytes, in an encoding with one or two bytes per character.
 *
 * It is sound, not complete: a line that begins so surely is such a record, a line that does not may be one.
 */
export class LineHead {
  /** Bytes that must be readable from the place where a line begins. */
  readonly longest: number;
  readonly #masks: Int32Array;
  readonly #values: Int32Array;
  readonly #unit: 1 | 2;

  constructor(text: string, unit: 1 | 2) {
    const length = Math.ceil((text.length * unit) / BYTES_PER_WORD) * BYTES_PER_WORD;
    const values = Buffer.alloc(length);
    values.write(text, unit === 1 ? 'latin1' : 'utf16le');
    const masks = Buffer.alloc(length);
    for (let at = 0; at < text.length; at++) {
      // The digits of ASCII are 0x30 to 0x39: bytes without brackets, blanks and letters have the same upper half.
      masks[at * unit] = text[at] === '0' ? 0xf0 : 0xff;
      if (unit === 2) masks[at * unit + 1] = 0xff;
    }
    this.#values = wordsOf(values);
    this.#masks = wordsOf(masks);
    this.#unit = unit;
    this.longest = (LONGEST_IDS + 1) * unit + length;
  }

  /** Does the line at `start` begin so? `view` is of the same bytes. */
  isAt(bytes: Uint8Array, view: DataView, start: number): boolean {
    const text = this.#endOfIds(bytes, start);
    if (text < 0) return false;
    const masks = this.#masks;
    const values = this.#values;
    for (let word = 0; word < values.length; word++)
      if ((view.getInt32(text + word * BYTES_PER_WORD, true) & (masks[word] as number)) !== values[word]) return false;
    return true;
  }

  /** Behind `[02]0004.0270`; -1 when that is not what stands there. */
  #endOfIds(bytes: Uint8Array, start: number): number {
    const unit = this.#unit;
    const cpu = start + unit;
    const cpuEnd = this.#endOfDigits(DECIMAL, bytes, cpu, DIGITS_OF_CPU);
    const process = cpuEnd + unit;
    const processEnd = this.#endOfDigits(HEXADECIMAL, bytes, process, MOST_DIGITS_OF_ID);
    const thread = processEnd + unit;
    const threadEnd = this.#endOfDigits(HEXADECIMAL, bytes, thread, MOST_DIGITS_OF_ID);
    const fewest = FEWEST_DIGITS_OF_ID * unit;
    if (cpuEnd === cpu || processEnd - process < fewest || threadEnd - thread < fewest) return -1;
    const areMarks = this.#is(OPEN, bytes, start) && this.#is(CLOSE, bytes, cpuEnd) && this.#is(DOT, bytes, processEnd);
    return areMarks ? threadEnd : -1;
  }

  #endOfDigits(kinds: number, bytes: Uint8Array, start: number, most: number): number {
    const unit = this.#unit;
    const end = start + most * unit;
    let at = start;
    while (at < end && ((DIGITS[bytes[at] as number] as number) & kinds) !== 0 && this.#isAscii(bytes, at)) at += unit;
    return at;
  }

  #is(code: number, bytes: Uint8Array, at: number): boolean {
    return bytes[at] === code && this.#isAscii(bytes, at);
  }

  /** The other byte of the character has to be zero where there is one. */
  #isAscii(bytes: Uint8Array, at: number): boolean {
    return this.#unit === 1 || bytes[at + 1] === 0;
  }
}

const DECIMAL = 1;
const HEXADECIMAL = 2;
/** Which digits a byte is: a table is quicker than comparisons. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => {
  const text = String.fromCharCode(code);
  return (/[0-9]/.test(text) ? DECIMAL : 0) | (/[0-9A-Fa-f]/.test(text) ? HEXADECIMAL : 0);
});

function wordsOf(bytes: Buffer): Int32Array {
  return Int32Array.from({ length: bytes.length / BYTES_PER_WORD }, (_, word) =>
    bytes.readInt32LE(word * BYTES_PER_WORD),
  );
}
