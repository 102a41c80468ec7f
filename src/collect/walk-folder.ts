import { type Dirent, readdir } from 'node:fs';
import { resolve } from 'node:path';

import { InputError } from '../base/errors.js';

/** Files below one folder. A disk has more, a collection does not. */
const MAXIMUM_FILES = 200_000;

export interface FolderFiles {
  /** Below the folder, with slashes, sorted. */
  readonly names: readonly string[];
  /** Folders that may not be listed. */
  readonly failures: readonly InputError[];
}

/**
 * All files below a folder. Links and junctions are not followed, since they may lead in a circle or out of the folder;
 * `except` is left out: the folder of the reports.
 */
export async function walkFolder(folder: string, cwd: string, except: string | null): Promise<FolderFiles> {
  const { default: fastGlob } = await import('fast-glob');
  const root = resolve(cwd, folder);
  const failures: InputError[] = [];
  const names: string[] = [];
  const stream = fastGlob.stream('**/*', {
    cwd: root,
    dot: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ignored(root, except).map((path) => `${fastGlob.escapePath(path)}/**`),
    fs: { readdir: readdirThatTells(folder, root, failures) },
  });
  for await (const name of stream) {
    names.push(String(name));
    if (names.length > MAXIMUM_FILES) {
      throw new InputError(folder, 'limit', `${folder} holds more than ${MAXIMUM_FILES} files. None of it was read.`, [
        'Pass the folder with the logs, not the whole disk.',
      ]);
    }
  }
  return { names: names.toSorted(), failures: failures.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function ignored(root: string, except: string | null): string[] {
  const below = except === null ? '' : except.slice(root.length + 1).replaceAll('\\', '/');
  return except !== null && except.startsWith(root) && below !== '' ? [below] : [];
}

type ReadFolder = typeof readdir;

/** fast-glob goes on without a folder that it may not list, and says nothing: this notes which one it was. */
function readdirThatTells(folder: string, root: string, failures: InputError[]): ReadFolder {
  const tell = (
    path: string,
    options: { withFileTypes: true },
    done: (error: Error | null, found: Dirent[]) => void,
  ) => {
    readdir(path, options, (error, found) => {
      if (error !== null) {
        const shown = `${folder}${path.slice(root.length)}`;
        failures.push(
          new InputError(shown, 'no-permission', `${shown} cannot be listed (${error.code ?? error.message}).`, [
            'What lies in it is missing from the reports: give yourself the right to read, or copy it.',
          ]),
        );
      }
      done(error, found);
    });
  };
  return tell as unknown as ReadFolder;
}
