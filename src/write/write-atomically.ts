import { type WriteOptions, openAtomically } from './atomic-file.js';
import { inParts, type Rendered } from './in-parts.js';

/**
 * Writes a file so that nobody ever sees half of it.
 *
 * @throws {UsageError} when it cannot be written; nothing is left behind then.
 */
export async function writeAtomically(path: string, content: Rendered, options: WriteOptions = {}): Promise<void> {
  const file = await openAtomically(path, options);
  try {
    for (const part of inParts(content)) await file.write(part);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.commit();
}
