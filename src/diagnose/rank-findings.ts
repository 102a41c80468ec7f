import type { Finding } from './diagnosis.js';

const SEVERITY_SCORE = { fault: 1000, suspect: 500, info: 0 } as const;
const CONFIDENCE_SCORE = { high: 200, medium: 100, low: 0 } as const;
/** Beyond this, more packets do not make a finding more important than a surer one. */
const MOST_POINTS_FOR_COUNTS = 150;

/** What hurts most first: severity, then confidence, then how many connections and packets, on a scale that flattens. */
export function rankFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((x, y) => score(y) - score(x) || (x.id < y.id ? -1 : x.id > y.id ? 1 : x.title < y.title ? -1 : 1));
}

function score(finding: Finding): number {
  const counts = 20 * Math.log2(1 + finding.packets) + 10 * Math.log2(1 + finding.connections);
  return SEVERITY_SCORE[finding.severity] + CONFIDENCE_SCORE[finding.confidence] + Math.min(counts, MOST_POINTS_FOR_COUNTS);
}
