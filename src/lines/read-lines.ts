import { InputError } from '../base/errors.js';
import type { Decoder } from '../decode/decoder.js';
import { LineSplitter } from './line-splitter.js';

/** One line of an input. */
export interface InputLine {
  /** A byte view: one character per UTF-8 byte, without the line end. */
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

/**
 * Decodes blocks and hands over their lines.
 *
 * @param onBlock told the bytes so far after each block.
 * @throws {InputError} when not even the first block could be read.
 */
export async function readLines(
  blocks: AsyncIterable<Uint8Array>,
  decoder: Decoder,
  onLine: (line: InputLine) => void,
  onBlock: (bytesRead: number) => void,
): Promise<ReadExtent> {
  const splitter = new LineSplitter((buffer, start, end, terminated) => {
    const bytes = buffer.toString('latin1', start, end);
    onLine({ bytes, number: splitter.lineNumber, terminated, isCut: splitter.isCut });
  });
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
