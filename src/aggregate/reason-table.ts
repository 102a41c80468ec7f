import type { EvidenceText } from '../events/evidence.js';
import { categoryOfDrop, findDropLocation } from '../knowledge/drop-location.js';
import type { DropReason } from '../knowledge/drop-reason.js';
import type { CaseClock } from './case-clock.js';
import type { ReasonSummary, Verdict } from './case.js';
import type { Connection } from './connection-table.js';
import { DistinctCounter } from './distinct-counter.js';
import type { DropLine } from './drop-cluster.js';
import { Tally } from './tally.js';

const EVIDENCE_PER_REASON = 3;
const NANOSECONDS_PER_SECOND = 1e9;
/** More than a component number can be; the number of the input stands above it. */
const COMPONENTS = 2 ** 32;

/** Name for people of a component of an input. */
type ComponentName = (input: number, id: number) => string;

/** What is counted of one reason. */
export class ReasonCount {
  readonly reason: DropReason;
  readonly firstLocation: number | null;
  verdict: Verdict = 'benign';
  lines = 0;
  packets = 0;
  noisePackets = 0;
  readonly locations = new Tally<number>();
  /** Lines by input and component id: ids of different captures are not comparable. */
  readonly components = new Tally<number>();
  readonly directions = new Tally<string>();
  readonly connections = new DistinctCounter();
  firstNs: number;
  lastNs: number;
  readonly evidence: EvidenceText[] = [];
  /** First line of this reason, for one that is nobody's first cause. */
  firstLine: EvidenceText | null = null;

  constructor({ reason, location, atNs }: DropLine) {
    this.reason = reason;
    this.firstLocation = location;
    this.firstNs = atNs;
    this.lastNs = atNs;
  }
}

/** Drops by DropReason. Bounded: there are as many rows as reasons. */
export class ReasonTable {
  readonly #rows = new Map<string, ReasonCount>();

  /** Every line counts for its own reason. */
  addLine(line: DropLine, connection: Connection | null): void {
    const { kind, location, atNs } = line;
    const row = this.#row(line);
    row.lines++;
    if (row.firstLine === null && line.text !== null) row.firstLine = line.evidence;
    if (location !== null) row.locations.add(location);
    row.components.add(line.input * COMPONENTS + line.component);
    row.directions.add(kind.direction);
    // One kind is one flow, and nearly always one connection: that of the packet, whose lines may name others (NAT).
    if (connection !== null && kind.countedFor !== connection) {
      row.connections.add(connection.fingerprint);
      kind.countedFor = connection;
    }
    if (atNs < row.firstNs) row.firstNs = atNs;
    if (atNs > row.lastNs) row.lastNs = atNs;
  }

  /** The packet counts once, for its first cause. */
  addPacket(cause: DropLine, verdict: Verdict, noise: boolean): void {
    const row = this.#row(cause);
    row.packets++;
    if (noise) row.noisePackets++;
    if (SEVERITY[verdict] > SEVERITY[row.verdict]) row.verdict = verdict;
    if (cause.evidence !== null && row.evidence.length < EVIDENCE_PER_REASON) row.evidence.push(cause.evidence);
  }

  /** Most packets first; `totalPackets` gives the share, `componentName` the name of an input's component. */
  finish(totalPackets: number, componentName: ComponentName, clock: CaseClock): ReasonSummary[] {
    return [...this.#rows.values()]
      .map((row) => finished(row, totalPackets, componentName, clock))
      .sort((x, y) => y.packets - x.packets || y.lines - x.lines || (x.reason < y.reason ? -1 : 1));
  }

  #row(line: DropLine): ReasonCount {
    const { kind } = line;
    if (kind.row !== null) return kind.row;
    const key = kind.reason.code === null ? kind.reason.text : String(kind.reason.code);
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = new ReasonCount(line);
      this.#rows.set(key, row);
    }
    kind.row = row;
    return row;
  }
}

const SEVERITY: Readonly<Record<Verdict, number>> = { benign: 0, suspect: 1, fault: 2 };

function finished(
  row: ReasonCount,
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
    locations: row.locations.byCount().map(({ key, lines }) => {
      const location = findDropLocation(key);
      return { code: location.hex, symbol: location.symbol, layer: location.layer, lines };
    }),
    components: row.components.byCount().map(({ key, lines }) => ({
      id: key % COMPONENTS,
      name: componentName(Math.floor(key / COMPONENTS), key % COMPONENTS),
      lines,
    })),
    directions: Object.fromEntries(row.directions.byCount().map(({ key, lines }) => [key, lines])),
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
