import type { InputError } from '../base/errors.js';
import type { Collection } from '../collect/collect.js';
import type { CaseSummary } from '../render/index-page/case-summary.js';
import type { CollectionIndex, IndexFailure, NotReadFile } from '../render/index-page/index-document.js';
import type { CaseOutcome } from '../report-case.js';
import { redactedText } from './collection-redaction.js';
import type { Redaction } from './redaction.js';

export interface IndexParts {
  /** What the user named. */
  readonly roots: readonly string[];
  readonly collection: Collection;
  /** In the order of the cases. */
  readonly outcomes: readonly CaseOutcome[];
  readonly redaction: Redaction | null;
  readonly top: number;
  readonly version: string;
}

/** Puts together what the index shows; of redacted reports without a path as it was. */
export function collectionIndex({ roots, collection, outcomes, redaction, top, version }: IndexParts): CollectionIndex {
  const shown = (path: string) => redaction?.path(path) ?? path;
  const failureOf = ({ path, message, next }: InputError, caseName: string | null): IndexFailure => ({
    path: shown(path),
    caseName,
    message: redactedText(message, [path], redaction),
    next: next.map((step) => redactedText(step, [path], redaction)),
  });
  const told = collection.cases.map((one, at) => ({ one, outcome: outcomes[at] }));
  return {
    generator: { name: 'etlreport', version },
    roots: roots.map(shown),
    cases: outcomes.map(({ summary }) => summary).filter((one): one is CaseSummary => one !== null),
    failures: [
      ...collection.failures.map((failure) => failureOf(failure, null)),
      ...told.flatMap(({ one, outcome }) => [
        ...(outcome?.failures ?? []).map((failure) => failureOf(failure, one.name)),
        ...(outcome?.bug ? [bugFailure(one.name)] : []),
      ]),
    ],
    notRead: notRead(collection, outcomes)
      .map(({ path, caseName, what, sameAs }) => ({
        path: shown(path),
        caseName,
        what: sameAs === null ? what : `${what} ${shown(sameAs)}`,
      }))
      .toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
    isRedacted: redaction !== null,
    top,
  };
}

function notRead({ cases, notOurs }: Collection, outcomes: readonly CaseOutcome[]) {
  const owned = cases.flatMap((one, at) => [
    ...one.notOurs.map((file) => ({ ...file, caseName: one.name })),
    ...(outcomes[at]?.unused ?? []).map((path) => ({
      path,
      caseName: one.name,
      what: 'a file that explains no trace',
      sameAs: null,
    })),
  ]);
  return [...owned, ...notOurs.map((file) => ({ ...file, caseName: null }))] satisfies readonly (NotReadFile & {
    readonly sameAs: string | null;
  })[];
}

function bugFailure(name: string): IndexFailure {
  return { path: name, caseName: name, message: `${name}: no report, because of a mistake of the program.`, next: [] };
}
