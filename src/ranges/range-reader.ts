import { closeSync, openSync, readSync } from 'node:fs';
import { RecordStarts } from '../classify/first-of-record.js';
import { RecordRouter } from '../classify/record-router.js';
import { createDecoder } from '../decode/index.js';
import type { LogFormat } from '../formats/log-format.js';
import { readLines } from '../lines/read-lines.js';
import { BatchWriter } from './batch-writer.js';
import type { RangeAnswer, RangeJob } from './range-job.js';
import { rangeStart } from './range-start.js';

const BLOCK_BYTES = 1024 * 1024;

/** Reads ranges of one file, one after the other: what was learned in one is known in the next. */
export class RangeReader {
  readonly #writer = new BatchWriter();
  readonly #starts = new RecordStarts();
  readonly #formats: readonly LogFormat[];

  constructor(formats: readonly LogFormat[]) {
    this.#formats = formats.map((format) => {
      const create = format.createSuccession(UNKNOWN_INPUT);
      return { ...format, createReader: (_, sink) => create(sink) };
    });
  }

  /** Reads the records of a range into a batch. Errors of the operating system pass through. */
  async read(job: RangeJob): Promise<RangeAnswer & { readonly kind: 'read' }> {
    const { index, path, encoding, sizeBytes, from, to } = job;
    const writer = this.#writer;
    const file = openSync(path, 'r');
    try {
      const start = rangeStart(file, from, sizeBytes, encoding, this.#starts);
      const end = to >= sizeBytes ? sizeBytes : rangeStart(file, to, sizeBytes, encoding, this.#starts);
      const decoder = createDecoder(encoding);
      const router = new RecordRouter(this.#formats, UNKNOWN_INPUT, (event, text) => writer.add(event, text));
      await readLines(blocksOf(file, start, end), decoder, {
        onLine: (line) => router.line(line),
        onMove: () => {
          router.keep();
          writer.keep();
        },
        onBlock: () => {},
      });
      return {
        kind: 'read',
        index,
        routed: router.end(),
        batch: writer.finish(),
        replacements: decoder.replacements(),
      };
    } finally {
      closeSync(file);
    }
  }
}

/** The other thread knows which input it is. */
const UNKNOWN_INPUT = 0;

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
