import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { UsageError } from '../base/errors.js';

/** Windows refuses to replace a file that a virus scanner or an indexer just looks at: usually for some milliseconds. */
const RENAME_PAUSES_MS = [20, 80, 320];
const PRIVATE = 0o600;
/** Names longer than this could make the temporary name too long for the file system. */
const TEMPORARY_NAME_LENGTH = 100;

export interface WriteOptions {
  /** Makes the folders of the path that do not exist yet. */
  readonly createFolders?: boolean;
  /** Only this user may read it, also when the file was there before. */
  readonly isPrivate?: boolean;
}

/**
 * Writes a file so that nobody ever sees half of it: into a temporary file in the same folder, to the disk, then renamed.
 * A link is followed and stays a link; a file that exists keeps its permissions; a device or a pipe is written directly.
 *
 * @throws {UsageError} when it cannot be written; nothing is left behind then.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  try {
    if (options.createFolders === true) await mkdir(dirname(path), { recursive: true });
    const existing = await stat(path).catch(() => null);
    if (existing !== null && !existing.isFile() && !existing.isDirectory()) {
      await writeFile(path, content);
      return;
    }
    const target = existing === null ? path : await realpath(path);
    if (existing?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
    await replace(target, content, options.isPrivate === true ? PRIVATE : (existing?.mode ?? null));
  } catch (error) {
    throw writeFailure(path, error);
  }
}

async function replace(target: string, content: string | Uint8Array, mode: number | null): Promise<void> {
  const name = basename(target).slice(0, TEMPORARY_NAME_LENGTH);
  const temporary = join(dirname(target), `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      if (mode !== null) await file.chmod(mode & 0o777).catch(() => {}); // Not ours to change: the default will do.
      await file.sync();
    } finally {
      await file.close();
    }
    await renamePatiently(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pauseMs of RENAME_PAUSES_MS) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')) throw error;
      await wait(pauseMs);
    }
  }
  await rename(from, to);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist. Make it first.',
  ENOTDIR: 'a part of its path is a file, not a folder.',
  EISDIR: 'it is a folder.',
  EACCES: 'this user may not write there. Choose another place with --output.',
  EPERM: 'this user may not write there, or another program has the file open. Choose another place with --output.',
  EBUSY: 'another program has the file open. Close it, or choose another place with --output.',
  EROFS: 'the disk is read-only. Choose another place with --output.',
  ENOSPC: 'the disk is full. Choose another place with --output.',
  EDQUOT: 'the disk quota is used up. Choose another place with --output.',
  ENAMETOOLONG: 'the path is too long. Choose another name with --output.',
};

/** Errors of the operating system become a message; all others are bugs and pass. */
function writeFailure(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || !/^E(?!RR_)[A-Z0-9]+$/.test(code)) return error;
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : `the system says ${code}.`;
  return new UsageError(`${path} cannot be written: ${reason}`);
}

function codeOf(error: unknown): string | null {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return isCoded ? (error.code as string) : null;
}
