import { type WriteOptions, openAtomically } from './atomic-file.js';

/**
 * Writes a file so that nobody ever sees half of it.
 *
 * @throws {UsageError} when it cannot be written; nothing is left behind then.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const file = await openAtomically(path, options);
  await file.write(content);
  await file.commit();
}
