import type { Verbatim } from '../events/evidence.js';
import type { DropEvent } from '../events/packet.js';
import { type DropVerdict, judgeDrop } from '../knowledge/drop-verdict.js';
import type { CaseClock } from './case-clock.js';
import type { DropSummary, SelfCheck, Verdict } from './case.js';
import type { Connection } from './connection-table.js';
import { DistinctCounter } from './distinct-counter.js';
import { type DropCluster, DropClusters, DropLine, firstCause } from './drop-cluster.js';
import { LineFacts } from './drop-facts.js';
import { DropGroups } from './drop-groups.js';
import type { DropKind } from './drop-kind.js';
import type { PacketIdentity } from './packet-identity.js';
import { ReasonTable } from './reason-table.js';
import type { TimelineCounter } from './timeline.js';

/** Is told of each dropped packet once, with the line that is its first cause. */
export type OnDroppedPacket = (cluster: DropCluster, cause: DropLine, verdict: Verdict, noise: boolean) => void;

/**
 * Counts drops three ways that are never mixed: lines, distinct packets, connections. A packet counts once, for its first
 * cause, and is judged in its context; multicast nobody asked for is noise.
 */
export class DropTable {
  readonly #reasons = new ReasonTable();
  readonly #groups = new DropGroups();
  readonly #clusters = new DropClusters((cluster) => this.#packet(cluster));
  readonly #clock: CaseClock;
  readonly #timeline: TimelineCounter;
  readonly #broadcast: ReadonlySet<string>;
  readonly #connections = new DistinctCounter();
  readonly #onPacket: OnDroppedPacket;
  #lines = 0;
  #packets = 0;
  #noisePackets = 0;
  #noiseLines = 0;
  #benignPackets = 0;
  #duplicateLines = 0;
  #byGroupId = 0;
  #firstNs = Number.POSITIVE_INFINITY;
  #lastNs = Number.NEGATIVE_INFINITY;

  /** `broadcast`: addresses that packet lines showed to be broadcasts of their net; it may grow meanwhile. */
  constructor(
    clock: CaseClock,
    timeline: TimelineCounter,
    broadcast: ReadonlySet<string>,
    onPacket: OnDroppedPacket = () => {},
  ) {
    this.#onPacket = onPacket;
    this.#clock = clock;
    this.#timeline = timeline;
    this.#broadcast = broadcast;
  }

  /** Keys are those of one input: packets of the one before are complete. */
  beginInput(): void {
    this.#clusters.closeAll();
  }

  /** `packet` tells the packet from others of the input. */
  add(
    event: DropEvent,
    kind: DropKind,
    atNs: number,
    packet: PacketIdentity,
    connection: Connection | null,
    verbatim: Verbatim,
  ): void {
    if (event.duplicate) {
      this.#duplicateLines++;
      return;
    }
    this.#lines++;
    if (atNs < this.#firstNs) this.#firstNs = atNs;
    if (atNs > this.#lastNs) this.#lastNs = atNs;
    const text = this.#groups.wantsEvidence(kind) ? verbatim() : null;
    this.#clusters.add(packet, connection, new DropLine(event, kind, atNs, text));
  }

  /** `counters`: sum of the drop counters of the rundowns, null without one. */
  finish(counters: number | null, componentName: (input: number, id: number) => string): DropSummary {
    this.#clusters.closeAll();
    return {
      lines: this.#lines,
      packets: this.#packets,
      noisePackets: this.#noisePackets,
      noiseLines: this.#noiseLines,
      benignPackets: this.#benignPackets,
      duplicateLines: this.#duplicateLines,
      connections: this.#connections.count,
      identity: this.#byGroupId > this.#packets / 2 ? 'group-id' : 'content',
      firstTime: this.#lines === 0 ? null : this.#clock.time(this.#firstNs),
      lastTime: this.#lines === 0 ? null : this.#clock.time(this.#lastNs),
      selfCheck: selfCheck(this.#lines, counters),
      byReason: this.#reasons.finish(this.#packets, componentName, this.#clock),
      groups: this.#groups.finish(this.#clock),
      groupsNotKept: this.#groups.notKept,
    };
  }

  #packet(cluster: DropCluster): void {
    const { connection, lines, size } = cluster;
    const cause = lines === null ? cluster.first : firstCause(cluster);
    const { kind } = cause;
    const alone = kind.lone.judge(cause, kind, this.#broadcast);
    const judged = lines === null ? alone : this.#judge(cause, lines);
    const { verdict } = judged;
    const noise = verdict === 'benign' && kind.lone.isMulticast;
    this.#packets++;
    if (cluster.isGroup) this.#byGroupId++;
    if (noise) {
      this.#noisePackets++;
      this.#noiseLines += size;
    } else if (verdict === 'benign') this.#benignPackets++;
    if (lines === null) this.#reasons.addLine(cause, connection);
    else for (const line of lines) this.#reasons.addLine(line, connection);
    this.#reasons.addPacket(cause, verdict, noise);
    this.#groups.add(cause, judged, noise, size);
    this.#timeline.add(noise ? 'noise' : 'drops', cause.atNs);
    this.#onPacket(cluster, cause, verdict, noise);
    if (connection !== null) this.#ofConnection(connection, kind, size);
  }

  /** In the light of the other lines of the packet. */
  #judge(cause: DropLine, lines: readonly DropLine[]): DropVerdict {
    const others = lines.flatMap((line) => (line === cause || line.reason.code === null ? [] : [line.reason.code]));
    return judgeDrop(cause.reason, new LineFacts(cause, cause.kind.ends, others, this.#broadcast));
  }

  #ofConnection(connection: Connection, kind: DropKind, lines: number): void {
    connection.dropLines += lines;
    connection.dropPackets++;
    // The rest is done once for each connection and reason.
    if (kind.namedBy === connection) return;
    kind.namedBy = connection;
    this.#connections.add(connection.fingerprint);
    connection.dropReasons ??= new Set();
    if (connection.dropReasons.size < MAXIMUM_REASONS_PER_CONNECTION) connection.dropReasons.add(kind.reason.text);
  }
}

const MAXIMUM_REASONS_PER_CONNECTION = 20;

/** Counters count since `pktmon start`: they exceed the lines after a wrap, with `--type flow`, or in a cut log. */
function selfCheck(counted: number, counters: number | null): SelfCheck {
  return { counted, counters, agrees: counters === null ? null : counted === counters };
}
