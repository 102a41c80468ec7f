import { InputError } from '../base/errors.js';
import { inputFailure } from './input-failure.js';
import type { InputSource } from './input-source.js';
import { openSource } from './open-source.js';

/** Files that stand beside a trace and are read as a whole (XML, tables) are smaller than this. */
export const LARGEST_WHOLE_INPUT_BYTES = 256 * 1024 * 1024;
const FIRST_BLOCK_BYTES = 64 * 1024;

/**
 * All bytes of a small input, whatever they are.
 *
 * @throws {InputError} `limit` when it is larger than `maximumBytes`, else why it cannot be read.
 */
export async function readWholeInput(
  source: InputSource,
  maximumBytes: number = LARGEST_WHOLE_INPUT_BYTES,
): Promise<Uint8Array> {
  try {
    const bytes = await openSource(source);
    try {
      let buffer = new Uint8Array(Math.min(bytes.sizeBytes ?? FIRST_BLOCK_BYTES, maximumBytes) + 1);
      let length = 0;
      for (;;) {
        const count = await bytes.read(buffer.subarray(length));
        length += count;
        if (length > maximumBytes) throw tooLarge(source.path, maximumBytes);
        if (count === 0) return buffer.subarray(0, length);
        if (length === buffer.length) {
          const larger = new Uint8Array(Math.min(length * 2, maximumBytes + 1));
          larger.set(buffer);
          buffer = larger;
        }
      }
    } finally {
      await bytes.close();
    }
  } catch (error) {
    throw await inputFailure(error, source);
  }
}

function tooLarge(path: string, maximumBytes: number): InputError {
  const megabytes = Math.floor(maximumBytes / 1024 / 1024);
  return new InputError(path, 'limit', `${path} is larger than ${megabytes} MB and is not read as a whole.`);
}
