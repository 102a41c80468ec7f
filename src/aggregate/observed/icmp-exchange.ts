import { type Datagram, Exchange } from './exchange.js';

/** Echo requests and replies between two hosts, matched by id and sequence (tcpdump prints no id for ICMPv6). */
export class IcmpExchange extends Exchange {
  protected override match({ header, atMs, evidence, release }: Datagram): void {
    const { icmp } = header;
    if (icmp === null) return;
    if (icmp.type === 'echo-request')
      this.requests.request(`${header.source} ${icmp.id} ${icmp.sequence}`, atMs, evidence);
    else if (icmp.type === 'echo-reply')
      this.requests.answer(`${header.destination} ${icmp.id} ${icmp.sequence}`, atMs, release);
  }
}
