import type { Case } from '../aggregate/case.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import { rankFindings } from './rank-findings.js';
import { rules } from './rules/index.js';
import { verdictOf } from './verdict.js';

/** Judges a case by every rule. Pure: the same case gives the same diagnosis. */
export function diagnose(aggregate: Case): Diagnosis {
  const findings: Finding[] = rules.flatMap((rule) => {
    const result = rule.evaluate(aggregate);
    return result.outcome === 'failed' ? [...result.findings] : [];
  });
  const ranked = rankFindings(findings);
  return { verdict: verdictOf(aggregate, ranked), findings: ranked };
}
