import type { Verbatim } from '../events/evidence.js';
import type { DropEvent } from '../events/packet.js';
import { findDropReason, type DropReason } from '../knowledge/drop-reason.js';
import { judgeDrop } from '../knowledge/drop-verdict.js';
import type { CaseClock } from './case-clock.js';
import type { DropSummary, Identity, SelfCheck, Verdict } from './case.js';
import type { Connection } from './connection-table.js';
import { DistinctCounter } from './distinct-counter.js';
import { DropClusters, firstCause, type DropCluster, type DropLine } from './drop-cluster.js';
import { dropFacts } from './drop-facts.js';
import { DropGroups } from './drop-groups.js';
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
  readonly #byText = new Map<string, DropReason>();
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

  /** `key` tells the packet from others of the input. */
  add(
    event: DropEvent,
    atNs: number,
    key: string | number,
    identity: Identity,
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
    const reason = this.#reason(event.reason);
    const wanted = this.#groups.wantsEvidence(reason, dropFacts(event, [], this.#broadcast));
    const evidence = { input: event.input, line: event.line };
    this.#clusters.add(key, identity, connection, event, atNs, reason, evidence, wanted ? verbatim : null);
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
    const { connection, lines } = cluster;
    const cause = firstCause(cluster);
    const others = lines
      .filter((line) => line !== cause)
      .flatMap(({ reason }) => (reason.code === null ? [] : [reason.code]));
    const facts = dropFacts(cause.event, others, this.#broadcast);
    const { verdict, why } = judgeDrop(cause.reason, facts);
    const noise = facts.multicast && verdict === 'benign';
    this.#packets++;
    if (cluster.identity === 'group-id') this.#byGroupId++;
    if (noise) {
      this.#noisePackets++;
      this.#noiseLines += lines.length;
    } else if (verdict === 'benign') this.#benignPackets++;
    for (const line of lines) this.#reasons.addLine(line, connection);
    this.#reasons.addPacket(cause, verdict, noise);
    this.#groups.add(cause, facts, verdict, why, noise, lines);
    this.#timeline.add(noise ? 'noise' : 'drops', cause.atNs);
    this.#onPacket(cluster, cause, verdict, noise);
    if (connection !== null) {
      this.#connections.add(connection.fingerprint);
      connection.dropLines += lines.length;
      connection.dropPackets++;
      if (connection.dropReasons.size < MAXIMUM_REASONS_PER_CONNECTION) connection.dropReasons.add(cause.reason.text);
    }
  }

  /** The same few texts come again and again; unknown ones are looked up each time so that they cannot fill the memory. */
  #reason(text: string): DropReason {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const reason = findDropReason(text);
    if (this.#byText.size < MAXIMUM_REASON_TEXTS) this.#byText.set(text, reason);
    return reason;
  }
}

const MAXIMUM_REASON_TEXTS = 5_000;
const MAXIMUM_REASONS_PER_CONNECTION = 20;

/** Counters count since `pktmon start`: they exceed the lines after a wrap, with `--type flow`, or in a cut log. */
function selfCheck(counted: number, counters: number | null): SelfCheck {
  return { counted, counters, agrees: counters === null ? null : counted === counters };
}
