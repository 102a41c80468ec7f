import { InputError } from '../base/errors.js';
import type { Decoder } from '../decode/decoder.js';
import type { RecordSieve } from '../sieve/record-sieve.js';
import { LineSplitter } from './line-splitter.js';
import { LineView } from './line-view.js';

/** One line of an input. Only valid during the call, and its bytes until the next block is read. */
export interface InputLine {
  /** The line is `[start, end)` of these UTF-8 bytes, without the line end; `SPARE_BYTES` behind it are readable. */
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  /** The line as a byte view: one character per UTF-8 byte. Made on demand. */
  readonly bytes: string;
  /** 1 for the first line. */
  readonly number: number;
  /** False for a last line without a line end. */
  readonly terminated: boolean;
  /** Only the beginning of a line that is too long. */
  readonly isCut: boolean;
}

const NOTHING = new Uint8Array(0);

/** How far reading came. */
export interface ReadExtent {
  readonly sizeBytes: number;
  /** Why it broke off; what was read before still counts. Null when it did not. */
  readonly failure: InputError | null;
}

/** Who takes the lines. */
export interface LineConsumer {
  readonly onLine: (line: InputLine) => void;
  /** The bytes of the lines so far are about to go. */
  readonly onMove: () => void;
  /** Lines between the last one and the next were left out. */
  readonly onLeftOut?: (lines: number) => void;
  /** After each block, with the bytes so far. */
  readonly onBlock: (bytesRead: number) => void;
}

/**
 * Decodes blocks and hands over their lines; those that `sieve` leaves out are counted.
 *
 * @throws {InputError} when not even the first block could be read.
 */
export async function readLines(
  blocks: AsyncIterable<Uint8Array>,
  decoder: Decoder,
  { onLine, onMove, onBlock, onLeftOut }: LineConsumer,
  sieve: RecordSieve | null = null,
): Promise<ReadExtent> {
  const line = new LineView();
  let leftOut = 0;
  const takeLeftOut = (before: number) => {
    const lines = sieve?.leftOut.take(before) ?? 0;
    leftOut += lines;
    if (lines > 0) onLeftOut?.(lines);
  };
  const splitter = new LineSplitter((buffer, start, end, terminated) => {
    if (sieve !== null) takeLeftOut(splitter.lineNumber - 1);
    line.buffer = buffer;
    line.start = start;
    line.end = end;
    line.number = splitter.lineNumber + leftOut;
    line.terminated = terminated;
    line.isCut = splitter.isCut;
    onLine(line);
  }, onMove);
  let sizeBytes = 0;
  let failure: InputError | null = null;
  try {
    for await (const block of blocks) {
      splitter.push(decoder.decode(sieve === null ? block : sieve.sift(block), false));
      sizeBytes += block.length;
      onBlock(sizeBytes);
    }
  } catch (error) {
    if (!(error instanceof InputError) || sizeBytes === 0) throw error;
    failure = error;
  }
  splitter.push(decoder.decode(sieve === null ? NOTHING : sieve.end(), true));
  splitter.end();
  takeLeftOut(splitter.lineNumber);
  return { sizeBytes, failure };
}
