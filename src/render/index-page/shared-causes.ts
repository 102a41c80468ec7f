import type { Severity } from '../../diagnose/diagnosis.js';
import type { CaseSummary, FindingSummary } from './case-summary.js';

/** The same finding on several machines. */
export interface SharedCause {
  readonly id: string;
  readonly severity: Severity;
  readonly side: FindingSummary['side'];
  readonly category: string;
  /** Names of the cases, in their order. */
  readonly caseNames: readonly string[];
  /** Addresses and names that at least half of the titles mention, and how many do; most frequent first. */
  readonly inCommon: readonly { readonly name: string; readonly cases: number }[];
  /** Sums over the cases. */
  readonly packets: number;
  readonly connections: number;
  /** The title where it hurts most. */
  readonly title: string;
  readonly next: string | null;
}

const FEWEST_CASES = 2;
const MOST_IN_COMMON = 3;
const SEVERITIES: readonly Severity[] = ['info', 'suspect', 'fault'];
// 192.0.2.1, 192.0.2.1:443, [2001:db8::1]:443, 2001:db8::1, \\server\share and dns.names
const NAMED =
  /\[[0-9a-f:.]+\](?::\d+)?|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?|\b[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7}\b|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b/gi;

/** Findings that more than one case has, once each: what many machines share has one cause, most often outside of them. */
export function sharedCauses(cases: readonly CaseSummary[]): readonly SharedCause[] {
  const byId = new Map<string, { readonly case: CaseSummary; readonly finding: FindingSummary }[]>();
  for (const one of cases) {
    for (const finding of one.findings) {
      if (finding.severity === 'info') continue;
      byId.set(finding.id, [...(byId.get(finding.id) ?? []), { case: one, finding }]);
    }
  }
  return [...byId.values()].flatMap((found) => shared(found) ?? []).toSorted(bySpread);
}

function shared(
  found: readonly { readonly case: CaseSummary; readonly finding: FindingSummary }[],
): SharedCause | null {
  const caseNames = [...new Set(found.map((one) => one.case.name))];
  const findings = found.map(({ finding }) => finding);
  const worst = findings.toSorted((a, b) => rank(b) - rank(a) || b.packets - a.packets)[0];
  if (worst === undefined || caseNames.length < FEWEST_CASES) return null;
  const { id, severity, side, category, title, next } = worst;
  return {
    id,
    severity,
    side: findings.every((one) => one.side === side) ? side : 'undecided',
    category,
    caseNames,
    inCommon: namedByHalf(found, caseNames.length),
    packets: findings.reduce((sum, { packets }) => sum + packets, 0),
    connections: findings.reduce((sum, { connections }) => sum + connections, 0),
    title,
    next,
  };
}

function namedByHalf(
  found: readonly { readonly case: CaseSummary; readonly finding: FindingSummary }[],
  caseCount: number,
): SharedCause['inCommon'] {
  const casesOf = new Map<string, Set<string>>();
  for (const one of found) {
    for (const [name] of one.finding.title.matchAll(NAMED)) {
      casesOf.set(name, (casesOf.get(name) ?? new Set()).add(one.case.name));
    }
  }
  return [...casesOf]
    .filter(([, names]) => names.size >= FEWEST_CASES && names.size * 2 >= caseCount)
    .toSorted((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_IN_COMMON)
    .map(([name, names]) => ({ name, cases: names.size }));
}

function rank({ severity }: Pick<FindingSummary, 'severity'>): number {
  return SEVERITIES.indexOf(severity);
}

/** On most machines first; of those the worst. */
function bySpread(a: SharedCause, b: SharedCause): number {
  return (
    b.caseNames.length - a.caseNames.length || rank(b) - rank(a) || b.packets - a.packets || (a.id < b.id ? -1 : 1)
  );
}
