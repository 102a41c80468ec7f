import { Worker } from 'node:worker_threads';
import { InputError } from '../base/errors.js';
import type { RoutedLines } from '../classify/record-router.js';
import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { LogFormat } from '../formats/log-format.js';
import { mergeRouted } from './merge-routed.js';
import { AHEAD, type RangeAnswer, type RangeJob } from './range-job.js';
import { BatchReader } from './batch-reader.js';

/** Bytes of one range: enough that a thread is busy for a while, few enough that what waits is small. */
export const RANGE_BYTES = 2 * 1024 * 1024;
const UNIT_BYTES = 4;

/** A file that is read in ranges. */
export interface RangedFile {
  readonly path: string;
  readonly encoding: string;
  readonly sizeBytes: number;
  readonly input: number;
  readonly rangeBytes: number;
  readonly formats: readonly LogFormat[];
  /** Threads that read; this one takes the events. */
  readonly threads: number;
}

/** What was read of it, as one. */
export interface RangedRead {
  readonly routed: RoutedLines;
  readonly replacements: number;
  /** Why reading broke off; what was read before still counts. Null when it did not. */
  readonly failure: InputError | null;
}

/** A record needs what an earlier one said (a time without a date): the file has to be read from its beginning. */
export class DependentRecords extends Error {}

/**
 * Reads a file on several threads and hands its events over in the order of the file, exactly as one thread would.
 *
 * @throws {DependentRecords} when the records of a range cannot be understood without those before.
 * @throws {InputError} `io` when not even the first range could be read.
 */
export async function readRanges(
  file: RangedFile,
  onEvent: (event: Event, verbatim: Verbatim) => void,
  onRead: (bytesRead: number) => void,
): Promise<RangedRead> {
  const { path, encoding, sizeBytes } = file;
  // Characters of UTF-16 and UTF-32 begin at whole units.
  const rangeBytes = Math.max(UNIT_BYTES, file.rangeBytes - (file.rangeBytes % UNIT_BYTES));
  const count = Math.max(1, Math.ceil(sizeBytes / rangeBytes));
  const jobs = Array.from({ length: count }, (_, index): RangeJob => {
    const from = index * rangeBytes;
    return { index, path, encoding, sizeBytes, from, to: index + 1 === count ? sizeBytes : from + rangeBytes };
  });
  const threads = Array.from({ length: Math.min(file.threads, count) }, () => new RangeThread(file));
  const threadOf = (index: number) => threads[index % threads.length] as RangeThread;
  try {
    const answers: (Promise<RangeAnswer> | undefined)[] = [];
    let asked = 0;
    let found: RangedRead | null = null;
    for (let index = 0; index < count; index++) {
      for (; asked < count && asked < index + AHEAD * threads.length; asked++)
        answers[asked] = threadOf(asked).ask(jobs[asked] as RangeJob);
      const answer = await (answers[index] as Promise<RangeAnswer>);
      answers[index] = undefined;
      if (answer.kind === 'failed')
        return brokenOff(found, new InputError(path, 'io', `${path}: ${answer.message}`, []));
      if (!answer.routed.isSelfContained && count > 1) throw new DependentRecords();
      threadOf(index).batches.read(answer.batch, found?.routed.lines ?? 0, onEvent);
      found = added(found, answer);
      onRead((jobs[index] as RangeJob).to);
    }
    return found as RangedRead;
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

function added(
  found: RangedRead | null,
  { routed, replacements }: RangeAnswer & { readonly kind: 'read' },
): RangedRead {
  if (found === null) return { routed, replacements, failure: null };
  return {
    routed: mergeRouted(found.routed, routed),
    replacements: found.replacements + replacements,
    failure: null,
  };
}

function brokenOff(found: RangedRead | null, failure: InputError): RangedRead {
  if (found === null) throw failure;
  return { ...found, failure };
}

/** Little of what it makes lives long, so that a larger space for new objects is memory without a gain (35 MB). */
const YOUNG = { maxYoungGenerationSizeMb: 4 };

/** One thread that reads ranges, one after the other. */
class RangeThread {
  readonly #worker = new Worker(new URL('../range-worker.js', import.meta.url), { resourceLimits: YOUNG });
  readonly #waiting = new Map<number, (answer: RangeAnswer) => void>();
  /** Of what it answers. */
  readonly batches: BatchReader;

  constructor({ input, formats }: RangedFile) {
    this.batches = new BatchReader(input, formats);
    this.#worker.on('message', (answer: RangeAnswer) => this.#answer(answer));
    this.#worker.on('error', (error) => {
      for (const index of this.#waiting.keys()) this.#answer({ kind: 'failed', index, message: String(error) });
    });
  }

  ask(job: RangeJob): Promise<RangeAnswer> {
    return new Promise((resolve) => {
      this.#waiting.set(job.index, resolve);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin.
      this.#worker.postMessage(job);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer(answer: RangeAnswer): void {
    this.#waiting.get(answer.index)?.(answer);
    this.#waiting.delete(answer.index);
  }
}
