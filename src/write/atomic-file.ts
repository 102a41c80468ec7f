import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { writeFailure } from './write-failure.js';

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

/** A file that is written piece by piece and is not there before it is whole. */
export interface AtomicFile {
  readonly write: (content: string | Uint8Array) => Promise<void>;
  /** Puts it in its place. */
  readonly commit: () => Promise<void>;
  /** Leaves what was there before as it was. Does nothing after `commit`. */
  readonly discard: () => Promise<void>;
}

/**
 * Opens a file so that nobody ever sees half of it: a temporary file in the same folder, to the disk, then renamed.
 * A link is followed and stays a link; a file that exists keeps its permissions; a device or a pipe is written directly.
 *
 * @throws {UsageError} when it cannot be written, here and in each of its functions.
 */
export async function openAtomically(path: string, options: WriteOptions = {}): Promise<AtomicFile> {
  return telling(path, async () => {
    if (options.createFolders === true) await mkdir(dirname(path), { recursive: true });
    const existing = await stat(path).catch(() => null);
    if (existing?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (existing !== null && !existing.isFile()) return directFile(path, await open(path, 'w'));
    const target = existing === null ? path : await realpath(path);
    return temporaryFile(path, target, options.isPrivate === true ? PRIVATE : (existing?.mode ?? null));
  });
}

async function directFile(path: string, file: FileHandle): Promise<AtomicFile> {
  let isOpen = true;
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write: (content) => telling(path, () => file.writeFile(content)),
    commit: () => telling(path, close),
    discard: close,
  };
}

async function temporaryFile(path: string, target: string, mode: number | null): Promise<AtomicFile> {
  const name = basename(target).slice(0, TEMPORARY_NAME_LENGTH);
  const temporary = join(dirname(target), `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', mode === null ? undefined : mode & 0o777);
  let state: 'open' | 'closed' | 'done' = 'open';
  const discard = async () => {
    if (state === 'done') return;
    if (state === 'open') await file.close().catch(() => {});
    state = 'done';
    await rm(temporary, { force: true });
  };
  return {
    write: (content) => telling(path, () => file.writeFile(content), discard),
    commit: () =>
      telling(
        path,
        async () => {
          if (mode !== null) await file.chmod(mode & 0o777).catch(() => {}); // Not ours to change: the default will do.
          await file.sync();
          await file.close();
          state = 'closed';
          await renamePatiently(temporary, target);
          state = 'done';
        },
        discard,
      ),
    discard,
  };
}

/** Errors of the operating system become messages; nothing is left behind. */
async function telling<Result>(
  path: string,
  run: () => Promise<Result>,
  discard: () => Promise<void> = () => Promise.resolve(),
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    await discard();
    throw writeFailure(path, error);
  }
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pauseMs of RENAME_PAUSES_MS) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(String(code))) throw error;
      await wait(pauseMs);
    }
  }
  await rename(from, to);
}
