import { parentPort } from 'node:worker_threads';
import { formats } from './formats/registry.js';
import type { RangeAnswer, RangeJob } from './ranges/range-job.js';
import { RangeReader } from './ranges/range-reader.js';

const reader = new RangeReader(formats);

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
    return await reader.read(job);
  } catch (error) {
    return { kind: 'failed', index: job.index, message: error instanceof Error ? error.message : String(error) };
  }
}
