import type { DropGroup } from '../aggregate/case.js';
import type { EvidenceText } from '../events/evidence.js';
import type { Nanoseconds } from '../base/time.js';

/** Sums of several drop groups, as a finding needs them. */
export interface GroupTotals {
  readonly packets: number;
  readonly lines: number;
  readonly firstTime: Nanoseconds | null;
  readonly lastTime: Nanoseconds | null;
  readonly evidence: readonly EvidenceText[];
}

/** Evidence lines that a finding shows at most. */
export const MAXIMUM_EVIDENCE = 5;

export function totals(groups: readonly DropGroup[]): GroupTotals {
  let firstTime: Nanoseconds | null = null;
  let lastTime: Nanoseconds | null = null;
  for (const group of groups) {
    if (firstTime === null || group.firstTime < firstTime) firstTime = group.firstTime;
    if (lastTime === null || group.lastTime > lastTime) lastTime = group.lastTime;
  }
  return {
    packets: groups.reduce((sum, group) => sum + group.packets, 0),
    lines: groups.reduce((sum, group) => sum + group.lines, 0),
    firstTime,
    lastTime,
    evidence: evidenceOf(groups),
  };
}

/** The first line of every group before the second of any, so that several conversations are shown. */
function evidenceOf(groups: readonly DropGroup[]): EvidenceText[] {
  const evidence: EvidenceText[] = [];
  const deepest = Math.max(0, ...groups.map((group) => group.evidence.length));
  for (let depth = 0; depth < deepest; depth++) {
    for (const group of groups) {
      const line = group.evidence[depth];
      if (line !== undefined && evidence.length < MAXIMUM_EVIDENCE) evidence.push(line);
    }
  }
  return evidence;
}

/** Groups by a key, in the order in which keys first appear. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(key(item));
    if (known === undefined) groups.set(key(item), [item]);
    else known.push(item);
  }
  return groups;
}
