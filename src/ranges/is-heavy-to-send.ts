import { RecordRouter } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { LogFormat } from '../formats/log-format.js';
import { readLines } from '../lines/read-lines.js';

/**
 * True when most events at the beginning of an input travel between threads as objects, which takes longer than reading
 * them: packets and messages of the TCP layer travel as numbers, what other layers say has many forms and is rare.
 */
export async function isHeavyToSend(
  head: Uint8Array,
  encoding: string,
  formats: readonly LogFormat[],
): Promise<boolean> {
  let numbers = 0;
  let objects = 0;
  const router = new RecordRouter(formats, 0, ({ kind }) => {
    if (kind === 'packet' || kind === 'drop' || kind === 'tcp') numbers++;
    else if (!RUNDOWN.has(kind)) objects++;
  });
  await readLines(once(head), createDecoder(encoding), {
    onLine: (line) => router.line(line),
    onMove: () => router.keep(),
    onBlock: () => {},
  });
  router.end();
  return objects > numbers;
}

/** What a log begins with, however it goes on. */
const RUNDOWN: ReadonlySet<string> = new Set(['component', 'property', 'counter', 'filter', 'trace-header']);

async function* once(block: Uint8Array): AsyncGenerator<Uint8Array> {
  yield block;
}
