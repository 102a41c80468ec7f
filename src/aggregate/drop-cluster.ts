import type { Nanoseconds } from '../base/time.js';
import type { EvidenceText } from '../events/evidence.js';
import type { DropEvent, PacketHeader } from '../events/packet.js';
import { isFollowUp } from '../knowledge/noise.js';
import type { DropReason } from '../knowledge/drop-reason.js';
import { SAME_CONTENT_WINDOW_NS } from './packet-window.js';
import type { Connection } from './connection-table.js';
import type { JudgedDrop } from './drop-facts.js';
import type { DropKind } from './drop-kind.js';
import { type OpenPacket, OpenPackets } from './open-packets.js';
import type { PacketIdentity } from './packet-identity.js';

/** One drop line of a packet: what is kept of its event, which is only valid during the call. */
export class DropLine implements JudgedDrop {
  readonly kind: DropKind;
  readonly input: number;
  readonly line: number;
  readonly day: Nanoseconds;
  readonly ofDayNs: number;
  readonly component: number;
  readonly location: number | null;
  readonly originalSizeBytes: number | null;
  readonly header: PacketHeader | null;
  /** On the clock of the case. */
  readonly atNs: number;
  /** The record, if it was wanted as evidence when it was read. */
  readonly text: string | null;

  constructor(event: DropEvent, kind: DropKind, atNs: number, text: string | null) {
    this.kind = kind;
    this.input = event.input;
    this.line = event.line;
    this.day = event.day;
    this.ofDayNs = event.ofDayNs;
    this.component = event.component;
    this.location = event.location;
    this.originalSizeBytes = event.originalSizeBytes;
    this.header = event.header;
    this.atNs = atNs;
    this.text = text;
  }

  get reason(): DropReason {
    return this.kind.reason;
  }

  get direction(): string {
    return this.kind.direction;
  }

  /** Null when its text was not wanted. */
  get evidence(): EvidenceText | null {
    return this.text === null ? null : { input: this.input, line: this.line, text: this.text };
  }
}

/** All drop lines of one dropped packet. */
export class DropCluster implements OpenPacket {
  readonly key: string | number;
  readonly hash: number;
  /** Whether the key is the group of the packet. */
  readonly isGroup: boolean;
  readonly connection: Connection | null;
  readonly first: DropLine;
  /** All lines in the order of time; null for a packet with one line, as most have: it needs no list. */
  lines: DropLine[] | null = null;
  lastNs: number;
  /** Its neighbours in the order of the last line. */
  older: DropCluster | null = null;
  newer: DropCluster | null = null;

  constructor({ key, hash, isGroup }: PacketIdentity, connection: Connection | null, first: DropLine) {
    this.key = key;
    this.hash = hash;
    this.isGroup = isGroup;
    this.connection = connection;
    this.first = first;
    this.lastNs = first.atNs;
  }

  /** Number of lines. */
  get size(): number {
    return this.lines === null ? 1 : this.lines.length;
  }
}

/**
 * The line that says why the packet was dropped: the first that is not the echo of another one. A refused datagram gives
 * `INET: transport endpoint was not found`, then `Port unreachable`; a dead neighbour `Address resolution timeout`, then
 * `Address resolution failure`.
 */
export function firstCause({ first, lines }: DropCluster): DropLine {
  return lines?.find(({ reason, location }) => !isFollowUp(reason.code, location)) ?? first;
}

/** Collects the lines of each dropped packet and hands the packet over when no more can come. */
export class DropClusters {
  readonly #open = new OpenPackets<DropCluster>();
  /** The same in the order of the last line, so that closing looks only at the oldest. */
  #oldest: DropCluster | null = null;
  #newest: DropCluster | null = null;
  readonly #onPacket: (cluster: DropCluster) => void;

  constructor(onPacket: (cluster: DropCluster) => void) {
    this.#onPacket = onPacket;
  }

  add(packet: PacketIdentity, connection: Connection | null, line: DropLine): void {
    this.#close(line.atNs);
    const known = this.#open.get(packet.key, packet.hash);
    if (known === null) {
      const cluster = new DropCluster(packet, connection, line);
      this.#open.add(cluster);
      this.#append(cluster);
      return;
    }
    if (known.lines === null) known.lines = [known.first, line];
    else known.lines.push(line);
    known.lastNs = line.atNs;
    if (known === this.#newest) return;
    this.#remove(known);
    this.#append(known);
  }

  /** The input ends: every packet is complete. */
  closeAll(): void {
    for (let cluster = this.#oldest; cluster !== null; cluster = cluster.newer) this.#onPacket(cluster);
    this.#oldest = null;
    this.#newest = null;
    this.#open.clear();
  }

  #close(nowNs: number): void {
    for (;;) {
      const cluster = this.#oldest;
      if (cluster === null || Math.abs(nowNs - cluster.lastNs) <= SAME_CONTENT_WINDOW_NS) return;
      this.#remove(cluster);
      this.#open.delete(cluster);
      this.#onPacket(cluster);
    }
  }

  #append(cluster: DropCluster): void {
    cluster.older = this.#newest;
    cluster.newer = null;
    if (this.#newest === null) this.#oldest = cluster;
    else this.#newest.newer = cluster;
    this.#newest = cluster;
  }

  #remove({ older, newer }: DropCluster): void {
    if (older === null) this.#oldest = newer;
    else older.newer = newer;
    if (newer === null) this.#newest = older;
    else newer.older = older;
  }
}
