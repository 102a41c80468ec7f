import type { CaseSummary } from './case-summary.js';
import type { CollectionIndex } from './index-document.js';
import { sharedCauses } from './shared-causes.js';

/** The schema of `index-schema.json`. */
export const INDEX_SCHEMA_VERSION = 1;

/** All cases in one document for programs; the whole of each case is in its own JSON (`--format json`). */
export function renderIndexJson(index: CollectionIndex): string {
  const document = {
    schemaVersion: INDEX_SCHEMA_VERSION,
    generator: index.generator,
    roots: index.roots,
    redacted: index.isRedacted,
    sharedCauses: sharedCauses(index.cases).map(({ caseNames, ...cause }) => ({ ...cause, cases: caseNames })),
    cases: index.cases.map(jsonCase),
    failures: index.failures.map(({ path, caseName, message, next }) => ({ path, case: caseName, message, next })),
    notRead: index.notRead.map(({ path, caseName, what }) => ({ path, case: caseName, what })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function jsonCase(one: CaseSummary) {
  const { verdict, reports, drops, ...rest } = one;
  const { loss, confidence, sentence } = verdict;
  return { ...rest, verdict: { loss, confidence, sentence }, drops, reports };
}
