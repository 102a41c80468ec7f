import { spawn } from 'node:child_process';
import { existsSync, openSync, closeSync } from 'node:fs';

/** GNU time; macOS has another one with other switches. */
const GNU_TIME = process.platform === 'linux' && existsSync('/usr/bin/time') ? '/usr/bin/time' : null;

/**
 * Runs a command, reads its output and forgets it.
 *
 * @returns {Promise<{ seconds: number, peakBytes: number | null, exitCode: number | null, stderr: string }>}
 *   peakBytes is the resident set at its largest, null where nothing measures it
 */
export async function measure(command, args, { input } = {}) {
  const [program, ...all] = GNU_TIME ? [GNU_TIME, '-f', '\npeak-kb %M', command, ...args] : [command, ...args];
  const stdin = input ? openSync(input, 'r') : 'ignore';
  const started = process.hrtime.bigint();
  const child = spawn(program, all, { stdio: [stdin, 'pipe', 'pipe'] });
  // Not /dev/null: GNU grep stops at its first match when it sees that nobody reads.
  child.stdout.resume();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const exitCode = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (input) closeSync(stdin);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const peak = /peak-kb (\d+)/.exec(stderr);
  return { seconds, peakBytes: peak ? Number(peak[1]) * 1024 : null, exitCode, stderr };
}

/** The same for a Node script; without GNU time the script itself tells its peak at the end. */
export function measureNode(args) {
  if (GNU_TIME) return measure(process.execPath, args);
  const hook = `process.on('exit',()=>process.stderr.write('\\npeak-kb '+process.resourceUsage().maxRSS+'\\n'))`;
  return measure(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args]);
}

/** True when a program of this name can be started. */
export function hasProgram(name) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const separator = process.platform === 'win32' ? ';' : ':';
  const folders = (process.env.PATH ?? '').split(separator);
  return folders.some((folder) => extensions.some((extension) => existsSync(`${folder}/${name}${extension}`)));
}
