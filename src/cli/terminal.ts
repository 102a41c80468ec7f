import type { Output } from './surroundings.js';

/** Width of texts that go to a file or a pipe. */
const COLUMNS_ELSEWHERE = 100;

export function columnsOf(output: Output): number {
  return output.columns ?? COLUMNS_ELSEWHERE;
}

/** Colour is for people: none for files and pipes, none with `NO_COLOR` (https://no-color.org) or a dumb terminal. */
export function hasColor(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  return output.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Writes and waits until the system has it: a large report through a slow pipe must not pile up. */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      if (error === null || error === undefined || isBrokenPipe(error)) resolve();
      else reject(error);
    });
  });
}

/** The reader went away (`etlreport … -o - | more`, then Q). That is its right, and no error of ours. */
export function tolerateBrokenPipe(output: Output): void {
  output.on('error', (error: Error) => {
    if (!isBrokenPipe(error)) throw error;
  });
}

/** True when nobody reads any more what is written. */
export function isGone(output: Output): boolean {
  return 'destroyed' in output && output.destroyed === true;
}

/** `EPIPE`; on Windows also `EOF`. After it Node calls the stream destroyed. */
function isBrokenPipe(error: Error): boolean {
  const code = 'code' in error ? error.code : null;
  return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED';
}
