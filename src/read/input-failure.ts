import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { InputError } from '../base/errors.js';
import { nearestName } from '../base/nearest-name.js';
import { type InputSource, displayName } from './input-source.js';

/**
 * The `InputError` for an error of the operating system, with the step that helps.
 * Errors that are no such errors come back unchanged: they are bugs, or an `InputError` already.
 */
export async function inputFailure(
  error: unknown,
  source: InputSource,
  platform: NodeJS.Platform = process.platform,
): Promise<unknown> {
  if (error instanceof InputError || !isSystemError(error)) return error;
  const path = displayName(source);
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return notFound(source.path);
    case 'EISDIR':
      return isDirectory(path, platform);
    case 'EACCES':
    case 'EPERM':
      // Windows says so, too, when a folder is opened like a file.
      return (await isFolder(source.path)) ? isDirectory(path, platform) : noPermission(path, platform);
    case 'EBUSY':
      return new InputError(path, 'io', `${path} is in use by another program.`, [
        'Close the program that writes or shows it, or copy the file and pass the copy.',
      ]);
    default:
      return new InputError(path, 'io', `${path} cannot be read (${error.code}).`, [
        'Copy the file to a local disk and try again.',
      ]);
  }
}

interface SystemError extends Error {
  readonly code: string;
}

/** Errors of the operating system carry codes like `ENOENT`; Node's own ones (`ERR_…`) are mistakes of ours. */
function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E(?!RR_)[A-Z0-9]+$/.test(error.code)
  );
}

/** Not found, with the name that was probably meant: `PktMom.txt` beside a `PktMon.txt`. */
export async function notFound(path: string): Promise<InputError> {
  const folder = dirname(path);
  const names = await namesIn(folder);
  if (names === null) {
    return new InputError(path, 'not-found', `${path} does not exist, nor does its folder.`, [
      `Check the folder: ${folder}`,
    ]);
  }
  const near = nearestName(basename(path), names);
  const next =
    near === null
      ? ['Check the name and the folder. A pattern such as *.txt works, too.']
      : [`Did you mean: ${join(folder, near)}`];
  return new InputError(path, 'not-found', `${path} does not exist.`, next);
}

async function namesIn(folder: string): Promise<readonly string[] | null> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return null; // No such folder, or one that may not be listed: no suggestion then.
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function isDirectory(path: string, platform: NodeJS.Platform): InputError {
  const separator = platform === 'win32' ? '\\' : '/';
  const folder = path.replace(platform === 'win32' ? /[\\/]+$/ : /\/+$/, '');
  return new InputError(path, 'is-directory', `${path} is a folder, not a log.`, [
    `Pass its files: etlreport "${folder}${separator}*.txt"`,
  ]);
}

function noPermission(path: string, platform: NodeJS.Platform): InputError {
  const next =
    platform === 'win32'
      ? [
          'Logs made by an elevated prompt belong to administrators: run etlreport from an elevated prompt,',
          `or give yourself the right to read: icacls "${path}" /grant "%USERNAME%:R"`,
        ]
      : [`Give yourself the right to read, as its owner: chmod u+r '${path}'`];
  return new InputError(path, 'no-permission', `${path} may not be read by this user.`, next);
}
