import { InputError } from '../base/errors.js';
import type { Decoder } from '../decode/decoder.js';
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
  /** After each block, with the bytes so far. */
  readonly onBlock: (bytesRead: number) => void;
}

/**
 * Decodes blocks and hands over their lines.
 *
 * @throws {InputError} when not even the first block could be read.
 */
export async function readLines(
  blocks: AsyncIterable<Uint8Array>,
  decoder: Decoder,
  { onLine, onMove, onBlock }: LineConsumer,
): Promise<ReadExtent> {
  const line = new LineView();
  const splitter = new LineSplitter((buffer, start, end, terminated) => {
    line.buffer = buffer;
    line.start = start;
    line.end = end;
    line.number = splitter.lineNumber;
    line.terminated = terminated;
    line.isCut = splitter.isCut;
    onLine(line);
  }, onMove);
  let sizeBytes = 0;
  let failure: InputError | null = null;
  try {
    for await (const block of blocks) {
      splitter.push(decoder.decode(block, false));
      sizeBytes += block.length;
      onBlock(sizeBytes);
    }
  } catch (error) {
    if (!(error instanceof InputError) || sizeBytes === 0) throw error;
    failure = error;
  }
  splitter.push(decoder.decode(new Uint8Array(0), true));
  splitter.end();
  return { sizeBytes, failure };
}
