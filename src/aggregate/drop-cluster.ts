import type { Evidence, EvidenceText, Verbatim } from '../events/evidence.js';
import type { DropEvent } from '../events/packet.js';
import { isFollowUp } from '../knowledge/noise.js';
import type { DropReason } from '../knowledge/drop-reason.js';
import { SAME_CONTENT_WINDOW_NS } from './packet-window.js';
import type { Connection } from './connection-table.js';
import type { Identity } from './case.js';

/** One drop line of a packet. */
export interface DropLine {
  readonly event: DropEvent;
  /** On the clock of the case. */
  readonly atNs: number;
  readonly reason: DropReason;
  /** Text of the record while it is still wanted as evidence, else only its place. */
  readonly evidence: EvidenceText | Evidence;
}

/** All drop lines of one dropped packet, in the order of time. */
export interface DropCluster {
  readonly identity: Identity;
  readonly connection: Connection | null;
  readonly lines: DropLine[];
  lastNs: number;
}

/**
 * The line that says why the packet was dropped: the first that is not the echo of another one. A refused datagram gives
 * `INET: transport endpoint was not found`, then `Port unreachable`; a dead neighbour `Address resolution timeout`, then
 * `Address resolution failure`.
 */
export function firstCause(cluster: DropCluster): DropLine {
  const cause = cluster.lines.find(({ event, reason }) => !isFollowUp(reason.code, event.location));
  return cause ?? (cluster.lines[0] as DropLine);
}

/** Collects the lines of each dropped packet and hands the packet over when no more can come. */
export class DropClusters {
  /** In the order of the last line, oldest first. */
  readonly #open = new Map<string | number, DropCluster>();
  readonly #onPacket: (cluster: DropCluster) => void;

  constructor(onPacket: (cluster: DropCluster) => void) {
    this.#onPacket = onPacket;
  }

  add(
    key: string | number,
    identity: Identity,
    connection: Connection | null,
    event: DropEvent,
    atNs: number,
    reason: DropReason,
    evidence: Evidence,
    verbatim: Verbatim | null,
  ): void {
    this.#close(atNs);
    const line: DropLine = {
      event,
      atNs,
      reason,
      evidence: verbatim === null ? evidence : { ...evidence, text: verbatim() },
    };
    const known = this.#open.get(key);
    if (known === undefined) {
      this.#open.set(key, { identity, connection, lines: [line], lastNs: atNs });
      return;
    }
    known.lines.push(line);
    known.lastNs = atNs;
    // Keep the map in the order of the last line, so that closing looks only at the oldest.
    this.#open.delete(key);
    this.#open.set(key, known);
  }

  /** The input ends: every packet is complete. */
  closeAll(): void {
    for (const cluster of this.#open.values()) this.#onPacket(cluster);
    this.#open.clear();
  }

  #close(nowNs: number): void {
    for (const [key, cluster] of this.#open) {
      if (Math.abs(nowNs - cluster.lastNs) <= SAME_CONTENT_WINDOW_NS) break;
      this.#open.delete(key);
      this.#onPacket(cluster);
    }
  }
}
