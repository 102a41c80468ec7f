import { spawn } from 'node:child_process';
import { win32 } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Opener {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The program that shows a file on each system. No shell is involved, so that no name can be a command.
 * On Windows the file goes as an address (`file:///C:/My%20logs/PktMon.html`), which needs no quotes, and the program by its
 * full path, because Windows would look into the current folder first.
 */
export function openerOf(
  path: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Opener {
  if (platform === 'win32') {
    const system = win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'rundll32.exe');
    const { href } = pathToFileURL(path, { windows: true });
    return { command: system, args: ['url.dll,FileProtocolHandler', href] };
  }
  if (platform === 'darwin') return { command: '/usr/bin/open', args: ['--', path] };
  return { command: 'xdg-open', args: [path] };
}

/** Shows a file and does not wait for it to be closed. @returns false when the program could not be started. */
export function openFile(
  path: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const { command, args } = openerOf(path, platform, env);
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
    child.once('error', () => resolve(false));
  });
}
