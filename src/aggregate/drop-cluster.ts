import type { EvidenceText } from '../events/evidence.js';
import type { DropEvent } from '../events/packet.js';
import { isFollowUp } from '../knowledge/noise.js';
import type { DropReason } from '../knowledge/drop-reason.js';
import { SAME_CONTENT_WINDOW_NS } from './packet-window.js';
import type { Connection } from './connection-table.js';
import type { Identity } from './case.js';
import type { DropKind } from './drop-kind.js';

/** What is kept of a drop event until its packet is complete: the event itself is only valid during the call. */
export type KeptDrop = Pick<
  DropEvent,
  'input' | 'line' | 'day' | 'ofDayNs' | 'component' | 'direction' | 'location' | 'originalSizeBytes' | 'header'
>;

/** One drop line of a packet. */
export class DropLine {
  readonly event: KeptDrop;
  readonly kind: DropKind;
  /** On the clock of the case. */
  readonly atNs: number;
  /** The record, if it was wanted as evidence when it was read. */
  readonly text: string | null;

  constructor(event: DropEvent, kind: DropKind, atNs: number, text: string | null) {
    const { input, line, day, ofDayNs, component, direction, location, originalSizeBytes, header } = event;
    this.event = { input, line, day, ofDayNs, component, direction, location, originalSizeBytes, header };
    this.kind = kind;
    this.atNs = atNs;
    this.text = text;
  }

  get reason(): DropReason {
    return this.kind.reason;
  }

  /** Null when its text was not wanted. */
  get evidence(): EvidenceText | null {
    return this.text === null ? null : { input: this.event.input, line: this.event.line, text: this.text };
  }
}

/** All drop lines of one dropped packet. */
export class DropCluster {
  readonly key: string | number;
  readonly identity: Identity;
  readonly connection: Connection | null;
  readonly first: DropLine;
  /** All lines in the order of time; null for a packet with one line, as most have: it needs no list. */
  lines: DropLine[] | null = null;
  lastNs: number;
  /** Its neighbours in the order of the last line. */
  older: DropCluster | null = null;
  newer: DropCluster | null = null;

  constructor(key: string | number, identity: Identity, connection: Connection | null, first: DropLine) {
    this.key = key;
    this.identity = identity;
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
  return lines?.find(({ event, reason }) => !isFollowUp(reason.code, event.location)) ?? first;
}

/** Collects the lines of each dropped packet and hands the packet over when no more can come. */
export class DropClusters {
  readonly #open = new Map<string | number, DropCluster>();
  /** The same in the order of the last line, so that closing looks only at the oldest. */
  #oldest: DropCluster | null = null;
  #newest: DropCluster | null = null;
  readonly #onPacket: (cluster: DropCluster) => void;

  constructor(onPacket: (cluster: DropCluster) => void) {
    this.#onPacket = onPacket;
  }

  add(key: string | number, identity: Identity, connection: Connection | null, line: DropLine): void {
    this.#close(line.atNs);
    const known = this.#open.get(key);
    if (known === undefined) {
      const cluster = new DropCluster(key, identity, connection, line);
      this.#open.set(key, cluster);
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
      this.#open.delete(cluster.key);
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
