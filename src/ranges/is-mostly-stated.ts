import { RecordRouter } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { LogFormat } from '../formats/log-format.js';
import { readLines } from '../lines/read-lines.js';

/**
 * True when most events at the beginning of an input are messages of the network stack. They have hundreds of forms and
 * travel between threads as objects, which takes three times as long as reading them; packets travel as numbers.
 */
export async function isMostlyStated(
  head: Uint8Array,
  encoding: string,
  formats: readonly LogFormat[],
): Promise<boolean> {
  let stated = 0;
  let others = 0;
  const router = new RecordRouter(formats, 0, ({ kind }) => {
    if (kind === 'packet' || kind === 'drop') others++;
    else stated++;
  });
  await readLines(once(head), createDecoder(encoding), {
    onLine: (line) => router.line(line),
    onMove: () => router.keep(),
    onBlock: () => {},
  });
  router.end();
  return stated > others;
}

async function* once(block: Uint8Array): AsyncGenerator<Uint8Array> {
  yield block;
}
