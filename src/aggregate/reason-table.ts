import type { EvidenceText } from '../events/evidence.js';
import { categoryOfDrop, findDropLocation } from '../knowledge/drop-location.js';
import type { DropReason } from '../knowledge/drop-reason.js';
import type { CaseClock } from './case-clock.js';
import type { ReasonSummary, Verdict } from './case.js';
import type { Connection } from './connection-table.js';
import { DistinctCounter } from './distinct-counter.js';
import type { DropLine } from './drop-cluster.js';

const EVIDENCE_PER_REASON = 3;
const NANOSECONDS_PER_SECOND = 1e9;
/** More than a component number can be; the number of the input stands above it. */
const COMPONENTS = 2 ** 32;

/** Name for people of a component of an input. */
type ComponentName = (input: number, id: number) => string;

interface MutableReason {
  readonly reason: DropReason;
  readonly firstLocation: number | null;
  verdict: Verdict;
  lines: number;
  packets: number;
  noisePackets: number;
  readonly locations: Map<number, number>;
  /** Lines by input and component id: ids of different captures are not comparable. */
  readonly components: Map<number, number>;
  readonly directions: Map<string, number>;
  readonly connections: DistinctCounter;
  firstNs: number;
  lastNs: number;
  readonly evidence: EvidenceText[];
  /** First line of this reason, for one that is nobody's first cause. */
  firstLine: EvidenceText | null;
}

/** Drops by DropReason. Bounded: there are as many rows as reasons. */
export class ReasonTable {
  readonly #rows = new Map<string, MutableReason>();

  /** Every line counts for its own reason. */
  addLine(line: DropLine, connection: Connection | null): void {
    const row = this.#row(line);
    const { event, atNs } = line;
    row.lines++;
    if (row.firstLine === null && 'text' in line.evidence) row.firstLine = line.evidence;
    if (event.location !== null) increment(row.locations, event.location);
    increment(row.components, event.input * COMPONENTS + event.component);
    increment(row.directions, event.direction);
    if (connection !== null) row.connections.add(connection.fingerprint);
    if (atNs < row.firstNs) row.firstNs = atNs;
    if (atNs > row.lastNs) row.lastNs = atNs;
  }

  /** The packet counts once, for its first cause. */
  addPacket(cause: DropLine, verdict: Verdict, noise: boolean): void {
    const row = this.#row(cause);
    row.packets++;
    if (noise) row.noisePackets++;
    if (SEVERITY[verdict] > SEVERITY[row.verdict]) row.verdict = verdict;
    if (row.evidence.length < EVIDENCE_PER_REASON && 'text' in cause.evidence) row.evidence.push(cause.evidence);
  }

  /** Most packets first; `totalPackets` gives the share, `componentName` the name of an input's component. */
  finish(totalPackets: number, componentName: ComponentName, clock: CaseClock): ReasonSummary[] {
    return [...this.#rows.values()]
      .map((row) => finished(row, totalPackets, componentName, clock))
      .sort((x, y) => y.packets - x.packets || y.lines - x.lines || (x.reason < y.reason ? -1 : 1));
  }

  #row(line: DropLine): MutableReason {
    const { reason, event } = line;
    const key = reason.code === null ? reason.text : String(reason.code);
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = {
        reason,
        firstLocation: event.location,
        verdict: 'benign',
        lines: 0,
        packets: 0,
        noisePackets: 0,
        locations: new Map(),
        components: new Map(),
        directions: new Map(),
        connections: new DistinctCounter(),
        firstNs: line.atNs,
        lastNs: line.atNs,
        evidence: [],
        firstLine: null,
      };
      this.#rows.set(key, row);
    }
    return row;
  }
}

const SEVERITY: Readonly<Record<Verdict, number>> = { benign: 0, suspect: 1, fault: 2 };

function finished(
  row: MutableReason,
  totalPackets: number,
  componentName: ComponentName,
  clock: CaseClock,
): ReasonSummary {
  const { reason } = row;
  return {
    code: reason.code,
    reason: reason.text,
    symbol: reason.symbol,
    category: categoryOfDrop(reason, row.firstLocation),
    verdict: row.verdict,
    meaning: reason.meaning,
    lines: row.lines,
    packets: row.packets,
    noisePackets: row.noisePackets,
    locations: byCount(row.locations).map(([code, lines]) => {
      const location = findDropLocation(code);
      return { code: location.hex, symbol: location.symbol, layer: location.layer, lines };
    }),
    components: byCount(row.components).map(([key, lines]) => ({
      id: key % COMPONENTS,
      name: componentName(Math.floor(key / COMPONENTS), key % COMPONENTS),
      lines,
    })),
    directions: Object.fromEntries(byCount(row.directions)),
    connections: row.connections.count,
    firstTime: clock.time(row.firstNs),
    lastTime: clock.time(row.lastNs),
    perSecond: perSecond(row.packets, row.lastNs - row.firstNs),
    share: totalPackets === 0 ? 0 : row.packets / totalPackets,
    evidence: row.evidence.length === 0 && row.firstLine !== null ? [row.firstLine] : row.evidence,
  };
}

/** Packets per second between the first and the last; null when that is below a second and a rate would mislead. */
function perSecond(packets: number, spanNs: number): number | null {
  return spanNs < NANOSECONDS_PER_SECOND ? null : packets / (spanNs / NANOSECONDS_PER_SECOND);
}

function increment<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function byCount<K extends string | number>(counts: ReadonlyMap<K, number>): [K, number][] {
  return [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
}
