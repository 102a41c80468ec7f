import { SPARE_BYTES } from '../base/spare-bytes.js';

/**
 * Longest line that is handed over whole, in bytes. The longest in real logs has 739; a megabyte without a line feed is
 * another kind of file or a damaged one, and must not fill the memory.
 */
export const MAXIMUM_LINE_BYTES = 1024 * 1024;

/**
 * Receives each line.
 *
 * @param bytes buffer with the line in it, and with at least `SPARE_BYTES` readable bytes behind it; valid during the call.
 * @param start offset of the first byte.
 * @param end offset behind the last byte; neither LF nor the CR before it belong to the line.
 * @param terminated false for a last line without line feed: the log may be cut there.
 */
export type LineHandler = (bytes: Buffer, start: number, end: number, terminated: boolean) => void;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Splits blocks of bytes into lines. The result does not depend on where the blocks were cut. */
export class LineSplitter {
  /** Number of the line that is being handed over, 1 for the first; afterwards the number of lines so far. */
  lineNumber = 0;
  /** True while a line is handed over of which only the first `MAXIMUM_LINE_BYTES` are there. */
  isCut = false;

  readonly #onLine: LineHandler;
  readonly #onMove: () => void;
  #buffer = Buffer.alloc(MAXIMUM_LINE_BYTES + SPARE_BYTES);
  /** Bytes of the unfinished line, at the front of the buffer. */
  #carried = 0;
  /** True when the unfinished line is longer than what is carried of it. */
  #isSkipping = false;

  /** `onMove` is told before the bytes of the lines that were handed over are moved or overwritten. */
  constructor(onLine: LineHandler, onMove: () => void = () => {}) {
    this.#onLine = onLine;
    this.#onMove = onMove;
  }

  /** Takes the next block; `utf8` is not kept. */
  push(utf8: Uint8Array): void {
    const block = this.#isSkipping ? this.#skip(utf8) : utf8;
    const searchFrom = this.#carried;
    const length = this.#append(block);
    let start = 0;
    let feed = this.#isSkipping ? -1 : this.#findLineFeed(searchFrom, length);
    while (feed >= 0) {
      this.#handOver(start, feed, true);
      start = feed + 1;
      feed = this.#findLineFeed(start, length);
    }
    this.#onMove();
    this.#carry(start, length);
  }

  /** Hands over the last line when no line feed ended it. A CR at the very end is half of a CR LF. */
  end(): void {
    if (this.#carried > 0) this.#handOver(0, this.#carried, false);
    this.#carried = 0;
    this.#isSkipping = false;
  }

  #handOver(start: number, end: number, terminated: boolean): void {
    let lineEnd = end;
    if (!this.#isSkipping && end > start && this.#buffer[end - 1] === CARRIAGE_RETURN) lineEnd--;
    this.isCut = this.#isSkipping || lineEnd - start > MAXIMUM_LINE_BYTES;
    if (this.isCut) lineEnd = start + MAXIMUM_LINE_BYTES;
    this.lineNumber++;
    this.#onLine(this.#buffer, start, lineEnd, terminated);
    this.isCut = false;
  }

  /** Drops the rest of a line that is too long; at its end hands over what was kept of it. */
  #skip(block: Uint8Array): Uint8Array {
    const feed = block.indexOf(LINE_FEED);
    if (feed < 0) return block.subarray(block.length);
    this.#handOver(0, this.#carried, true);
    this.#carried = 0;
    this.#isSkipping = false;
    return block.subarray(feed + 1);
  }

  /** Puts the block behind the unfinished line and says where it ends. */
  #append(block: Uint8Array): number {
    const length = this.#carried + block.length;
    if (this.#buffer.length < length + SPARE_BYTES) {
      const larger = Buffer.alloc(length + SPARE_BYTES);
      this.#buffer.copy(larger, 0, 0, this.#carried);
      this.#buffer = larger;
    }
    this.#buffer.set(block, this.#carried);
    this.#buffer.fill(0, length, length + SPARE_BYTES);
    this.#buffer[length] = LINE_FEED; // Ends every search: what lies behind is left from longer blocks.
    return length;
  }

  /** Moves the unfinished line to the front. One that is too long keeps its beginning only. */
  #carry(start: number, length: number): void {
    const size = length - start;
    if (start > 0) this.#buffer.copyWithin(0, start, length);
    const isOneOverWithReturn = size === MAXIMUM_LINE_BYTES + 1 && this.#buffer[MAXIMUM_LINE_BYTES] === CARRIAGE_RETURN;
    this.#isSkipping ||= size > MAXIMUM_LINE_BYTES && !isOneOverWithReturn;
    this.#carried = this.#isSkipping ? MAXIMUM_LINE_BYTES : size;
  }

  #findLineFeed(from: number, to: number): number {
    const feed = this.#buffer.indexOf(LINE_FEED, from);
    return feed === to ? -1 : feed;
  }
}
