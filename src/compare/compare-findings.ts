import type { Changes, FindingChange } from './comparison.js';
import { amountOf, rateChange, worstFirst } from './rate-change.js';
import type { SavedReport } from './saved-report.js';

type Finding = SavedReport['findings'][number];

const SEVERITIES = ['info', 'suspect', 'fault'];
/** What the capture lacks is told by `weaknesses`. */
const OF_THE_CAPTURE = 'coverage';

/** Findings by their id: where they were found is told by the connections. */
export function compareFindings(
  good: SavedReport,
  bad: SavedReport,
  goodMinutes: number | null,
  badMinutes: number | null,
): Changes<FindingChange> {
  const [before, after] = [byId(good), byId(bad)];
  const changed: FindingChange[] = [];
  let alike = 0;
  for (const id of new Set([...after.keys(), ...before.keys()])) {
    const [one, other] = [before.get(id) ?? [], after.get(id) ?? []];
    const [x, y] = [amountIn(one), amountIn(other)];
    const change = rateChange(x, y, goodMinutes, badMinutes);
    const worst = worstOf(other) ?? worstOf(one);
    if (change === null || worst === undefined) {
      alike++;
      continue;
    }
    const { severity, title } = worst;
    changed.push({ ...change, id, severity, title, good: amountOf(x, goodMinutes), bad: amountOf(y, badMinutes) });
  }
  const order = worstFirst<FindingChange>(
    (row) => SEVERITIES.indexOf(row.severity) * 1e9 + row.bad.count + row.good.count,
    ({ id }) => id,
  );
  return { changed: changed.toSorted(order), alike };
}

function byId({ findings }: SavedReport): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.category === OF_THE_CAPTURE) continue;
    found.set(finding.id, [...(found.get(finding.id) ?? []), finding]);
  }
  return found;
}

/** Packets, or connections where no packet is counted; at least one, because it was found. */
function amountIn(findings: readonly Finding[]): number {
  return findings.reduce(
    (sum, { packets, connections }) => sum + Math.max(1, packets, packets > 0 ? 0 : connections),
    0,
  );
}

function worstOf(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];
}
