import ipaddr from 'ipaddr.js';

import type { Pseudonyms } from './pseudonyms.js';

/** `00-00-5E-00-53-01`, also with colons. */
const MAC = String.raw`(?<![\p{L}\p{N}_])(?<mac>[0-9A-Fa-f]{2}(?<separator>[-:])(?:[0-9A-Fa-f]{2}\k<separator>){4}[0-9A-Fa-f]{2})(?![\p{L}\p{N}_]|[-:][0-9A-Fa-f]{2}(?![0-9A-Fa-f]))`;
/** `0x00005E005301`, as packet filters (`MAC-1`) and properties (`PhysAddress`) print it. */
const BARE_MAC = String.raw`(?<![\p{L}\p{N}_])(?<bare>0x[0-9A-Fa-f]{12})(?![\p{L}\p{N}_])`;
/** `10.2.0.192.in-addr.arpa` and what ip6.arpa has instead, also a part of it: a zone. */
const REVERSE = String.raw`(?<![\p{L}\p{N}_.-])(?<reverse>(?:\d{1,3}\.){1,4}in-addr\.arpa|(?:[0-9A-Fa-f]\.){1,32}ip6\.arpa)(?![\p{L}\p{N}_-])`;
/** tcpdump appends a port with a full stop (`2001:db8::1.443`), unless the address ends in four decimal parts itself. */
const IPV6 = String.raw`(?<![\p{L}\p{N}_.:])(?<ipv6>(?:[0-9A-Fa-f]{0,4}:){2,8}(?:(?:\d{1,3}\.){3}\d{1,3}(?!\p{N})|[0-9A-Fa-f]{1,4}(?![\p{L}\p{N}_:])|(?![\p{L}\p{N}_:])))`;
/** Also with a port behind it: `192.0.2.5.443`. */
const IPV4 = String.raw`(?<![\p{L}\p{N}_]|\p{N}\.)(?<ipv4>(?:\d{1,3}\.){3}\d{1,3})(?![\p{L}\p{N}_])`;

/** Addresses of all kinds, each in a group of its own; for the flag `u`. */
export const ADDRESS_PATTERN = [REVERSE, MAC, BARE_MAC, IPV6, IPV4].join('|');

/** The groups of `ADDRESS_PATTERN` and whatever else a pattern has. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** What a match of `ADDRESS_PATTERN` becomes; null when none of its groups matched. */
export function addressPseudonym(match: string, groups: Groups, pseudonyms: Pseudonyms): string | null {
  if (groups['mac'] !== undefined) {
    const digits = pseudonyms.mac(match.toLowerCase().replace(/[-:]/g, ''));
    return sameCase(match, digits.replace(/(..)(?=.)/g, `$1${groups['separator']}`));
  }
  if (groups['bare'] !== undefined)
    return `0x${sameCase(match.slice(2), pseudonyms.mac(match.slice(2).toLowerCase()))}`;
  if (groups['reverse'] !== undefined) return reverseName(match, pseudonyms);
  // `11:33:39` is a time, and 10.0.26100.1 a version.
  if (groups['ipv6'] !== undefined) return ipaddr.IPv6.isValid(match) ? sameCase(match, pseudonyms.ipv6(match)) : match;
  if (groups['ipv4'] !== undefined) return isIpv4(match) ? pseudonyms.ipv4(plainIpv4(match)) : match;
  return null;
}

function isIpv4(text: string): boolean {
  return text.split('.').every((part) => Number(part) <= 255);
}

/** `192.168.001.005`, as some programs write it. */
function plainIpv4(text: string): string {
  return text.split('.').map(Number).join('.');
}

/** A zone is the beginning of an address: its pseudonym is the beginning of that address's. */
function reverseName(name: string, pseudonyms: Pseudonyms): string {
  const labels = name.toLowerCase().split('.').slice(0, -2);
  const parts = labels.toReversed();
  if (!name.toLowerCase().endsWith('ip6.arpa')) {
    if (parts.some((part) => Number(part) > 255)) return name;
    const address = [...parts.map(Number), 0, 0, 0].slice(0, 4).join('.');
    return `${pseudonyms.ipv4(address).split('.').slice(0, parts.length).toReversed().join('.')}.in-addr.arpa`;
  }
  const groups = parts.join('').padEnd(32, '0').match(/.{4}/g) ?? [];
  const address = ipaddr.IPv6.parse(pseudonyms.ipv6(groups.join(':')));
  const digits = Buffer.from(address.toByteArray()).toString('hex').slice(0, parts.length);
  return `${[...digits].toReversed().join('.')}.ip6.arpa`;
}

/** Logs write hexadecimal digits in either case: the pseudonym does as they do. */
function sameCase(like: string, text: string): string {
  return /[A-F]/.test(like) && !/[a-f]/.test(like) ? text.toUpperCase() : text;
}
