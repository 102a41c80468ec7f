import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { StackDropEvent } from '../../events/stack-drop.js';
import type { DropFacts } from '../../knowledge/drop-condition.js';
import type { Verdict } from '../case.js';
import type { StackDropMeaning } from './stack-drop-meaning.js';
import type { StackDropReason } from './stack-drop-summary.js';

const EVIDENCE_PER_REASON = 3;
/** More reasons than all tables of Windows hold; a hostile log must not fill the memory. */
const MAXIMUM_REASONS = 2_000;
export const SEVERITY: Readonly<Record<Verdict, number>> = { benign: 0, suspect: 1, fault: 2 };

interface MutableReason {
  readonly layer: string;
  readonly meaning: StackDropMeaning;
  verdict: Verdict;
  lines: number;
  packets: number;
  noisePackets: number;
  alsoInPktMon: number;
  readonly directions: Map<string, number>;
  readonly protocols: Map<string, number>;
  readonly interfaces: Map<string, number>;
  firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  readonly evidence: EvidenceText[];
}

/** Stack drops by layer and reason. */
export class ReasonRows {
  readonly #rows = new Map<string, MutableReason>();

  wantsText(key: string): boolean {
    return (this.#rows.get(key)?.evidence.length ?? 0) < EVIDENCE_PER_REASON;
  }

  add(
    key: string,
    event: StackDropEvent,
    facts: DropFacts,
    meaning: StackDropMeaning,
    packets: number,
    evidence: EvidenceText | null,
  ): void {
    const row = this.#row(key, event, meaning);
    if (row === null) return;
    row.lines++;
    row.packets += packets;
    if (meaning.noise) row.noisePackets += packets;
    if (SEVERITY[meaning.verdict] > SEVERITY[row.verdict]) row.verdict = meaning.verdict;
    increase(row.directions, facts.direction, packets);
    increase(row.protocols, facts.protocol, packets);
    if (event.interface !== null) increase(row.interfaces, String(event.interface), packets);
    if (event.at < row.firstTime) row.firstTime = event.at;
    if (event.at > row.lastTime) row.lastTime = event.at;
    if (evidence !== null && row.evidence.length < EVIDENCE_PER_REASON) row.evidence.push(evidence);
  }

  alsoInPktMon(key: string, packets: number): void {
    const row = this.#rows.get(key);
    if (row !== undefined) row.alsoInPktMon += packets;
  }

  /** Most packets first. */
  finish(): StackDropReason[] {
    return [...this.#rows]
      .sort(([xKey, x], [yKey, y]) => y.packets - x.packets || y.lines - x.lines || (xKey < yKey ? -1 : 1))
      .map(([, { meaning, directions, protocols, interfaces, ...row }]) => ({
        ...row,
        value: meaning.value,
        reason: meaning.reason,
        code: meaning.code,
        category: meaning.category,
        meaning: meaning.meaning,
        directions: byCount(directions),
        protocols: byCount(protocols),
        interfaces: byCount(interfaces),
      }));
  }

  #row(key: string, event: StackDropEvent, meaning: StackDropMeaning): MutableReason | null {
    let row = this.#rows.get(key);
    if (row !== undefined) return row;
    if (this.#rows.size >= MAXIMUM_REASONS) return null;
    row = {
      layer: event.layer,
      meaning,
      verdict: 'benign',
      lines: 0,
      packets: 0,
      noisePackets: 0,
      alsoInPktMon: 0,
      directions: new Map(),
      protocols: new Map(),
      interfaces: new Map(),
      firstTime: event.at,
      lastTime: event.at,
      evidence: [],
    };
    this.#rows.set(key, row);
    return row;
  }
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function byCount(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)));
}
