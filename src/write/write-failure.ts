import { UsageError } from '../base/errors.js';

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
export function writeFailure(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || !/^E(?!RR_)[A-Z0-9]+$/.test(code)) return error;
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : `the system says ${code}.`;
  return new UsageError(`${path} cannot be written: ${reason}`);
}

function codeOf(error: unknown): string | null {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return isCoded ? (error.code as string) : null;
}
