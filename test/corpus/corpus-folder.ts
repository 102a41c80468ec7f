import { existsSync } from 'node:fs';
import path from 'node:path';

/** Real logs stand beside the project and are never part of it; tests that need them are skipped by name without them. */
export const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus');

export function corpusHas(name: string): boolean {
  return existsSync(path.join(CORPUS, name));
}
