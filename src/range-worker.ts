import { parentPort } from 'node:worker_threads';
import { formats } from './formats/registry.js';
import type { RangeAnswer, RangeJob } from './ranges/range-job.js';
import { BatchWriter } from './ranges/batch-writer.js';
import { readRange } from './ranges/read-range.js';

/** What readers learn in one range, those of the next know. */
const successive = formats.map((format) => ({ ...format, createReader: format.createSuccession() }));
const writer = new BatchWriter();

/** Ranges are asked for ahead, and read one after the other. */
let last = Promise.resolve();

parentPort?.on('message', (job: RangeJob) => {
  last = last.then(() => answer(job)).then(send);
});

function send(found: RangeAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
  parentPort?.postMessage(found);
}

async function answer(job: RangeJob): Promise<RangeAnswer> {
  try {
    return await readRange(job, successive, writer);
  } catch (error) {
    return { kind: 'failed', index: job.index, message: error instanceof Error ? error.message : String(error) };
  }
}
