import type { EvidenceText, Verbatim } from '../events/evidence.js';
import type { Snapshot } from '../events/packet.js';
import { isMulticastOrBroadcast } from '../knowledge/noise.js';
import type { CaseClock } from './case-clock.js';
import type { ConnectionSummary } from './case.js';
import type { Conversation } from './conversation.js';
import { DistinctCounter, fingerprint } from './distinct-counter.js';
import { directionCode, outwardOf } from './observed/capture-point.js';
import type { ObservedFlow } from './observed/observed-flow.js';
import type { Course } from './journey/course.js';
import { summaryFields } from './observed/summary-fields.js';
import type { FlowFacts } from './flow-facts.js';

/**
 * Connections kept one by one (1 to 10 kB each while they are followed). Beyond, those without losses that were quiet for
 * longest are forgotten, then those with losses; all are counted.
 */
export const MAXIMUM_CONNECTIONS = 10_000;
const FORGOTTEN_AT_ONCE = MAXIMUM_CONNECTIONS / 4;
/** The text of the first line is kept for this many of them. */
const CONNECTIONS_WITH_EVIDENCE = 5_000;

/** What the stack states outweighs every snapshot. */
const STATED_VOTE = 2 ** 40;

/** One conversation while the log is read. `a` and `b` are its ends in a fixed order. */
export class Connection {
  readonly protocol: string;
  readonly a: string;
  readonly b: string;
  readonly aPort: number;
  readonly bPort: number;
  readonly multicast: boolean;
  /** On the clock of the case. */
  firstNs: number;
  lastNs: number;
  packetLines = 0;
  /** Distinct packets by sender. */
  packetsFromA = 0;
  packetsFromB = 0;
  /** Snapshots that say which end is this host: sent from `a`, or received for `a`. */
  votesForA = 0;
  votesForB = 0;
  dropLines = 0;
  dropPackets = 0;
  /** Made with the first drop: most have none. */
  dropReasons: Set<string> | null = null;
  readonly evidence: EvidenceText | null;
  /** Stands for its protocol and ends where connections are only counted. */
  readonly fingerprint: number;
  /** True when it had to make room for others: it no longer counts anything. */
  isForgotten = false;
  /** What its packet lines show, of `observed/`; further captures of the same time hang on it. */
  flow: ObservedFlow | null = null;
  /** Its sequence numbers over time, of `journey/`. */
  course: Course | null = null;

  constructor(facts: FlowFacts, ownFingerprint: number, atNs: number, evidence: EvidenceText | null) {
    const { flow, fromA } = facts;
    this.protocol = flow.protocol;
    this.a = facts.a;
    this.b = facts.b;
    this.aPort = fromA ? flow.sourcePort : flow.destinationPort;
    this.bPort = fromA ? flow.destinationPort : flow.sourcePort;
    this.multicast = facts.isMulticast || isMulticastOrBroadcast(flow.source);
    this.firstNs = atNs;
    this.lastNs = atNs;
    this.evidence = evidence;
    this.fingerprint = ownFingerprint;
  }

  get hasLosses(): boolean {
    if (this.dropPackets > 0) return true;
    for (let { flow } = this; flow !== null; flow = flow.next) if (flow.tcp?.hasLosses === true) return true;
    return false;
  }
}

/** What packet lines show of a connection, given which of its ends is this host. */
type Observe = (connection: Connection, localIsA: boolean, localIsKnown: boolean) => Conversation | null;

/** Conversations by protocol and both ends, bounded. */
export class ConnectionTable {
  readonly #connections = new Map<string, Connection>();
  readonly #distinct = new DistinctCounter();
  readonly #directions = new DistinctCounter();

  get notKept(): number {
    return this.#distinct.count - this.#connections.size;
  }

  /** Distinct directed (source, port, destination, port). */
  get flows(): number {
    return this.#directions.count;
  }

  /** Counts one snapshot; null when the packet names no pair of addresses. */
  add(snapshot: Snapshot, facts: FlowFacts, atNs: number, isNewPacket: boolean, verbatim: Verbatim): Connection | null {
    if (!facts.hasAddresses) return null;
    const { fromA } = facts;
    let { connection } = facts;
    if (connection === null || connection.isForgotten) {
      connection = this.#find(snapshot, facts, atNs, verbatim);
      facts.connection = connection;
    }
    if (isNewPacket && (fromA ? connection.packetsFromA : connection.packetsFromB) === 0)
      this.#directions.add(connection.fingerprint * 2 + (fromA ? 0 : 1));
    count(connection, snapshot, atNs, fromA, isNewPacket);
    return connection;
  }

  #find(snapshot: Snapshot, facts: FlowFacts, atNs: number, verbatim: Verbatim): Connection {
    const { key } = facts;
    const known = this.#connections.get(key);
    if (known !== undefined) return known;
    if (this.#connections.size >= MAXIMUM_CONNECTIONS) this.#forget();
    const evidence =
      this.#connections.size < CONNECTIONS_WITH_EVIDENCE
        ? { input: snapshot.input, line: snapshot.line, text: verbatim() }
        : null;
    const connection = new Connection(facts, fingerprint(key), atNs, evidence);
    this.#connections.set(key, connection);
    this.#distinct.add(connection.fingerprint);
    return connection;
  }

