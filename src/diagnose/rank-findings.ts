import type { Finding } from './diagnosis.js';

const SEVERITY_SCORE = { fault: 1000, suspect: 500, info: 0 } as const;
const CONFIDENCE_SCORE = { high: 200, medium: 100, low: 0 } as const;
/** Beyond this, more packets do not make a finding more important than a surer one. */
const MOST_POINTS_FOR_COUNTS = 150;
/** Harmless things are listed last, however many packets they are. */
const CATEGORY_SCORE: Readonly<Record<string, number>> = { coverage: -200, 'normal-operation': -600 };

/**
 * What hurts most first: severity, then confidence, then how many connections and packets, on a scale that flattens.
 * The order is total, so the same case gives the same order.
 */
export function rankFindings<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort((x, y) => score(y) - score(x) || compare(x.id, y.id) || compare(x.title, y.title));
}

function score({ severity, confidence, category, packets, connections }: Finding): number {
  const counts = 20 * Math.log2(1 + packets) + 10 * Math.log2(1 + connections);
  return (
    SEVERITY_SCORE[severity] +
    CONFIDENCE_SCORE[confidence] +
    (severity === 'info' || category === 'coverage' ? (CATEGORY_SCORE[category] ?? 0) : 0) +
    Math.min(counts, MOST_POINTS_FOR_COUNTS)
  );
}

function compare(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
