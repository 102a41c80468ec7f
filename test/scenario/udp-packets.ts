import type { Ends } from './ends.js';
import { type Frame, ipFrame, isIpv6 } from './frame.js';

export function udp(ends: Ends, payloadBytes: number): Frame {
  return ipFrame({
    ...ends,
    protocol: 'UDP (17)',
    body: `UDP, length ${payloadBytes}`,
    transportBytes: 8 + payloadBytes,
  });
}

/** UDP whose payload tcpdump decodes: the text replaces `UDP, length n`. */
export function decodedUdp(ends: Ends, body: string, payloadBytes: number): Frame {
  return ipFrame({ ...ends, protocol: 'UDP (17)', body, transportBytes: 8 + payloadBytes });
}

/** `23614+ A? example.com. (29)`: 12 bytes of header, the name with two length bytes, type and class. */
export function dnsQuery(ends: Ends, id: number, type: string, name: string): Frame {
  const bytes = 12 + name.length + 2 + 4;
  return decodedUdp(ends, `${id}+ ${type}? ${name}. (${bytes})`, bytes);
}

/** `28031 1/0/0 A 198.51.100.7 (45)` */
export function dnsAnswer(ends: Ends, id: number, answers: readonly string[], name: string): Frame {
  const bytes = 12 + name.length + 6 + 16 * answers.length;
  return decodedUdp(ends, `${id} ${answers.length}/0/0 ${answers.join(', ')} (${bytes})`, bytes);
}

/** `0 PTR (QM)? _ipp._tcp.local. (33)` to the mDNS group of the sender's family. */
export function mdnsQuery(source: string, name: string, id = 0): Frame {
  const bytes = 12 + name.length + 2 + 4;
  const ends = {
    source,
    sourcePort: 5353,
    destination: isIpv6(source) ? 'ff02::fb' : '224.0.0.251',
    destinationPort: 5353,
  };
  return decodedUdp(ends, `${id} PTR (QM)? ${name}. (${bytes})`, bytes);
}

/** `0*- [0q] 1/0/0 (Cache flush) TXT "…"`: text from the wire, quotes and all. */
export function mdnsAnswer(source: string, records: readonly string[], payloadBytes: number): Frame {
  const ends = {
    source,
    sourcePort: 5353,
    destination: isIpv6(source) ? 'ff02::fb' : '224.0.0.251',
    destinationPort: 5353,
  };
  return decodedUdp(ends, `0*- [0q] ${records.length}/0/0 ${records.join(', ')} (${payloadBytes})`, payloadBytes);
}

/** `BOOTP/DHCP, Request from 00-00-5E-00-53-10, length 300` */
export function dhcp(ends: Ends, message: 'Request' | 'Reply', mac: string): Frame {
  const from = message === 'Request' ? ` from ${mac}` : '';
  return decodedUdp(ends, `BOOTP/DHCP, ${message}${from}, length 300`, 300);
}

/** Routers of a redundancy group announce themselves all day: `192.0.2.2.1985 > 224.0.0.102.1985: HSRPv1`. */
export function hsrp(source: string): Frame {
  const ends = { source, sourcePort: 1985, destination: '224.0.0.102', destinationPort: 1985 };
  return decodedUdp(ends, 'HSRPv1', 72);
}
