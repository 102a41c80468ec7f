import ipaddr from 'ipaddr.js';
import { LOCATION_DELIVERED, LOCATION_RAW_RECEIVE } from './drop-condition.js';

const DOT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;

/**
 * True for 224.0.0.0/4, 255.255.255.255 and ff00::/8; false for everything else, also for what is no address.
 * The broadcast address of a subnet cannot be told without its mask and counts as unicast.
 * The usual forms are decided without parsing.
 */
export function isMulticastOrBroadcast(address: string): boolean {
  const first = firstOctet(address);
  if (first >= 0) return (first >= 224 && first <= 239) || address === '255.255.255.255';
  // `ff02::fb`: four digits in the first group, so that ff::1 (which is 00ff::1) is not taken for one.
  if (address.charCodeAt(4) === COLON) return isLetterF(address.charCodeAt(0)) && isLetterF(address.charCodeAt(1));
  return isMappedMulticast(address);
}

/** First number of an IPv4 address (four groups of one to three digits); -1 for everything else. */
function firstOctet(address: string): number {
  let first = 0;
  let dots = 0;
  let digits = 0;
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0) return -1;
      dots++;
      digits = 0;
    } else {
      if (!isDigit(code) || ++digits > 3) return -1;
      if (dots === 0) first = first * 10 + code - ZERO;
    }
  }
  return dots === 3 && digits > 0 ? first : -1;
}

/** `::ffff:224.0.0.251`, an IPv4 address in IPv6 clothes. */
function isMappedMulticast(address: string): boolean {
  if (!address.startsWith('::') || !/ffff/i.test(address) || !ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress() && isMulticastOrBroadcast(parsed.toIPv4Address().toString());
}

/** True for a group address of the link layer (`01-00-5E-…`, `33-33-…`, `FF-FF-…`): lowest bit of the first byte. */
export function isMulticastMac(mac: string): boolean {
  const separator = mac.charCodeAt(2);
  if (separator !== DASH && separator !== COLON) return false;
  return hexDigit(mac.charCodeAt(0)) >= 0 && (hexDigit(mac.charCodeAt(1)) & 1) === 1;
}

const DASH = 0x2d;
const LETTER_A = 0x61;
const LETTER_F = 0x66;
/** Sets the bit by which small letters differ from capital ones. */
const TO_SMALL = 0x20;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function isLetterF(code: number): boolean {
  return (code | TO_SMALL) === LETTER_F;
}

/** Value of a hexadecimal digit; -2, an even number, for everything else. */
function hexDigit(code: number): number {
  if (isDigit(code)) return code - ZERO;
  const small = code | TO_SMALL;
  return small >= LETTER_A && small <= LETTER_F ? small - LETTER_A + 10 : -2;
}

/** Services that announce and search on UDP ports; most of their packets have no receiver on a given machine. */
const UDP_SERVICES: Readonly<Record<number, string>> = {
  67: 'DHCP',
  68: 'DHCP',
  137: 'NetBIOS name service',
  138: 'NetBIOS datagram service',
  427: 'SLP',
  520: 'RIP',
  521: 'RIPng',
  546: 'DHCPv6',
  547: 'DHCPv6',
  1900: 'SSDP',
  1985: 'HSRP',
  2029: 'HSRP for IPv6',
  3222: 'GLBP',
  3702: 'WS-Discovery',
  5353: 'mDNS',
  5355: 'LLMNR',
  5678: 'MikroTik neighbour discovery',
  17500: 'Dropbox LAN sync',
  57621: 'Spotify Connect',
};

/** Protocols of routers and groups that need no port. `ip-` and a number is how an unnamed protocol is called. */
const PROTOCOL_SERVICES: Readonly<Record<string, string>> = {
  igmp: 'IGMP',
  'ip-2': 'IGMP',
  'ip-88': 'EIGRP',
  eigrp: 'EIGRP',
  'ip-89': 'OSPF',
  ospf: 'OSPF',
  'ip-103': 'PIM',
  pim: 'PIM',
  'ip-112': 'VRRP',
  vrrp: 'VRRP',
};

/** Name of the discovery or router service behind a protocol and port, null when it is none: `udp`, 5353 is mDNS. */
export function discoveryService(protocol: string, port: number): string | null {
  const services = protocol === 'udp' ? UDP_SERVICES : PROTOCOL_SERVICES;
  const key = protocol === 'udp' ? port : protocol;
  return Object.hasOwn(services, key) ? ((services as Record<string, string>)[key] ?? null) : null;
}

/** NL_SEND_NEIGHBOR_QUEUE2: printed right after 922 at 0xE000413A for a packet that waited for its next hop. */
const LOCATION_NEIGHBOR_QUEUE_2 = 0xe000_413b;

/**
 * True for a line that only repeats what an earlier line of the same packet said: the first cause is elsewhere.
 * A segment without connection, for example, gives 1204 at 0xE0004500, then 1204 at 0xE0004704 and 918 at 0xE0004134.
 * A packet with nothing but follow-ups keeps its first line as the cause: that is for the caller to see.
 */
export function isFollowUp(code: number | null, location: number | null): boolean {
  switch (code) {
    case 904:
      return true;
    case 909:
    case 918:
      return location === LOCATION_DELIVERED;
    case 923:
      return location === LOCATION_NEIGHBOR_QUEUE_2;
    case 1204:
      return location === LOCATION_RAW_RECEIVE;
    default:
      return false;
  }
}