  /** Makes room: a scan of a net has a connection for every port. */
  #forget(): void {
    const forgotten = this.#forgetQuietest(false, FORGOTTEN_AT_ONCE);
    if (forgotten < FORGOTTEN_AT_ONCE) this.#forgetQuietest(true, FORGOTTEN_AT_ONCE - forgotten);
  }

  /** Of those with or without losses, forgets as many that were quiet for longest. Gives how many. */
  #forgetQuietest(hasLosses: boolean, most: number): number {
    const candidates = [...this.#connections].filter(([, connection]) => connection.hasLosses === hasLosses);
    const lastNs = Float64Array.from(candidates, ([, connection]) => connection.lastNs).sort();
    // That of the first one that stays. Of several with the same time those go that were seen first.
    const staysNs = lastNs[most] ?? Number.POSITIVE_INFINITY;
    let equals = most - lastNs.indexOf(staysNs);
    for (const [key, connection] of candidates) {
      if (connection.lastNs > staysNs || (connection.lastNs === staysNs && equals-- <= 0)) continue;
      connection.isForgotten = true;
      for (let { flow } = connection; flow !== null; flow = flow.next) flow.release();
      connection.flow = null;
      this.#connections.delete(key);
    }
    return Math.min(most, candidates.length);
  }

  /** The network stack states which end of a TCP connection is this host; of a loopback connection both are. */
  learnLocal(local: string, remote: string): void {
    const localIsA = local < remote;
    const connection = this.#connections.get(localIsA ? `tcp ${local} ${remote}` : `tcp ${remote} ${local}`);
    if (connection === undefined) return;
    if (localIsA) connection.votesForA += STATED_VOTE;
    else connection.votesForB += STATED_VOTE;
  }

  /** Which ends are this host, where snapshots do not tell (a virtual switch sees both ways): its addresses by ipconfig. */
  learnOwn(addresses: ReadonlySet<string>): void {
    if (addresses.size === 0) return;
    for (const connection of this.#connections.values()) {
      if (connection.votesForA !== connection.votesForB) continue;
      const isOwn = (end: string) => addresses.has(end) || addresses.has(end.replace(/^\[?(.*?)\]?:\d+$/, '$1'));
      const [ownsA, ownsB] = [isOwn(connection.a), isOwn(connection.b)];
      if (ownsA && !ownsB) connection.votesForA++;
      if (ownsB && !ownsA) connection.votesForB++;
    }
  }

  /**
   * Most harmful first: dropped unicast packets, then the most traffic; ties by name, so the order is always the same.
   */
  summaries(observed: Observe, clock: CaseClock): ConnectionSummary[] {
    return [...this.#connections.values()]
      .map((connection) => summarize(connection, observed, clock))
      .sort(
        (x, y) =>
          Number(x.multicast) - Number(y.multicast) ||
          y.drops.packets - x.drops.packets ||
          y.packetLines - x.packetLines ||
          compare(x.local + x.remote + x.protocol, y.local + y.remote + y.protocol),
      );
  }
}

function count(connection: Connection, snapshot: Snapshot, atNs: number, fromA: boolean, isNewPacket: boolean): void {
  if (atNs < connection.firstNs) connection.firstNs = atNs;
  if (atNs > connection.lastNs) connection.lastNs = atNs;
  connection.packetLines++;
  if (isNewPacket) {
    if (fromA) connection.packetsFromA++;
    else connection.packetsFromB++;
  }
  const outward = outwardOf(directionCode(snapshot.direction));
  // Ingress and Egress are seen from a virtual switch, which is neither end.
  if (outward === 0) return;
  if (outward > 0 === fromA) connection.votesForA++;
  else connection.votesForB++;
}

function summarize(connection: Connection, observe: Observe, clock: CaseClock): ConnectionSummary {
  const { a, b, votesForA, votesForB } = connection;
  const localIsKnown = votesForA !== votesForB;
  const localIsA = localIsKnown ? votesForA > votesForB : connection.aPort >= connection.bPort;
  const observed = observe(connection, localIsA, localIsKnown);
  return {
    ...summaryFields(observed),
    protocol: connection.protocol,
    local: localIsA ? a : b,
    remote: localIsA ? b : a,
    localIsKnown,
    pids: [],
    firstTime: clock.time(connection.firstNs),
    lastTime: clock.time(connection.lastNs),
    multicast: connection.multicast,
    packetLines: connection.packetLines,
    packetsOut: localIsA ? connection.packetsFromA : connection.packetsFromB,
    packetsIn: localIsA ? connection.packetsFromB : connection.packetsFromA,
    drops: {
      lines: connection.dropLines,
      packets: connection.dropPackets,
      reasons: [...(connection.dropReasons ?? [])].sort(),
    },
    observed,
    stated: null,
    evidence: connection.evidence === null ? [] : [connection.evidence],
  };
}

function compare(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
