import { type Frame, groupMac } from './frame.js';
import type { Machine, Medium } from './machine.js';
import { hexLines, packetBytes } from './packet-bytes.js';

/** Switches of `pktmon etl2txt` that change the detail line. */
export interface DetailOptions {
  readonly verbose: boolean;
  readonly brief: boolean;
  readonly hex: boolean;
  /** `--no-ethernet`: the text begins with the addresses. */
  readonly noEthernet: boolean;
}

export interface DetailContext extends DetailOptions {
  readonly machine: Machine;
  readonly medium: Medium;
  readonly outward: boolean;
  /** `Drop: ` in the language of the log; empty for packets. */
  readonly mark: string;
  readonly loggedBytes: number;
}

// 802.11: 24 bytes of header (26 with QoS, as received) and 8 of LLC/SNAP instead of the 14 of Ethernet.
const LINK_BYTES = { Ethernet: 14, IP: 0 } as const;
const WIFI_SENT_BYTES = 32;
const WIFI_RECEIVED_BYTES = 34;

/** What `OriginalSize` says for this packet at this place. */
export function sizeOnMedium(frame: Frame, medium: Medium, outward: boolean): number {
  const vlan = frame.link.vlan !== undefined && medium !== 'IP' ? 4 : 0;
  if (medium !== 'WiFi') return frame.networkBytes + LINK_BYTES[medium] + vlan;
  return frame.networkBytes + (outward ? WIFI_SENT_BYTES : WIFI_RECEIVED_BYTES) + vlan;
}

/** Link addresses of the packet at this machine. */
export function linkAddresses(
  frame: Frame,
  machine: Machine,
  outward: boolean,
): { source: string; destination: string } {
  const group = groupMac(frame.destination);
  return {
    source: frame.link.source ?? (outward ? machine.mac : (neighborMac(frame.source, machine) ?? machine.gatewayMac)),
    destination:
      frame.link.destination ??
      group ??
      (outward ? (neighborMac(frame.destination, machine) ?? machine.gatewayMac) : machine.mac),
  };
}

/** Hosts of the own /24 are reached without the gateway; their link address ends like their address. */
function neighborMac(address: string, machine: Machine): string | undefined {
  const network = machine.ipv4.slice(0, machine.ipv4.lastIndexOf('.') + 1);
  if (!address.startsWith(network)) return undefined;
  const last = Number(address.slice(network.length)).toString(16).toUpperCase().padStart(2, '0');
  return `00-00-5E-00-53-${last}`;
}

/** The detail line (without CRLF) and whatever lines follow it. */
export function detailLines(frame: Frame, context: DetailContext): string[] {
  const link = linkAddresses(frame, context.machine, context.outward);
  const [ipHeader, packet] = networkText(frame, context);
  const lines = [`\t${context.mark}${linkText(frame, link, context)}${ipHeader}${packet[0] ?? ''}`];
  lines.push(...packet.slice(1), ...frame.continuation);
  if (context.hex) {
    const bytes = packetBytes(frame, context.medium === 'IP' ? null : link, context.loggedBytes);
    lines.push(...hexLines(bytes));
  }
  return lines;
}

/** `(tos 0x0, ttl 128, …)` and the packet; IPv4 breaks the line between them, IPv6 does not. */
function networkText(frame: Frame, context: DetailContext): [string, string[]] {
  const text = context.brief ? frame.briefText : frame.text;
  if (!context.verbose || !frame.protocol) return ['', [text]];
  if (frame.kind === 'IPv6') {
    const length = frame.networkBytes - 40;
    return [`(hlim ${frame.ttl}, next-header ${frame.protocol} payload length: ${length}) `, [text]];
  }
  // Transport-level drops carry a rebuilt header.
  const rebuilt = context.medium === 'IP' && !context.outward;
  const [ttl, id] = rebuilt ? [1, 0] : [frame.ttl, frame.id];
  const flags = frame.dontFragment && !rebuilt ? 'DF' : 'none';
  const header = `(tos 0x0, ttl ${ttl}, id ${id}, offset 0, flags [${flags}], proto ${frame.protocol}, length ${frame.networkBytes})`;
  return [header, ['', `    ${text}`]];
}

const ETHER_TYPE = {
  IPv4: 'IPv4 (0x0800)',
  IPv6: 'IPv6 (0x86dd)',
  ARP: 'ARP (0x0806)',
  other: 'LLDP (0x88cc)',
} as const;

function linkText(frame: Frame, link: { source: string; destination: string }, context: DetailContext): string {
  if (context.medium === 'IP') return 'ip: ';
  if (context.noEthernet) return '';
  const size = sizeOnMedium(frame, context.medium, context.outward);
  if (context.medium === 'WiFi')
    return `${wifiText(link, context.outward)}ethertype ${ETHER_TYPE[frame.kind]}, length ${frame.networkBytes}: `;
  const addresses = `${link.source} > ${link.destination}, `;
  if (context.brief) return `${addresses}${frame.kind}, length ${size}: `;
  if (frame.link.vlan === undefined) return `${addresses}ethertype ${ETHER_TYPE[frame.kind]}, length ${size}: `;
  return `${addresses}ethertype 802.1Q (0x8100), length ${size}: vlan ${frame.link.vlan}, p 0, ethertype ${frame.kind}, `;
}

/** pktmon repeats the first address of an 802.11 header in the third place. */
function wifiText(link: { source: string; destination: string }, outward: boolean): string {
  const addresses = outward
    ? `BSSID:${link.destination} SA:${link.source} DA:${link.destination}`
    : `CF +QoS DA:${link.destination} BSSID:${link.source} SA:${link.destination}`;
  return `${addresses} LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl 0x03: oui Ethernet (0x000000), `;
}
