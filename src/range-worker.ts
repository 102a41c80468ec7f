import { parentPort } from 'node:worker_threads';
import { formats } from './formats/registry.js';
import type { RangeAnswer, RangeJob } from './ranges/range-job.js';
import { readRange } from './ranges/read-range.js';

parentPort?.on('message', (job: RangeJob) => {
  void answer(job).then(send);
});

function send(found: RangeAnswer): void {
  // Numbers and text change hands without a copy.
  parentPort?.postMessage(found, found.kind === 'read' ? buffersOf(found.batch) : []);
}

async function answer(job: RangeJob): Promise<RangeAnswer> {
  try {
    return await readRange(job, formats);
  } catch (error) {
    return { kind: 'failed', index: job.index, message: error instanceof Error ? error.message : String(error) };
  }
}

function buffersOf({
  numbers,
  headers,
  flows,
  record,
}: Extract<RangeAnswer, { kind: 'read' }>['batch']): ArrayBuffer[] {
  return [numbers.buffer, headers.buffer, flows.buffer, record.buffer] as ArrayBuffer[];
}
