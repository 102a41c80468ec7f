import { expect } from 'vitest';
import type { Case } from '../../src/aggregate/case.js';
import { divideCase } from '../../src/diagnose/divide-case.js';
import type { RuleFinding, RuleResult } from '../../src/diagnose/rule.js';
import { rules } from '../../src/diagnose/rules/index.js';

/** What one rule says of a case, with all the others there to claim their part first. */
export function evaluate(id: string, aggregate: Case): RuleResult {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule.evaluate(divideCase(aggregate, rules).get(rule)!);
}

/** The findings of a rule that must have failed. */
export function findingsOf(id: string, aggregate: Case): readonly RuleFinding[] {
  const result = evaluate(id, aggregate);
  expect(
    result.outcome,
    JSON.stringify(result, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).toBe('failed');
  const findings = result.outcome === 'failed' ? result.findings : [];
  for (const finding of findings) expectWellFormed(finding);
  return findings;
}

/** Expects exactly one finding. */
export function findingOf(id: string, aggregate: Case): RuleFinding {
  const findings = findingsOf(id, aggregate);
  expect(findings.map(({ title }) => title)).toHaveLength(1);
  return findings[0]!;
}

/** What holds for every finding of every rule. */
export function expectWellFormed(finding: RuleFinding): void {
  expect(rules.map(({ id }) => id)).toContain(finding.id);
  expect(finding.title).not.toMatch(/[.\s]$|undefined|null|NaN|\[object|  |\(\)/);
  expect(finding.sentence).not.toMatch(/[.\s]$|undefined|null|NaN|\[object|  |\(\)/);
  expect(finding.explanation).toMatch(/[.)]$/);
  expect(finding.explanation).not.toMatch(/undefined|NaN|\[object|  /);
  expect(new URL(finding.doc).hostname).toBe('learn.microsoft.com');
  // Below medium the evidence only points somewhere.
  if (finding.confidence === 'low') expect(`${finding.title} ${finding.sentence}`).toMatch(/points? to/);
  if (finding.severity !== 'info') expect(finding.next.length).toBeGreaterThan(0);
  if (finding.severity === 'fault') expect(finding.notConfused).not.toBe('');
  for (const step of finding.next) expect(step).not.toMatch(/undefined|null|NaN/);
}
