import { lstat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { InputError } from '../base/errors.js';
import { type InputSource, STANDARD_INPUT } from '../read/index.js';
import { comparable, realPathOf } from '../write/same-file.js';

/** The inputs that were meant, and the patterns that mean nothing. */
export interface ExpandedInputs {
  /** In the order given, those of a pattern sorted; no file twice. */
  readonly sources: readonly InputSource[];
  readonly failures: readonly InputError[];
}

/**
 * Turns arguments into inputs. What exists is taken literally, whatever characters it has: `C:\logs [old]\a (1).txt`.
 * Only then is it a pattern, in which a backslash is a separator on Windows and an escape elsewhere.
 * What is neither stays as it is: opening it says that it does not exist, and what was probably meant.
 */
export async function expandInputs(
  args: readonly string[],
  cwd: string,
  platform: NodeJS.Platform,
): Promise<ExpandedInputs> {
  const sources = new Map<string, InputSource>();
  const failures: InputError[] = [];
  for (const argument of args) {
    const paths = await pathsOfArgument(argument, cwd, platform);
    if (paths.length === 0) failures.push(nothingMatches(argument));
    for (const path of paths) {
      const key = path === STANDARD_INPUT ? path : comparable(await realPathOf(resolve(cwd, path), platform), platform);
      if (!sources.has(key)) sources.set(key, { path });
    }
  }
  return { sources: [...sources.values()], failures };
}

/** What one argument means: the path itself, or what its pattern matches, sorted. */
export async function pathsOfArgument(
  argument: string,
  cwd: string,
  platform: NodeJS.Platform,
  onlyFiles = true,
): Promise<readonly string[]> {
  if (argument === STANDARD_INPUT || (await isThere(argument, cwd))) return [argument];
  const { default: fastGlob } = await import('fast-glob');
  const pattern = platform === 'win32' ? argument.replaceAll('\\', '/') : argument;
  if (!fastGlob.isDynamicPattern(pattern)) return [argument];
  const { folder, rest } = await splitPattern(pattern, cwd, (part) => !fastGlob.isDynamicPattern(part));
  const found = await fastGlob(rest, {
    cwd: resolve(cwd, folder),
    caseSensitiveMatch: platform !== 'win32' && platform !== 'darwin',
    onlyFiles: onlyFiles || pattern.includes('**'), // `TSS_*` means folders, too; `**` has their files already.
    suppressErrors: true, // A folder that may not be listed is no reason to give up the others.
  });
  const separator = platform === 'win32' ? '\\' : '/';
  return found.toSorted().map((path) => (folder + path).replaceAll('/', separator));
}

/**
 * The folders that lead a pattern and exist, and the pattern below them: `logs [old]/*.txt` is `*.txt` in `logs [old]/`.
 * Also keeps drives and network shares, which fast-glob does not know, out of the pattern.
 */
async function splitPattern(
  pattern: string,
  cwd: string,
  isPlain: (part: string) => boolean,
): Promise<{ readonly folder: string; readonly rest: string }> {
  let folder = '';
  let rest = pattern;
  for (const [part] of pattern.matchAll(/[^/]*\//g)) {
    const isRoot = folder === '' || /^\/\/[^/]*\/?$/.test(folder);
    if (!isPlain(part) && !(await isThere(folder + part, cwd)) && !(isRoot && part === '/')) break;
    folder += part;
    rest = rest.slice(part.length);
  }
  // A pattern of folders only: the last one is what is sought.
  return rest === '' ? { folder: '', rest: pattern } : { folder, rest };
}

/** True for whatever is there, also what may not be read: opening it explains that. */
async function isThere(path: string, cwd: string): Promise<boolean> {
  if (path === '') return false;
  try {
    await lstat(resolve(cwd, path));
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'EACCES' || code === 'EPERM';
  }
}

export function nothingMatches(pattern: string): InputError {
  return new InputError(pattern, 'not-found', `no file matches ${pattern}`, [
    `Look what is there: dir ${basename(pattern) === pattern ? '' : resolve(pattern, '..')}`.trimEnd(),
  ]);
}
