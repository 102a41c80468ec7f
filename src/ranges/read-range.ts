import { type FileHandle, open } from 'node:fs/promises';
import { RecordRouter } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { LogFormat } from '../formats/log-format.js';
import { readLines } from '../lines/read-lines.js';
import { BatchWriter } from './batch-writer.js';
import type { RangeAnswer, RangeJob } from './range-job.js';
import { rangeStart } from './range-start.js';

const BLOCK_BYTES = 1024 * 1024;

/** Reads the records of a range into a batch. Errors of the operating system pass through. */
export async function readRange(
  job: RangeJob,
  formats: readonly LogFormat[],
): Promise<RangeAnswer & { readonly kind: 'read' }> {
  const { index, path, encoding, sizeBytes, from, to } = job;
  const file = await open(path, 'r');
  try {
    const start = await rangeStart(file, from, sizeBytes, encoding);
    const end = to >= sizeBytes ? sizeBytes : await rangeStart(file, to, sizeBytes, encoding);
    const decoder = createDecoder(encoding);
    const batch = new BatchWriter();
    const router = new RecordRouter(formats, 0, (event, verbatim) => batch.add(event, verbatim));
    await readLines(blocksOf(file, start, end), decoder, {
      onLine: (line) => router.line(line),
      onMove: () => router.keep(),
      onBlock: () => {},
    });
    return { kind: 'read', index, routed: router.end(), batch: batch.finish(), replacements: decoder.replacements() };
  } finally {
    await file.close();
  }
}

async function* blocksOf(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  const block = Buffer.alloc(Math.max(0, Math.min(BLOCK_BYTES, end - start)));
  for (let at = start; at < end;) {
    const { bytesRead } = await file.read(block, 0, Math.min(block.length, end - at), at);
    if (bytesRead === 0) return;
    yield block.subarray(0, bytesRead);
    at += bytesRead;
  }
}
