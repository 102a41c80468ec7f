import type { PacketHeader } from '../../events/packet.js';
import type { EvidenceSource } from './evidence-budget.js';
import { Exchange } from './exchange.js';

/** Echo requests and replies between two hosts, matched by id and sequence (tcpdump prints no id for ICMPv6). */
export class IcmpExchange extends Exchange {
  protected override match(header: PacketHeader, _sender: 0 | 1, atMs: number, evidence: EvidenceSource): void {
    const { icmp } = header;
    if (icmp === null) return;
    if (icmp.type === 'echo-request')
      this.requests.request(`${header.source} ${icmp.id} ${icmp.sequence}`, atMs, evidence);
    else if (icmp.type === 'echo-reply')
      this.requests.answer(`${header.destination} ${icmp.id} ${icmp.sequence}`, atMs, evidence);
  }
}
