import type { Severity } from '../diagnose/diagnosis.js';
import type { CaseSummary } from '../render/index-page/case-summary.js';
import type { Report } from '../render/report.js';

/** Least severe first. */
const SEVERITIES: readonly Severity[] = ['info', 'suspect', 'fault'];

/**
 * True when a finding is one of those a script wants to know of: a severity (or a worse one), or an id.
 * `suspect` is met by a suspect and by a fault, `next-hop-unreachable` by that finding only.
 */
export function isFailOnMet(report: Report, failOn: readonly string[]): boolean {
  return isMet(report.diagnosis.findings, failOn);
}

/** The same for a collection: one of its cases is enough. */
export function isAnyFailOnMet(cases: readonly CaseSummary[], failOn: readonly string[]): boolean {
  return cases.some(({ findings }) => isMet(findings, failOn));
}

function isMet(
  findings: readonly { readonly id: string; readonly severity: Severity }[],
  failOn: readonly string[],
): boolean {
  return findings.some((finding) =>
    failOn.some((wanted) => {
      const least = SEVERITIES.findIndex((severity) => severity === wanted.toLowerCase());
      return least < 0 ? finding.id === wanted : SEVERITIES.indexOf(finding.severity) >= least;
    }),
  );
}
