import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { InputError, UsageError } from './base/errors.js';
import type { CaseAnswer, CaseJob, PlainFailure } from './case-worker.js';
import type { CollectedCase } from './collect/collected-case.js';
import { type CaseOptions, type CaseOutcome, reportCase } from './report-case.js';

export interface BatchOptions extends CaseOptions {
  /** Cases at a time, each on a thread of its own; null for as many as the machine has cores. */
  readonly jobs: number | null;
  readonly onProgress: ((progress: BatchProgress) => void) | null;
}

export interface BatchProgress {
  readonly bytesRead: number;
  readonly casesDone: number;
}

/**
 * Reports many cases. What stays in memory grows with the number of jobs and not of cases: each report is written where it
 * is made, and only its summary comes back. The outcomes are in the order of the cases, whatever thread was faster.
 *
 * @throws {UsageError} when a report cannot be written; the other cases are given up then.
 */
export async function reportCases(
  cases: readonly CollectedCase[],
  { jobs, onProgress, ...options }: BatchOptions,
): Promise<readonly CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  const queue = cases.keys();
  let bytesRead = 0;
  let casesDone = 0;
  let isGivenUp = false;
  const tell = (bytes: number) => {
    bytesRead += bytes;
    onProgress?.({ bytesRead, casesDone });
  };
  const run = async (report: (one: CollectedCase) => Promise<CaseOutcome>) => {
    for (const index of queue) {
      const one = cases[index];
      if (one === undefined || isGivenUp) return;
      outcomes[index] = await outcomeOf(() => report(one)).catch((error: unknown) => {
        isGivenUp = true;
        throw error;
      });
      casesDone++;
      tell(0);
    }
  };
  const threads = Math.min(jobs ?? availableParallelism(), cases.length);
  if (threads <= 1) await run((one) => reportCase(one, options, tell));
  else await allOf(Array.from({ length: threads }, () => onThread(options, tell, run)));
  return outcomes;
}

/** Waits for all, so that nothing goes on behind the back of whoever hears of the first error. */
async function allOf(runs: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(runs);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** A mistake of the program in one case must not cost the reports of the others. */
async function outcomeOf(report: () => Promise<CaseOutcome>): Promise<CaseOutcome> {
  try {
    return await report();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const bug = error instanceof Error ? error : new Error(String(error));
    return { summary: null, failures: [], unused: [], pseudonyms: null, bug };
  }
}

/** One thread for one case after the other; a new one when it died. */
async function onThread(
  options: CaseOptions,
  tell: (bytes: number) => void,
  run: (report: (one: CollectedCase) => Promise<CaseOutcome>) => Promise<void>,
): Promise<void> {
  let worker: Worker | null = null;
  try {
    await run(async (one) => {
      worker ??= new Worker(new URL('./case-worker.js', import.meta.url));
      try {
        return await ask(worker, { one, options }, tell);
      } catch (error) {
        await worker.terminate();
        worker = null;
        throw error;
      }
    });
  } finally {
    await (worker as Worker | null)?.terminate();
  }
}

/** The mistake as it was on its thread. */
function bugOf(stack: string): Error {
  return Object.assign(new Error('a mistake on a thread'), { stack });
}

/** The thread answers once, or dies. */
function ask(worker: Worker, job: CaseJob, tell: (bytes: number) => void): Promise<CaseOutcome> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      worker.off('message', receive);
      worker.off('error', fail);
      act();
    };
    const fail = (error: Error) => finish(() => reject(error));
    const receive = (answer: CaseAnswer) => {
      if (answer.kind === 'read') return tell(answer.bytes);
      if (answer.kind === 'done') return finish(() => resolve(outcomeIn(answer)));
      const error = answer.kind === 'usage' ? new UsageError(answer.message) : bugOf(answer.stack);
      finish(() => reject(error));
    };
    worker.on('message', receive);
    worker.on('error', fail);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
    worker.postMessage(job);
  });
}

function outcomeIn(answer: Extract<CaseAnswer, { readonly kind: 'done' }>): CaseOutcome {
  const { summary, failures, unused, pseudonyms } = answer;
  return { summary, failures: failures.map(revived), unused, pseudonyms, bug: null };
}

function revived({ path, code, message, next }: PlainFailure): InputError {
  return new InputError(path, code, message, next);
}
