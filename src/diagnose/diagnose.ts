import type { Case } from '../aggregate/case.js';
import { connectionVerdicts } from './connection-verdict.js';
import type { Diagnosis } from './diagnosis.js';
import { divideCase } from './divide-case.js';
import { rankFindings } from './rank-findings.js';
import type { RuleFinding } from './rule.js';
import { rules } from './rules/index.js';
import { verdictOf } from './verdict.js';

/** Judges a case by every rule. Pure: the same case gives the same diagnosis. */
export function diagnose(aggregate: Case): Diagnosis {
  const inputs = divideCase(aggregate, rules);
  const findings: RuleFinding[] = [];
  for (const [rule, input] of inputs) {
    const result = rule.evaluate(input);
    if (result.outcome === 'failed') findings.push(...result.findings);
  }
  const ranked = rankFindings(findings);
  return {
    verdict: verdictOf(aggregate, ranked),
    findings: ranked,
    connectionVerdicts: connectionVerdicts(aggregate),
  };
}
