import type { Case } from '../aggregate/case.js';
import { connectionVerdicts } from './connection-verdict.js';
import type { Diagnosis, Finding } from './diagnosis.js';
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
    findings: ranked.map(asFinding),
    connectionVerdicts: connectionVerdicts(aggregate),
  };
}

/** Without what was only for the verdict. */
function asFinding(finding: RuleFinding): Finding {
  const { id, severity, side, category, confidence, title, explanation, packets, connections } = finding;
  const { firstTime, lastTime, next, notConfused, doc, evidence } = finding;
  const what = { id, severity, side, category, confidence, title, explanation };
  return { ...what, packets, connections, firstTime, lastTime, next, notConfused, doc, evidence };
}
