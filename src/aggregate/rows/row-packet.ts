import type { PacketHeader } from '../../events/packet.js';

/** The two ends of a packet. */
export type Ends = Pick<PacketHeader, 'protocol' | 'source' | 'sourcePort' | 'destination' | 'destinationPort'>;

/** ARP has no ends of its own: it asks for an address. */
export function endsOf(header: PacketHeader): Ends {
  const { arp, protocol, sourcePort, destinationPort } = header;
  if (arp === null || header.source !== '') return header;
  return { protocol, source: arp.sender, sourcePort, destination: arp.target, destinationPort };
}

/** TCP flags, ICMP type or ARP operation; empty for other packets. */
export function shortName({ tcp, icmp, arp }: PacketHeader): string {
  return tcp?.flags ?? icmp?.type ?? arp?.operation ?? '';
}
