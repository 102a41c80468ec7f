import type { PacketHeader } from '../../events/packet.js';
import type { EvidenceSource } from './evidence-budget.js';
import { PendingRequests } from './pending-requests.js';

/** What UDP and ICMP exchanges have in common. The ends are counted as in the connection table: 0 is `a`, 1 is `b`. */
export abstract class Exchange {
  readonly requests = new PendingRequests();
  readonly packets: [number, number] = [0, 0];
  readonly bytes: [number, number] = [0, 0];
  largestBytes = 0;
  /** The longest time without a packet, and when it began; 0 and NaN without any. */
  longestIdleMs = 0;
  longestIdleFromMs = Number.NaN;
  #lastMs = Number.NaN;

  /** A packet of a protocol without connections, each packet once. */
  add(header: PacketHeader, sender: 0 | 1, atMs: number, evidence: EvidenceSource): void {
    const size = this.payloadBytes(header);
    if (atMs - this.#lastMs > this.longestIdleMs) {
      this.longestIdleMs = atMs - this.#lastMs;
      this.longestIdleFromMs = this.#lastMs;
    }
    this.#lastMs = atMs;
    this.packets[sender]++;
    this.bytes[sender] += size;
    this.largestBytes = Math.max(this.largestBytes, size);
    this.match(header, sender, atMs, evidence);
  }

  protected payloadBytes(header: PacketHeader): number {
    return header.payloadBytes ?? 0;
  }

  /** Counts the packet as a request or an answer. */
  protected abstract match(header: PacketHeader, sender: 0 | 1, atMs: number, evidence: EvidenceSource): void;
}
