import type { Ends, Hosts } from './ends.js';
import { type Frame, ipFrame, isIpv6 } from './frame.js';

/** `ICMP echo request, id 1, seq 365, length 40`: the length counts the ICMP header. */
export function icmpEcho(hosts: Hosts, what: 'request' | 'reply', id: number, sequence: number): Frame {
  const v6 = isIpv6(hosts.source);
  return ipFrame({
    ...hosts,
    protocol: v6 ? 'ICMPv6 (58)' : 'ICMP (1)',
    // tcpdump 4.9 prints no id for ICMPv6.
    body: v6
      ? `ICMP6, echo ${what}, seq ${sequence}, length 40`
      : `ICMP echo ${what}, id ${id}, seq ${sequence}, length 40`,
    transportBytes: 40,
  });
}

/** Any other ICMP message: `192.0.2.53 udp port 53 unreachable`, `host 198.51.100.7 unreachable`, `time exceeded in-transit`. */
export function icmp(hosts: Hosts, message: string, icmpBytes = 36): Frame {
  const v6 = isIpv6(hosts.source);
  return ipFrame({
    ...hosts,
    protocol: v6 ? 'ICMPv6 (58)' : 'ICMP (1)',
    body: `${v6 ? 'ICMP6,' : 'ICMP'} ${message}, length ${icmpBytes}`,
    transportBytes: icmpBytes,
  });
}

/** `ICMP6, neighbor solicitation, who has fe80::1, length 32` to the solicited-node group of the target. */
export function neighborSolicitation(source: string, target: string): Frame {
  const last = target.split(':').at(-1) ?? '';
  const before = target.split(':').at(-2) ?? '0';
  const group = `ff02::1:ff${before.padStart(4, '0').slice(2)}:${last}`;
  return icmp({ source, destination: group }, `neighbor solicitation, who has ${target}`, 32);
}

/** `192.0.2.1 > 224.0.0.1:  ip-proto-2 8`: pktmon has no printer for IGMP, hence the two blanks. */
export function igmp(source: string, group: string): Frame {
  return ipFrame({
    source,
    destination: group,
    protocol: 'IGMP (2)',
    body: ' ip-proto-2 8',
    transportBytes: 12,
    ttl: 1,
  });
}

/** `Request who-has 192.0.2.1 tell 192.0.2.10, length 28` */
export function arpRequest(sender: string, senderMac: string, target: string): Frame {
  return arp(`Request who-has ${target} tell ${sender}, length 28`, {
    source: senderMac,
    destination: 'FF-FF-FF-FF-FF-FF',
  });
}

/** `Reply 192.0.2.1 is-at 00-00-5E-00-53-01, length 28` */
export function arpReply(address: string, mac: string, to: string): Frame {
  return arp(`Reply ${address} is-at ${mac}, length 28`, { source: mac, destination: to });
}

function arp(text: string, link: Frame['link']): Frame {
  return {
    kind: 'ARP',
    text,
    briefText: text,
    networkBytes: 28,
    source: '',
    destination: '',
    sourcePort: 0,
    destinationPort: 0,
    protocol: '',
    ttl: 0,
    id: 0,
    dontFragment: false,
    link,
    continuation: [],
  };
}

/** `GREv0, length 64: IP 192.0.2.1 > …`: the inner packet stands on the same line. */
export function gre(hosts: Hosts, inner: Frame): Frame {
  const family = inner.kind === 'IPv6' ? 'IP6' : 'IP';
  const bytes = 4 + inner.networkBytes;
  return ipFrame({
    ...hosts,
    protocol: 'GRE (47)',
    body: `GREv0, length ${bytes}: ${family} ${inner.text}`,
    transportBytes: bytes,
  });
}

/** `VXLAN, flags [I] (0x08), vni 5001`, the inner frame on a line of its own as tcpdump breaks it. */
export function vxlan(
  ends: Ends,
  vni: number,
  innerLink: { source: string; destination: string },
  inner: Frame,
): Frame {
  const innerBytes = 14 + inner.networkBytes;
  const etherType = inner.kind === 'IPv6' ? 'IPv6 (0x86dd)' : 'IPv4 (0x0800)';
  return ipFrame({
    ...ends,
    protocol: 'UDP (17)',
    body: `VXLAN, flags [I] (0x08), vni ${vni}`,
    transportBytes: 16 + innerBytes,
    continuation: [
      `${innerLink.source} > ${innerLink.destination}, ethertype ${etherType}, length ${innerBytes}: ${inner.text}`,
    ],
  });
}
