import { parentPort } from 'node:worker_threads';

import { type InputError, UsageError } from './base/errors.js';
import type { CollectedCase } from './collect/collected-case.js';
import { type CaseOptions, reportCase } from './report-case.js';
import type { KnownPseudonyms } from './redact/pseudonyms.js';
import type { CaseSummary } from './render/index-page/case-summary.js';

/** A case for this thread. */
export interface CaseJob {
  readonly one: CollectedCase;
  readonly options: CaseOptions;
}

/** An `InputError` on its way between threads, which would lose its class. */
export type PlainFailure = Pick<InputError, 'path' | 'code' | 'message' | 'next'>;

/** What this thread answers: how far it is, and at the end how it went. */
export type CaseAnswer =
  | { readonly kind: 'read'; readonly bytes: number }
  | {
      readonly kind: 'done';
      readonly summary: CaseSummary | null;
      readonly failures: readonly PlainFailure[];
      readonly unused: readonly string[];
      readonly pseudonyms: KnownPseudonyms | null;
    }
  | { readonly kind: 'usage'; readonly message: string }
  | { readonly kind: 'bug'; readonly stack: string };

/** Progress is told in steps of this size: a message for every block would cost more than it tells. */
const TOLD_BYTES = 4 * 1024 * 1024;

parentPort?.on('message', (job: CaseJob) => {
  void answer(job).then(send);
});

function send(message: CaseAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin.
  parentPort?.postMessage(message);
}

async function answer({ one, options }: CaseJob): Promise<CaseAnswer> {
  let untold = 0;
  const tell = (bytes: number) => {
    untold += bytes;
    if (untold < TOLD_BYTES) return;
    send({ kind: 'read', bytes: untold });
    untold = 0;
  };
  try {
    const { summary, failures, unused, pseudonyms } = await reportCase(one, options, tell);
    send({ kind: 'read', bytes: untold });
    const plain = failures.map(({ path, code, message, next }) => ({ path, code, message, next }));
    return { kind: 'done', summary, failures: plain, unused, pseudonyms };
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'usage', message: error.message };
    return { kind: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
