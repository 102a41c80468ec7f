import type { Rendered } from './in-parts.js';

/** The system takes as much at once; more is cut up. */
const BLOCK_BYTES = 1 << 19;
/** A character is at most so many bytes of UTF-8. */
const LONGEST_CHARACTER = 3;

/**
 * The text as blocks of UTF-8. Two buffers in turn hold all of them: a block is valid until the next but one is asked for, so
 * that one can be written while the next is rendered. Pieces end between characters.
 */
export function* inBlocks(rendered: Rendered): Generator<Uint8Array> {
  if (typeof rendered === 'string') {
    yield Buffer.from(rendered);
    return;
  }
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let next = Buffer.allocUnsafe(BLOCK_BYTES);
  let length = 0;
  for (const piece of rendered) {
    if (piece.length * LONGEST_CHARACTER > BLOCK_BYTES - length) {
      yield block.subarray(0, length);
      [block, next] = [next, block];
      length = 0;
    }
    if (piece.length * LONGEST_CHARACTER > BLOCK_BYTES) yield Buffer.from(piece);
    else length += block.write(piece, length);
  }
  yield block.subarray(0, length);
}
