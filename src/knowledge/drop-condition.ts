import type { Verdict } from './verdict.js';

/** What is known of one dropped packet when its line is judged. */
export interface DropFacts {
  /** Lower case: `tcp`, `udp`, `icmp`, `icmp6`, `arp`, … */
  readonly protocol: string;
  /** Addresses as printed, empty when the packet names none; ports 0 when there are none. */
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** The IP destination is multicast or broadcast (`isMulticastOrBroadcast`). */
  readonly multicast: boolean;
  /** The destination MAC is multicast or broadcast (`isMulticastMac`); false when none was printed. */
  readonly linkMulticast: boolean;
  /** tcpdump letters (`S`, `S.`, `R.`, `.`, empty for none); null when the line shows no TCP header. */
  readonly tcpFlags: string | null;
  readonly direction: string;
  readonly location: number | null;
  /** Reason codes of the other lines of the same packet. */
  readonly earlierReasons: readonly number[];
  /** As printed: `IPv4`, `ARP`, `0x88cc`; null when not printed. */
  readonly etherType: string | null;
  /** As in `IcmpHeader.type`; null when it is not ICMP. */
  readonly icmpType: string | null;
}

/** A circumstance in which a reason means more or less than usual. */
export interface DropCondition {
  /** The circumstance in words. */
  readonly when: string;
  /** Predicate of the table below that tests it on one packet. */
  readonly test?: ConditionName;
  /** It takes more than one packet (repeats, shares, what came before): left to the rules of the diagnosis. */
  readonly needs?: 'aggregate';
  readonly verdict: Verdict;
  readonly why: string;
}

/** NL_RCV_DELIVERED: the network layer tells how the transport layer took the packet. */
export const LOCATION_DELIVERED = 0xe000_4134;
/** TL_RCV_RAW_RECEIVE: no raw socket wanted a copy. */
export const LOCATION_RAW_RECEIVE = 0xe000_4704;

/** Ports whose answers and announcements often find a closed socket: DNS, DHCP, NTP, NetBIOS, SNMP, IKE, SSDP, mDNS, LLMNR. */
const LATE_REPLY_PORTS: readonly number[] = [53, 67, 68, 123, 137, 161, 500, 1900, 5353, 5355];
/** EtherTypes that TCP/IP itself has to take: refused ones mean that it is not bound. */
const IP_ETHER_TYPES = /^(ipv4|ipv6|arp)\b|^0x(0?800|86dd|0?806)$/i;

/** Every circumstance that one packet can show, by the name that `data/drop-reasons.json` uses. */
export const CONDITIONS = {
  multicast: (drop) => drop.multicast,
  'multicast-inbound': (drop) => drop.multicast && isInbound(drop),
  'udp-multicast': (drop) => drop.protocol === 'udp' && drop.multicast,
  'link-multicast': (drop) => drop.linkMulticast,
  unicast: (drop) => drop.destination !== '' && !drop.multicast,
  'ethertype-of-ip': (drop) => drop.etherType !== null && IP_ETHER_TYPES.test(drop.etherType),
  'location-vfp': (drop) => drop.location !== null && drop.location >>> 12 === 0xe0006,
  'tcp-syn': (drop) => isOpeningSyn(drop),
  'tcp-without-syn': (drop) => drop.tcpFlags !== null && !isOpeningSyn(drop),
  'late-udp-reply': (drop) => drop.protocol === 'udp' && LATE_REPLY_PORTS.includes(drop.sourcePort),
  // A firewall in stealth mode keeps the answer back: the story is the packet that came in.
  'stealth-answer': (drop) =>
    isOutbound(drop) && (drop.icmpType === 'port-unreachable' || (drop.tcpFlags ?? '').includes('R')),
  'outbound-flow': (drop) =>
    isOutbound(drop) && !drop.multicast && (drop.protocol === 'tcp' || drop.protocol === 'udp'),
  'raw-follow-up': (drop) => drop.location === LOCATION_RAW_RECEIVE && drop.earlierReasons.length > 0,
  'delivery-follow-up': (drop) => drop.location === LOCATION_DELIVERED && hasOneOf(drop, 1204, 1206, 1207),
  'with-922': (drop) => hasOneOf(drop, 922),
  'with-1204': (drop) => hasOneOf(drop, 1204),
  'with-1204-or-1220': (drop) => hasOneOf(drop, 1204, 1220),
} as const satisfies Record<string, (drop: DropFacts) => boolean>;

export type ConditionName = keyof typeof CONDITIONS;

function isOutbound(drop: DropFacts): boolean {
  return drop.direction === 'Tx' || drop.direction === 'Out';
}

function isInbound(drop: DropFacts): boolean {
  return drop.direction === 'Rx' || drop.direction === 'In';
}

/** SYN without ACK: somebody opens a connection. SYN+ACK is an answer. */
function isOpeningSyn(drop: DropFacts): boolean {
  return drop.tcpFlags !== null && drop.tcpFlags.includes('S') && !drop.tcpFlags.includes('.');
}

function hasOneOf(drop: DropFacts, ...codes: readonly number[]): boolean {
  return codes.some((code) => drop.earlierReasons.includes(code));
}
