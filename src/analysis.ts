import { EVERYTHING, type Selection } from './aggregate/selection.js';
import type { InputError } from './base/errors.js';
import type { Event } from './events/event.js';
import type { ParseCounts } from './base/parse-counts.js';
import { type InputSource, STANDARD_INPUT } from './read/index.js';
import type { Report } from './render/report.js';

export interface AnalyzeOptions {
  /** Name of the encoding of all inputs; null to find it out for each. */
  readonly encoding: string | null;
  /** Rows shown of each list in documents. */
  readonly top: number;
  readonly selection: Selection;
  readonly onProgress: ((progress: Progress) => void) | null;
  /** Threads that read one large file; the result does not depend on them. One when not given. */
  readonly threads?: number;
  /** Reads every record in turn on one thread: one of them needs what others said. */
  readonly inTurn?: boolean;
  /** Bytes that a thread reads at a time; the result does not depend on them either. */
  readonly rangeBytes?: number;
  /** Told each selected event as it is read. It is only valid during the call. */
  readonly onEvent?: (event: Event) => void;
  /** Awaited before each further block is read, so that a slow reader of events is not overrun. */
  readonly ready?: () => Promise<void>;
}

export interface Progress {
  readonly path: string;
  readonly bytesRead: number;
  /** Null for a pipe. */
  readonly sizeBytes: number | null;
}

/** What came out of a run. */
export interface Analysis {
  readonly report: Report;
  /** Inputs that could not be read, or only in part. */
  readonly failures: readonly InputError[];
  /** How the records of all inputs were parsed. */
  readonly parsing: ParseCounts;
}

export const DEFAULT_OPTIONS: AnalyzeOptions = { encoding: null, top: 200, selection: EVERYTHING, onProgress: null };

/** True when nothing can be read again: its events went out already, or its bytes are gone. */
export function isReadOnce(sources: readonly InputSource[], { onEvent }: AnalyzeOptions): boolean {
  return onEvent !== undefined || sources.some(({ path }) => path === STANDARD_INPUT);
}
