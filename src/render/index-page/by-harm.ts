import type { Loss } from '../../diagnose/diagnosis.js';
import type { CaseSummary } from './case-summary.js';

/** Loss that was found before what could not be decided before what is well. */
const LOSSES: readonly Loss[] = ['both', 'local', 'remote', 'undecided', 'none'];

/** Findings of each severity. */
export function severityCounts({ findings }: CaseSummary): { readonly faults: number; readonly suspects: number } {
  return {
    faults: findings.filter(({ severity }) => severity === 'fault').length,
    suspects: findings.filter(({ severity }) => severity === 'suspect').length,
  };
}

/** The cases, what hurts most first: worst finding, loss, packets that matter; by name when nothing tells them apart. */
export function byHarm(cases: readonly CaseSummary[]): readonly CaseSummary[] {
  return cases.toSorted(
    (a, b) =>
      harmOf(b) - harmOf(a) ||
      LOSSES.indexOf(a.verdict.loss) - LOSSES.indexOf(b.verdict.loss) ||
      b.drops.mattering - a.drops.mattering ||
      (b.retransmissions ?? 0) - (a.retransmissions ?? 0) ||
      (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
  );
}

function harmOf(one: CaseSummary): number {
  const { faults, suspects } = severityCounts(one);
  return faults > 0 ? 2 : suspects > 0 ? 1 : 0;
}
