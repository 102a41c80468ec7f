import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { InputError } from '../base/errors.js';
import { type InputSource, STANDARD_INPUT, readHead } from '../read/index.js';
import { comparable, realPathOf } from '../write/same-file.js';
import { nothingMatches, pathsOfArgument } from './expand-inputs.js';
import { walkFolder } from './walk-folder.js';

/** A file that may be a log, with the names above it that were found on the way. */
export interface FoundFile {
  readonly source: InputSource;
  /** Names of all folders above it, of its archive, and its own, outermost first: any of them may state the machine. */
  readonly names: readonly string[];
  /** True for a file that the user named: then it is an error when it cannot be read. */
  readonly isNamed: boolean;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly failures: readonly InputError[];
}

/** Where the reports go must not be read as logs of a later run. */
export interface FindRequest {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Absolute path of the folder that is left out; null for none. */
  readonly except: string | null;
}

/** The files that the arguments mean: files, those of a pattern, all below a folder. No file twice. */
export async function findFiles({ args, cwd, platform, except }: FindRequest): Promise<FoundFiles> {
  const found = new Map<string, FoundFile>();
  const failures: InputError[] = [];
  for (const argument of args) {
    const paths = await pathsOfArgument(argument, cwd, platform, false);
    if (paths.length === 0) failures.push(nothingMatches(argument));
    for (const path of paths) {
      const isNamed = paths.length === 1 && path === argument;
      for (const file of await filesAt(path, isNamed)) {
        const key = comparable(await realPathOf(resolve(cwd, file.source.path), platform), platform);
        if (!found.has(key)) found.set(key, file);
      }
    }
  }
  return { files: [...found.values()], failures };

  async function filesAt(path: string, isNamed: boolean): Promise<readonly FoundFile[]> {
    if (!(await isFolder(path, cwd))) return [{ source: { path }, names: namesOf(path, cwd), isNamed }];
    try {
      const walked = await walkFolder(path, cwd, except);
      failures.push(...walked.failures);
      const separator = platform === 'win32' ? '\\' : '/';
      const start = /[\\/]$/.test(path) ? path : path + separator;
      const above = namesOf(path, cwd);
      return walked.names.map((name) => ({
        source: { path: start + name.replaceAll('/', separator) },
        names: [...above, ...name.split('/')],
        isNamed: false,
      }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(error);
      return [];
    }
  }
}

/**
 * True when the arguments mean a collection: a folder, an archive, or a pattern that reaches into several folders. Files
 * that are named one by one, or by a pattern within one folder, are one case.
 */
export async function isCollection(args: readonly string[], cwd: string, platform: NodeJS.Platform): Promise<boolean> {
  for (const argument of args) {
    if (argument === STANDARD_INPUT) continue;
    const paths = await pathsOfArgument(argument, cwd, platform, false);
    const folders = new Set(paths.map((path) => path.replace(/[^\\/]*$/, '')));
    if (folders.size > 1) return true;
    for (const path of paths) {
      if ((await isFolder(path, cwd)) || (await isArchive(resolve(cwd, path)))) return true;
    }
  }
  return false;
}

async function isFolder(path: string, cwd: string): Promise<boolean> {
  const stats = await stat(resolve(cwd, path)).catch(() => null);
  return stats?.isDirectory() ?? false;
}

async function isArchive(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isFile() !== true) return false; // Opening a pipe to look at it would take its bytes away.
  const head = await readHead({ path }).catch(() => null);
  return head !== null && Buffer.from(head.bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';
}

/** All names of a path; `.` is the folder that it means. */
function namesOf(path: string, cwd: string): readonly string[] {
  return resolve(cwd, path)
    .split(/[\\/]/)
    .filter((part) => part !== '');
}
