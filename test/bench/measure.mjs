import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** GNU time; macOS has another one with other switches. */
const GNU_TIME = process.platform === 'linux' && existsSync('/usr/bin/time') ? '/usr/bin/time' : null;
/** Answers of tools are small; our JSON of a million connections is not needed. */
const MAXIMUM_OUTPUT = 256 << 20;

/**
 * Runs a command and keeps what it says.
 *
 * @returns {Promise<{ seconds: number, peakBytes: number | null, exitCode: number | null, stdout: string, stderr: string }>}
 *   wall time of the whole process; peakBytes is the resident set at its largest, null where nothing measures it
 */
export async function measure(command, args) {
  const [program, ...all] = GNU_TIME ? [GNU_TIME, '-f', '\npeak-kb %M', command, ...args] : [command, ...args];
  const started = process.hrtime.bigint();
  // Not /dev/null for the output: GNU grep stops at its first match when it sees that nobody reads.
  const child = spawn(program, all, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
  const stdout = [];
  let length = 0;
  child.stdout.on('data', (bytes) => {
    length += bytes.length;
    if (length <= MAXIMUM_OUTPUT) stdout.push(bytes);
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const exitCode = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const peak = /peak-kb (\d+)/.exec(stderr);
  return {
    seconds,
    peakBytes: peak ? Number(peak[1]) * 1024 : null,
    exitCode,
    stdout: Buffer.concat(stdout).toString(),
    stderr,
  };
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
