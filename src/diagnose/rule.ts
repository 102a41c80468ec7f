import type { Case } from '../aggregate/case.js';
import type { Finding } from './diagnosis.js';

/** What a rule says of a case. `no-data`: the case cannot show it either way, which is not the same as good. */
export type RuleResult =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'no-data'; readonly why: string }
  | { readonly outcome: 'failed'; readonly findings: readonly Finding[] };

/** One cause that a case may show. Pure: the same case gives the same result. One file per rule, named as its id. */
export interface Rule {
  /** Noun phrase that names the failing state. */
  readonly id: string;
  /** The healthy state, in a sentence. */
  readonly title: string;
  /** What in the case triggers it, for `README.md`. */
  readonly trigger: string;
  evaluate(aggregate: Case): RuleResult;
}

export const PASSED: RuleResult = { outcome: 'passed' };

/** `failed` with these findings, `passed` without any. */
export function failedOrPassed(findings: readonly Finding[]): RuleResult {
  return findings.length === 0 ? PASSED : { outcome: 'failed', findings };
}
