import { closeSync, openSync, readSync } from 'node:fs';
import { RecordRouter } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { LogFormat } from '../formats/log-format.js';
import { readLines } from '../lines/read-lines.js';
import type { BatchWriter } from './batch-writer.js';
import type { RangeAnswer, RangeJob } from './range-job.js';
import { rangeStart } from './range-start.js';

const BLOCK_BYTES = 1024 * 1024;

/**
 * Reads the records of a range into a batch. Errors of the operating system pass through.
 * @param formats with readers that know what those of earlier ranges learned
 * @param writer of all batches of this thread
 */
export async function readRange(
  job: RangeJob,
  formats: readonly LogFormat[],
  writer: BatchWriter,
): Promise<RangeAnswer & { readonly kind: 'read' }> {
  const { index, path, encoding, sizeBytes, from, to } = job;
  const file = openSync(path, 'r');
  try {
    const start = rangeStart(file, from, sizeBytes, encoding);
    const end = to >= sizeBytes ? sizeBytes : rangeStart(file, to, sizeBytes, encoding);
    const decoder = createDecoder(encoding);
    const router = new RecordRouter(formats, 0, (event, verbatim) => writer.add(event, verbatim));
    await readLines(blocksOf(file, start, end), decoder, {
      onLine: (line) => router.line(line),
      onMove: () => {
        router.keep();
        writer.keep();
      },
      onBlock: () => {},
    });
    return { kind: 'read', index, routed: router.end(), batch: writer.finish(), replacements: decoder.replacements() };
  } finally {
    closeSync(file);
  }
}

/** This thread has nothing else to do while it reads. */
async function* blocksOf(file: number, start: number, end: number): AsyncGenerator<Uint8Array> {
  const block = Buffer.allocUnsafeSlow(Math.max(0, Math.min(BLOCK_BYTES, end - start)));
  for (let at = start; at < end;) {
    const bytesRead = readSync(file, block, 0, Math.min(block.length, end - at), at);
    if (bytesRead === 0) return;
    yield block.subarray(0, bytesRead);
    at += bytesRead;
  }
}
