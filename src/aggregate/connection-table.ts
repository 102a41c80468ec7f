import { endpoint } from '../base/endpoint.js';
import type { Nanoseconds } from '../base/time.js';
import type { EvidenceText, Verbatim } from '../events/evidence.js';
import type { PacketHeader, Snapshot } from '../events/packet.js';
import { isMulticastOrBroadcast } from '../knowledge/noise.js';
import type { ConnectionSummary } from './case.js';
import type { Conversation } from './conversation.js';
import { summaryFields } from './observed/summary-fields.js';

/** Connections kept one by one (about 60 MB); later ones are only counted. */
export const MAXIMUM_CONNECTIONS = 100_000;
/** The text of the first line is kept for this many of them. */
const CONNECTIONS_WITH_EVIDENCE = 5_000;

/** What the stack states outweighs every snapshot. */
const STATED_VOTE = 2 ** 40;

/** One conversation while the log is read. `a` and `b` are its ends in a fixed order. */
export interface Connection {
  readonly protocol: string;
  readonly a: string;
  readonly b: string;
  readonly aPort: number;
  readonly bPort: number;
  readonly multicast: boolean;
  firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  packetLines: number;
  /** Distinct packets by sender. */
  packetsFromA: number;
  packetsFromB: number;
  /** Snapshots that say which end is this host: sent from `a`, or received for `a`. */
  votesForA: number;
  votesForB: number;
  dropLines: number;
  dropPackets: number;
  readonly dropReasons: Set<string>;
  evidence: EvidenceText | null;
}

/** Conversations by protocol and both ends, bounded. */
export class ConnectionTable {
  readonly #connections = new Map<string, Connection>();
  #notKept = 0;

  get notKept(): number {
    return this.#notKept;
  }

  /** Distinct directed (source, port, destination, port). */
  get flows(): number {
    let flows = 0;
    for (const { packetsFromA, packetsFromB } of this.#connections.values()) {
      flows += (packetsFromA > 0 ? 1 : 0) + (packetsFromB > 0 ? 1 : 0);
    }
    return flows;
  }

  /** Counts one snapshot; null when the packet names no pair of addresses or the table is full. */
  add(snapshot: Snapshot, header: PacketHeader, isNewPacket: boolean, verbatim: Verbatim): Connection | null {
    if (header.destination === '' || header.source === '') return null;
    const source = endpoint(header.source, header.sourcePort);
    const destination = endpoint(header.destination, header.destinationPort);
    const fromA = source < destination;
    const key = fromA ? `${header.protocol} ${source} ${destination}` : `${header.protocol} ${destination} ${source}`;
    let connection = this.#connections.get(key);
    if (connection === undefined) {
      if (this.#connections.size >= MAXIMUM_CONNECTIONS) {
        if (isNewPacket) this.#notKept++;
        return null;
      }
      connection = newConnection(
        header,
        fromA,
        snapshot,
        this.#connections.size < CONNECTIONS_WITH_EVIDENCE ? verbatim : null,
      );
      this.#connections.set(key, connection);
    }
    count(connection, snapshot, fromA, isNewPacket);
    return connection;
  }

  /** The network stack states which end of a TCP connection is this host; of a loopback connection both are. */
  learnLocal(local: string, remote: string): void {
    const localIsA = local < remote;
    const connection = this.#connections.get(localIsA ? `tcp ${local} ${remote}` : `tcp ${remote} ${local}`);
    if (connection === undefined) return;
    if (localIsA) connection.votesForA += STATED_VOTE;
    else connection.votesForB += STATED_VOTE;
  }

  /**
   * Most harmful first: dropped unicast packets, then the most traffic; ties by name, so the order is always the same.
   * @param observed what packet lines show of a connection, given which of its ends is this host
   */
  summaries(
    observed: (connection: Connection, localIsA: boolean, localIsKnown: boolean) => Conversation | null,
  ): ConnectionSummary[] {
    return [...this.#connections.values()]
      .map((connection) => summarize(connection, observed))
      .sort(
        (x, y) =>
          Number(x.multicast) - Number(y.multicast) ||
          y.drops.packets - x.drops.packets ||
          y.packetLines - x.packetLines ||
          compare(x.local + x.remote + x.protocol, y.local + y.remote + y.protocol),
      );
  }
}

function newConnection(
  header: PacketHeader,
  fromA: boolean,
  snapshot: Snapshot,
  verbatim: Verbatim | null,
): Connection {
  const source = endpoint(header.source, header.sourcePort);
  const destination = endpoint(header.destination, header.destinationPort);
  return {
    protocol: header.protocol,
    a: fromA ? source : destination,
    b: fromA ? destination : source,
    aPort: fromA ? header.sourcePort : header.destinationPort,
    bPort: fromA ? header.destinationPort : header.sourcePort,
    multicast: isMulticastOrBroadcast(header.destination) || isMulticastOrBroadcast(header.source),
    firstTime: snapshot.at,
    lastTime: snapshot.at,
    packetLines: 0,
    packetsFromA: 0,
    packetsFromB: 0,
    votesForA: 0,
    votesForB: 0,
    dropLines: 0,
    dropPackets: 0,
    dropReasons: new Set(),
    evidence: verbatim === null ? null : { input: snapshot.input, line: snapshot.line, text: verbatim() },
  };
}

function count(connection: Connection, snapshot: Snapshot, fromA: boolean, isNewPacket: boolean): void {
  if (snapshot.at < connection.firstTime) connection.firstTime = snapshot.at;
  if (snapshot.at > connection.lastTime) connection.lastTime = snapshot.at;
  connection.packetLines++;
  if (isNewPacket) {
    if (fromA) connection.packetsFromA++;
    else connection.packetsFromB++;
  }
  const sent = snapshot.direction === 'Tx' || snapshot.direction === 'Out';
  const received = snapshot.direction === 'Rx' || snapshot.direction === 'In';
  // Ingress and Egress are seen from a virtual switch, which is neither end.
  if (sent === received) return;
  if (sent === fromA) connection.votesForA++;
  else connection.votesForB++;
}

function summarize(connection: Connection, observe: Parameters<ConnectionTable['summaries']>[0]): ConnectionSummary {
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
    firstTime: connection.firstTime,
    lastTime: connection.lastTime,
    multicast: connection.multicast,
    packetLines: connection.packetLines,
    packetsOut: localIsA ? connection.packetsFromA : connection.packetsFromB,
    packetsIn: localIsA ? connection.packetsFromB : connection.packetsFromA,
    drops: {
      lines: connection.dropLines,
      packets: connection.dropPackets,
      reasons: [...connection.dropReasons].sort(),
    },
    observed,
    stated: null,
    evidence: connection.evidence === null ? [] : [connection.evidence],
  };
}

function compare(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
