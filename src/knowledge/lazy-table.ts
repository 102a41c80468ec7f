import { readFileSync } from 'node:fs';
import { lazy } from '../base/lazy.js';

/**
 * A table of `data/`, read and parsed when it is first asked for: `etlreport --help` pays for none of them.
 * `src/knowledge/` and `dist/knowledge/` are both two levels below the package, so one path serves both.
 * @param name name of the file without `.json`
 */
export function lazyTable<Row>(name: string): () => readonly Row[] {
  return lazy(() => {
    const file = new URL(`../../src/knowledge/data/${name}.json`, import.meta.url);
    return JSON.parse(readFileSync(file, 'utf8')) as readonly Row[];
  });
}
