import { realpath, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

/** How paths are written and compared on a platform. */
export function pathsOf(platform: NodeJS.Platform): typeof posix | typeof win32 {
  return platform === 'win32' ? win32 : posix;
}

/**
 * Tells whether two paths are one file: through symbolic and hard links, and without regard to case where the file system
 * has none (Windows, macOS). Neither needs to exist.
 */
export async function isSameFile(first: string, second: string, platform: NodeJS.Platform): Promise<boolean> {
  const [one, other] = await Promise.all([identityOf(first), identityOf(second)]);
  if (one !== null && one === other) return true;
  const names = await Promise.all([realPathOf(first, platform), realPathOf(second, platform)]);
  return comparable(names[0], platform) === comparable(names[1], platform);
}

/** Device and inode, which hard links share; null for what does not exist. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return ino === 0n ? null : `${dev}:${ino}`; // Some network drives number no file.
  } catch {
    return null;
  }
}

/** The path without links. Of a file that does not exist yet, that of its folder with its name. */
export async function realPathOf(path: string, platform: NodeJS.Platform): Promise<string> {
  const { basename, dirname, join, resolve } = pathsOf(platform);
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch {
    const folder = dirname(absolute);
    return folder === absolute ? absolute : join(await realPathOf(folder, platform), basename(absolute));
  }
}

/** Equal for paths that are one file on this platform; Unicode is composed differently by macOS. */
export function comparable(path: string, platform: NodeJS.Platform): string {
  const hasCase = platform !== 'win32' && platform !== 'darwin';
  return hasCase ? path : path.normalize('NFC').toLowerCase();
}
