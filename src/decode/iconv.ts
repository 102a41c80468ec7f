import { createRequire } from 'node:module';
import type iconvLite from 'iconv-lite';

/** The library with the tables of old code pages, half a megabyte: loaded for a log that is written in one. */
export function iconv(): typeof iconvLite {
  return (loaded ??= createRequire(import.meta.url)('iconv-lite') as typeof iconvLite);
}

let loaded: typeof iconvLite | null = null;
