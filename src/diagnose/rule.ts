import type { Case, DropGroup } from '../aggregate/case.js';
import type { ConnectionView } from './connection-view.js';
import type { Coverage } from './coverage.js';
import type { Finding } from './diagnosis.js';

/** What a rule says of a case. `no-data`: the case cannot show it either way, which is not the same as good. */
export type RuleResult =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'no-data'; readonly why: string }
  | { readonly outcome: 'failed'; readonly findings: readonly RuleFinding[] };

/** A finding with the clause from which the sentence of the verdict is made. */
export interface RuleFinding extends Finding {
  /** What happened, as it follows on `Local loss: `; a sentence without its full stop. */
  readonly sentence: string;
  /** False for what slows or ends connections without a packet being lost: it does not decide local or remote. */
  readonly isLoss: boolean;
}

/** What a rule is given: the case, and the parts of it that belong to this rule and to no other. */
export interface RuleInput {
  readonly aggregate: Case;
  readonly coverage: Coverage;
  /** Dropped packets that this rule claimed. */
  readonly drops: readonly DropGroup[];
  /** Connections whose failure this rule claimed. */
  readonly connections: readonly ConnectionView[];
  /** All unicast connections, for rules about a symptom that is no failure. */
  readonly everyConnection: readonly ConnectionView[];
}

/**
 * One cause that a case may show. Pure: the same case gives the same result. One file per rule, named as its id.
 * The order of the rules in `rules/index.ts` counts: a dropped packet, and a connection that failed, go to the first
 * rule that claims them, so nothing is counted twice.
 */
export interface Rule {
  /** Noun phrase that names the failing state. */
  readonly id: string;
  /** The healthy state, in a sentence. */
  readonly title: string;
  /** What in the case triggers it, for `README.md` and `etlreport explain`. */
  readonly trigger: string;
  /** What a failure means, for `etlreport explain`. */
  readonly meaning: string;
  /** Usual category and side of its findings, for `README.md`. */
  readonly category: string;
  readonly side: Finding['side'];
  claimsDrop?(group: DropGroup): boolean;
  claimsConnection?(view: ConnectionView): boolean;
  evaluate(input: RuleInput): RuleResult;
}

export const PASSED: RuleResult = { outcome: 'passed' };

export function noData(why: string): RuleResult {
  return { outcome: 'no-data', why };
}

/** `failed` with these findings, `passed` without any. */
export function failedOrPassed(findings: readonly RuleFinding[]): RuleResult {
  return findings.length === 0 ? PASSED : { outcome: 'failed', findings };
}
