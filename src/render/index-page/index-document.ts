import type { CaseSummary } from './case-summary.js';

/** Everything the index shows, of one run over a collection. */
export interface CollectionIndex {
  readonly generator: { readonly name: 'etlreport'; readonly version: string };
  /** What the user named. */
  readonly roots: readonly string[];
  /** Sorted by name. */
  readonly cases: readonly CaseSummary[];
  /** Inputs that could not be read, or only in part, with the steps that help. */
  readonly failures: readonly IndexFailure[];
  /** Files that were found and are not read by this program. */
  readonly notRead: readonly NotReadFile[];
  readonly isRedacted: boolean;
  /** Longest list of rows the page shows. */
  readonly top: number;
}

export interface IndexFailure {
  readonly path: string;
  /** Null when it is of no case. */
  readonly caseName: string | null;
  readonly message: string;
  readonly next: readonly string[];
}

export interface NotReadFile {
  readonly path: string;
  readonly caseName: string | null;
  /** What it is, to follow "is". */
  readonly what: string;
}
