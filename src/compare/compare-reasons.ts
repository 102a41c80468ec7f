import type { Changes, ReasonChange } from './comparison.js';
import { amountOf, rateChange, worstFirst } from './rate-change.js';
import type { SavedReport } from './saved-report.js';

interface Counted {
  readonly kind: ReasonChange['kind'];
  readonly code: number | null;
  readonly reason: string;
  readonly verdict: string;
  readonly packets: number;
}

/** Drops by reason, those of the stack by layer and reason, and retransmissions; without noise. */
export function compareReasons(
  good: SavedReport,
  bad: SavedReport,
  goodMinutes: number | null,
  badMinutes: number | null,
): Changes<ReasonChange> {
  const [before, after] = [countedReasons(good), countedReasons(bad)];
  const changed: ReasonChange[] = [];
  let alike = 0;
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const one = before.get(key);
    const other = after.get(key);
    const shown = other ?? one;
    if (shown === undefined) continue;
    const [x, y] = [one?.packets ?? 0, other?.packets ?? 0];
    const change = rateChange(x, y, goodMinutes, badMinutes);
    if (change === null) {
      alike++;
      continue;
    }
    const { kind, code, reason, verdict } = shown;
    changed.push({
      ...change,
      kind,
      code,
      reason,
      verdict,
      good: amountOf(x, goodMinutes),
      bad: amountOf(y, badMinutes),
    });
  }
  const bySize = worstFirst<ReasonChange>(
    (row) => row.good.count + row.bad.count,
    ({ kind, reason }) => `${kind} ${reason}`,
  );
  const isHarmless = ({ verdict }: ReasonChange) => Number(verdict === 'benign');
  return {
    changed: changed.toSorted((one, other) => isHarmless(one) - isHarmless(other) || bySize(one, other)),
    alike,
  };
}

export function retransmissionsOf({ connections }: SavedReport): number {
  return connections.reduce((sum, { retransmits }) => sum + (retransmits?.events ?? 0), 0);
}

function countedReasons(report: SavedReport): Map<string, Counted> {
  const found = new Map<string, Counted>();
  const add = (key: string, counted: Counted) => {
    if (counted.packets <= 0) return;
    const known = found.get(key)?.packets ?? 0;
    found.set(key, { ...counted, packets: counted.packets + known });
  };
  for (const { code, reason, verdict, packets, noisePackets } of report.drops.byReason) {
    add(`drop ${code ?? reason}`, { kind: 'drop', code, reason, verdict, packets: packets - noisePackets });
  }
  for (const row of report.stackDrops?.byReason ?? []) {
    const reason = `${row.reason} (${row.layer})`;
    const packets = row.packets - row.noisePackets;
    add(`stated ${reason}`, { kind: 'stated-drop', code: row.code, reason, verdict: row.verdict, packets });
  }
  const packets = retransmissionsOf(report);
  add('retransmissions', {
    kind: 'retransmission',
    code: null,
    reason: 'Retransmissions',
    verdict: 'suspect',
    packets,
  });
  return found;
}
