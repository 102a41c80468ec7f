import { type WriteOptions, openAtomically } from './atomic-file.js';
import { inBlocks } from './in-blocks.js';
import type { Rendered } from './in-parts.js';

/**
 * Writes a file so that nobody ever sees half of it. The system writes a block while the next one is rendered.
 *
 * @throws {UsageError} when it cannot be written; nothing is left behind then.
 */
export async function writeAtomically(path: string, content: Rendered, options: WriteOptions = {}): Promise<void> {
  const file = await openAtomically(path, options);
  let written = Promise.resolve();
  try {
    for (const block of inBlocks(content)) {
      await written;
      written = file.write(block);
    }
    await written;
  } catch (error) {
    await written.catch(() => {}); // When it is the rendering that failed.
    await file.discard();
    throw error;
  }
  await file.commit();
}
