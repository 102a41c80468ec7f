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
  /** What to look at of the second byte of a character, and where it is. */
  readonly #highMask: number;
  readonly #high: number;

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
    this.#high = unit - 1;
    this.#highMask = unit === 1 ? 0 : 0xff;
    this.longest = (LONGEST_IDS + 1) * unit + length;
  }

  /** Does the line at `start` begin so? `view` is of the same bytes. */
  isAt(bytes: Uint8Array, view: DataView, start: number): boolean {
    const text = this.#endOfIds(bytes, start);
    if (text < 0) return false;
    const [masks, values] = [this.#masks, this.#values];
    for (let word = 0; word < values.length; word++)
      if ((view.getInt32(text + word * BYTES_PER_WORD, true) & (masks[word] as number)) !== values[word]) return false;
    return true;
  }

  /** Behind `[02]0004.0270`; -1 when that is not what stands there. */
  #endOfIds(bytes: Uint8Array, start: number): number {
    const unit = this.#unit;
    if (this.#character(bytes, start) !== OPEN) return -1;
    let at = start + unit;
    const cpuEnd = at + DIGITS_OF_CPU * unit;
    while (at < cpuEnd && isDigit(this.#character(bytes, at))) at += unit;
    if (at === start + unit || this.#character(bytes, at) !== CLOSE) return -1;
    at = this.#endOfId(bytes, at + unit);
    return at < 0 || this.#character(bytes, at) !== DOT ? -1 : this.#endOfId(bytes, at + unit);
  }

  #endOfId(bytes: Uint8Array, start: number): number {
    const end = start + MOST_DIGITS_OF_ID * this.#unit;
    let at = start;
    while (at < end && isHexDigit(this.#character(bytes, at))) at += this.#unit;
    return at - start < FEWEST_DIGITS_OF_ID * this.#unit ? -1 : at;
  }

  #character(bytes: Uint8Array, at: number): number {
    return (bytes[at] as number) | (((bytes[at + this.#high] as number) & this.#highMask) << 8);
  }
}

function wordsOf(bytes: Buffer): Int32Array {
  return Int32Array.from({ length: bytes.length / BYTES_PER_WORD }, (_, word) =>
    bytes.readInt32LE(word * BYTES_PER_WORD),
  );
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
