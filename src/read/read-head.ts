import { inputFailure } from './input-failure.js';
import type { InputSource } from './input-source.js';
import { HEAD_BYTES } from './open-input.js';
import { openSource } from './open-source.js';

/** The beginning of an input, to see what it is. */
export interface InputHead {
  readonly bytes: Uint8Array;
  /** Null when it is not known without reading it all. */
  readonly sizeBytes: number | null;
}

/** The first bytes of an input, whatever they are. @throws {InputError} when not even those can be read. */
export async function readHead(source: InputSource): Promise<InputHead> {
  try {
    const input = await openSource(source);
    try {
      const buffer = new Uint8Array(Math.min(HEAD_BYTES, (input.sizeBytes ?? HEAD_BYTES) + 1));
      let length = 0;
      while (length < buffer.length) {
        const count = await input.read(buffer.subarray(length));
        if (count === 0) break;
        length += count;
      }
      return { bytes: buffer.subarray(0, length), sizeBytes: input.sizeBytes };
    } finally {
      await input.close();
    }
  } catch (error) {
    throw await inputFailure(error, source);
  }
}
