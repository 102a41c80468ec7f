import type { NetworkKind } from './machine.js';

/** A packet as a scene knows it: its text without the link layer, and what is needed for the other forms of the log. */
export interface Frame {
  readonly kind: NetworkKind;
  /** From the addresses on, as tcpdump prints it. */
  readonly text: string;
  /** The same with `--brief`. */
  readonly briefText: string;
  /** Length of the network layer in bytes: what `OriginalSize` says for `Type IP`. */
  readonly networkBytes: number;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** `TCP (6)`: name and number as `--verbose` prints them; empty for ARP. */
  readonly protocol: string;
  readonly ttl: number;
  readonly id: number;
  readonly dontFragment: boolean;
  readonly link: LinkOverride;
  /** Further lines of an encapsulated packet. */
  readonly continuation: readonly string[];
}

/** Link addresses that differ from "this host and its gateway". */
export interface LinkOverride {
  readonly source?: string;
  readonly destination?: string;
  readonly vlan?: number;
}

/** What a packet of the network layer is made of. */
export interface IpParts {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly protocol: string;
  /** What follows the addresses, without `: `. */
  readonly body: string;
  readonly briefBody?: string;
  /** Length of everything behind the IP header. */
  readonly transportBytes: number;
  readonly ttl?: number;
  readonly id?: number;
  readonly continuation?: readonly string[];
}

export const isIpv6 = (address: string): boolean => address.includes(':');

/** `192.0.2.10.50100`: tcpdump joins the port with a dot; without a port the address alone. */
export function endpointText(address: string, port: number | undefined): string {
  return port === undefined ? address : `${address}.${port}`;
}

export function ipFrame(parts: IpParts): Frame {
  const v6 = isIpv6(parts.source);
  const addresses = `${endpointText(parts.source, parts.sourcePort)} > ${endpointText(parts.destination, parts.destinationPort)}: `;
  return {
    kind: v6 ? 'IPv6' : 'IPv4',
    text: addresses + parts.body,
    briefText: addresses + (parts.briefBody ?? parts.body),
    networkBytes: (v6 ? 40 : 20) + parts.transportBytes,
    source: parts.source,
    destination: parts.destination,
    sourcePort: parts.sourcePort ?? 0,
    destinationPort: parts.destinationPort ?? 0,
    protocol: parts.protocol,
    ttl: parts.ttl ?? 128,
    id: parts.id ?? 0x4a21,
    dontFragment: parts.protocol.startsWith('TCP'),
    link: {},
    continuation: parts.continuation ?? [],
  };
}

/** The same packet with other link addresses or in a VLAN. */
export function withLink(frame: Frame, link: LinkOverride): Frame {
  return { ...frame, link: { ...frame.link, ...link } };
}

/** Multicast and broadcast addresses have link addresses of their own; undefined for unicast. */
export function groupMac(address: string): string | undefined {
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(2, '0');
  if (address.startsWith('ff')) {
    // ff02::1:ff00:10 -> 33-33-FF-00-00-10: the last 32 bits of the address.
    const [head = '', tail = ''] = address.split('::');
    const groups = tail.split(':');
    const words = [...head.split(':'), ...Array<string>(8).fill('0'), ...groups].slice(-2);
    const bytes = words.map((word) => word.padStart(4, '0').toUpperCase());
    return `33-33-${bytes.map((word) => `${word.slice(0, 2)}-${word.slice(2)}`).join('-')}`;
  }
  if (address === '255.255.255.255' || address.endsWith('.255')) return 'FF-FF-FF-FF-FF-FF';
  const [first = 0, second = 0, third = 0, fourth = 0] = address.split('.').map(Number);
  if (first < 224 || first > 239) return undefined;
  return `01-00-5E-${hex(second & 127)}-${hex(third)}-${hex(fourth)}`;
}
