import type { EvidenceText } from '../../events/evidence.js';
import type { PacketHeader } from '../../events/packet.js';
import { PendingRequests } from './pending-requests.js';

/** A packet of a protocol without connections, each packet once. */
export interface Datagram {
  readonly atMs: number;
  readonly sender: 0 | 1;
  readonly header: PacketHeader;
  readonly evidence: () => EvidenceText | null;
  /** The text of an answered request is no longer kept. */
  readonly release: () => void;
}

/** What UDP and ICMP exchanges have in common. The ends are counted as in the connection table: 0 is `a`, 1 is `b`. */
export abstract class Exchange {
  readonly requests = new PendingRequests();
  readonly packets: [number, number] = [0, 0];
  readonly bytes: [number, number] = [0, 0];
  largestBytes = 0;
  longestIdle = { ms: 0, fromMs: 0 };
  #lastMs: number | null = null;

  get lastMs(): number | null {
    return this.#lastMs;
  }

  add(datagram: Datagram): void {
    const { atMs, sender } = datagram;
    const size = this.payloadBytes(datagram.header);
    if (this.#lastMs !== null && atMs - this.#lastMs > this.longestIdle.ms)
      this.longestIdle = { ms: atMs - this.#lastMs, fromMs: this.#lastMs };
    this.#lastMs = atMs;
    this.packets[sender]++;
    this.bytes[sender] += size;
    this.largestBytes = Math.max(this.largestBytes, size);
    this.match(datagram);
  }

  protected payloadBytes(header: PacketHeader): number {
    return header.payloadBytes ?? 0;
  }

  /** Counts the datagram as a request or an answer. */
  protected abstract match(datagram: Datagram): void;
}
