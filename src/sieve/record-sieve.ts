import { LeftOutLines } from './left-out-lines.js';
import { LineHead } from './line-head.js';

const LINE_FEED = 10;
const TAB = 9;
const BLANK = 32;
const NOTHING = Buffer.alloc(0);
/** The beginning of a log is read whole: it tells the language of the labels. */
const ALWAYS_READ_BYTES = 64 * 1024;
/** Unfinished lines wait for their end, unless they are as long as none in a real log. */
const LONGEST_REST = 64 * 1024;
/** How much at a time is put behind such a line. */
const SEAM_BYTES = 512;

/** Encodings in which line feeds and ASCII text are found without decoding, and the bytes of a character there. */
const UNIT_BYTES: ReadonlyMap<string, 1 | 2> = new Map([
  ['utf-8', 1],
  ['windows-1252', 1],
  ['utf-16le', 2],
]);

/**
 * Leaves records that nobody needs out of a log, before it is decoded: those that begin with one of some heads, with the
 * indented lines below them. Whatever is not surely such a record remains.
 * The result does not depend on where blocks were cut.
 */
export class RecordSieve {
  /** Where they were. */
  readonly leftOut = new LeftOutLines();
  leftOutBytes = 0;
  readonly #unit: 1 | 2;
  readonly #heads: readonly LineHead[];
  readonly #longestHead: number;
  readonly #readBytes: number;
  /** Place in the input of what is looked at next. */
  #offset = 0;
  /** The last line is left out, and with it what is indented below. */
  #isLeavingOut = false;
  /** The last line is longer than what waits for its end. */
  #isInLine = false;
  /** Beginning of the line that the last block cut; in UTF-16 perhaps half a character only. */
  #rest = NOTHING;
  #remaining = NOTHING;
  #remainingBytes = 0;
  #remainingLines = 0;

  /** `heads` are as `LineHead` takes them; records that begin in the first `readBytes` all remain. */
  constructor(heads: readonly string[], unit: 1 | 2, readBytes: number) {
    this.#unit = unit;
    this.#heads = heads.map((text) => new LineHead(text, unit));
    this.#longestHead = Math.max(...this.#heads.map(({ longest }) => longest));
    this.#readBytes = readBytes;
  }

  /** What remains of the next block; valid until the next call. */
  sift(block: Uint8Array): Uint8Array {
    this.#makeRoom(block.length);
    let bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
    while (this.#rest.length > 0 && bytes.length > 0) {
      const seam = Buffer.concat([this.#rest, bytes.subarray(0, SEAM_BYTES)]);
      bytes = bytes.subarray(SEAM_BYTES);
      this.#walk(seam);
    }
    if (bytes.length > 0) this.#walk(bytes);
    return this.#remaining.subarray(0, this.#remainingBytes);
  }

  /** What remains of a last line without an end: all of it, because it may be cut, unless it belongs to what was left out. */
  end(): Uint8Array {
    this.#makeRoom(0);
    const rest = this.#rest;
    if (rest.length > 0 && !this.#isInLine) {
      this.#isLeavingOut &&= this.#isIndented(rest, 0);
      this.#countLine();
    }
    this.#pass(rest, 0, rest.length);
    this.#rest = NOTHING;
    return this.#remaining.subarray(0, this.#remainingBytes);
  }

  /** Looks at each line of bytes that go on where those before ended. */
  #walk(bytes: Buffer): void {
    const view = viewOf(bytes);
    const length = bytes.length - (bytes.length % this.#unit);
    let from = 0;
    let at = 0;
    while (at < length) {
      const end = this.#endOfLine(bytes, at);
      if (!this.#isInLine) {
        if (end < 0 && length - at < LONGEST_REST) break;
        const wasLeavingOut = this.#isLeavingOut;
        this.#beginLine(bytes, view, at);
        if (this.#isLeavingOut !== wasLeavingOut) {
          this.#pass(bytes, from, at, wasLeavingOut);
          from = at;
        }
      }
      this.#isInLine = end < 0;
      at = end < 0 ? length : end;
    }
    this.#pass(bytes, from, at);
    this.#offset += at;
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : NOTHING;
  }

  #beginLine(bytes: Buffer, view: DataView, at: number): void {
    if (!this.#isIndented(bytes, at))
      this.#isLeavingOut = this.#offset + at >= this.#readBytes && this.#hasHead(bytes, view, at);
    this.#countLine();
  }

  #countLine(): void {
    if (this.#isLeavingOut) this.leftOut.add(this.#remainingLines);
    else this.#remainingLines++;
  }

  #isIndented(bytes: Buffer, at: number): boolean {
    const first = bytes[at];
    return (first === TAB || first === BLANK) && (this.#unit === 1 || bytes[at + 1] === 0);
  }

  #hasHead(bytes: Buffer, view: DataView, at: number): boolean {
    if (at + this.#longestHead > bytes.length) return this.#hasShortHead(bytes, at);
    for (const head of this.#heads) if (head.isAt(bytes, view, at)) return true;
    return false;
  }

  /** The bytes end soon: heads are read as if zeros followed, which no head has. */
  #hasShortHead(bytes: Buffer, at: number): boolean {
    const padded = Buffer.alloc(this.#longestHead);
    bytes.copy(padded, 0, at);
    return this.#hasHead(padded, viewOf(padded), 0);
  }

  /** Behind the line feed of the line at `from`; -1 when it goes on. */
  #endOfLine(bytes: Buffer, from: number): number {
    let feed = bytes.indexOf(LINE_FEED, from);
    if (this.#unit === 1) return feed + (feed < 0 ? 0 : 1);
    // 0A is also a half of other characters.
    while (feed >= 0 && (feed % 2 === 1 || bytes[feed + 1] !== 0)) feed = bytes.indexOf(LINE_FEED, feed + 1);
    return feed < 0 ? -1 : feed + 2;
  }

  #makeRoom(bytes: number): void {
    const size = this.#rest.length + bytes;
    if (this.#remaining.length < size) this.#remaining = Buffer.alloc(size);
    this.#remainingBytes = 0;
  }

  #pass(bytes: Buffer, from: number, to: number, isLeftOut = this.#isLeavingOut): void {
    if (isLeftOut) this.leftOutBytes += to - from;
    else this.#remainingBytes += bytes.copy(this.#remaining, this.#remainingBytes, from, to);
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The sieve for packets that were not dropped; null for an encoding that has to be decoded first. */
export function packetSieve(
  formats: readonly { readonly packetHeads?: readonly string[] }[],
  encoding: string,
  readBytes = ALWAYS_READ_BYTES,
): RecordSieve | null {
  const heads = formats.flatMap(({ packetHeads }) => packetHeads ?? []);
  const unit = UNIT_BYTES.get(encoding);
  return unit === undefined || heads.length === 0 ? null : new RecordSieve(heads, unit, readBytes);
}
