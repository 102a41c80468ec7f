import type { Severity } from '../diagnose/diagnosis.js';
import type { Report } from '../render/report.js';

/** Least severe first. */
const SEVERITIES: readonly Severity[] = ['info', 'suspect', 'fault'];

/**
 * True when a finding is one of those a script wants to know of: a severity (or a worse one), or an id.
 * `suspect` is met by a suspect and by a fault, `next-hop-unreachable` by that finding only.
 */
export function isFailOnMet(report: Report, failOn: readonly string[]): boolean {
  return report.diagnosis.findings.some((finding) =>
    failOn.some((wanted) => {
      const least = SEVERITIES.findIndex((severity) => severity === wanted.toLowerCase());
      return least < 0 ? finding.id === wanted : SEVERITIES.indexOf(finding.severity) >= least;
    }),
  );
}
