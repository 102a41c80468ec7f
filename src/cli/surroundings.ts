import type { Analysis, AnalyzeOptions } from '../analysis.js';
import type { SavedReport } from '../compare/index.js';
import type { Event } from '../events/event.js';
import type { Pseudonyms } from '../redact/pseudonyms.js';
import type { InputSource } from '../read/index.js';
import type { reportCases } from '../batch.js';
import type { Collection } from '../collect/collect.js';
import type { FindRequest } from '../collect/find-files.js';
import type { CollectionIndex } from '../render/index-page/index-document.js';
import type { Report } from '../render/report.js';
import type { OutputFormat, Rendered } from '../write/index.js';

/** Everything from outside that the command line touches. Tests pass their own. */
export interface Surroundings {
  readonly stdout: Output;
  readonly stderr: Output;
  /** True when standard input is a keyboard. */
  readonly stdinIsTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly cwd: string;
  /** Shows a file in the program the system has for it; false when that failed. */
  readonly openFile: (path: string) => Promise<boolean>;
  /** Loads what makes reports: only then, so that `--help` and `explain` answer at once. */
  readonly loadReporter: () => Promise<Reporter>;
  readonly loadCollectionReporter: () => Promise<CollectionReporter>;
  readonly loadExplainer: () => Promise<Explainer>;
}

/** A stream to write to; `isTTY` and `columns` when it is a terminal. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The stages behind the command line. */
export interface Reporter {
  readonly analyze: (sources: readonly InputSource[], options: AnalyzeOptions) => Promise<Analysis>;
  /** What a format needs is loaded when it is written. */
  readonly renderers: Readonly<Record<OutputFormat, (report: Report) => Rendered | Promise<Rendered>>>;
  readonly renderVerdict: (report: Report, options: { readonly columns: number; readonly color: boolean }) => string;
  /** The JSON document of a report, as plain data. */
  readonly savedReport: (report: Report) => SavedReport;
  /** One event as a line of NDJSON; with pseudonyms when there are some. */
  readonly eventLine: (event: Event, pseudonyms: Pseudonyms | null) => string;
  readonly redact: (report: Report, pseudonyms: Pseudonyms) => Report;
}

/** The same for collections: many cases, one index. */
export interface CollectionReporter {
  readonly version: string;
  readonly collect: (request: FindRequest, encoding: string | null) => Promise<Collection>;
  readonly reportCases: typeof reportCases;
  readonly renderIndexPage: (index: CollectionIndex) => string;
  readonly renderIndexJson: (index: CollectionIndex) => string;
  readonly renderCollection: (
    index: CollectionIndex,
    options: { readonly columns: number; readonly color: boolean },
  ) => string;
}

/** Answers a question about a code; `isFound` is false when nothing is known of it. */
export type Explainer = (query: string, columns: number) => { readonly text: string; readonly isFound: boolean };
