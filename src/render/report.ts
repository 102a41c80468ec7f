import { VERSION } from '../base/version.js';
import type { Case } from '../aggregate/case.js';
import type { Diagnosis } from '../diagnose/diagnosis.js';

/** What every renderer gets. Renderers are pure: the same report gives the same bytes. */
export interface Report {
  readonly case: Case;
  readonly diagnosis: Diagnosis;
  readonly generator: { readonly name: 'etlreport'; readonly version: string };
  /** Longest list of rows a document shows; what is left out is said. */
  readonly top: number;
  /** True when addresses and names are pseudonyms: every document says so. */
  readonly redacted?: boolean;
}

/** The report of a case that was judged; `top` rows of each list are shown. */
export function newReport(aggregate: Case, diagnosis: Diagnosis, top: number): Report {
  return { case: aggregate, diagnosis, generator: { name: 'etlreport', version: VERSION }, top };
}
