import ipaddr from 'ipaddr.js';

/** Gives placeholders: for the same thing always the same one, numbered in the order of their first appearance. */
export interface Placeholders {
  /** For an IPv4 address in dotted form; addresses that mean no machine come back unchanged. */
  readonly ipv4: (address: string) => string;
  /** For an IPv6 address without zone. */
  readonly ipv6: (address: string) => string;
  /** For six bytes, as 12 lower-case hex digits. */
  readonly mac: (digits: string) => string;
  readonly host: (name: string) => string;
  readonly user: (name: string) => string;
}

/** What stays as it is: it names no machine, and the diagnosis rests on it. */
const KEPT_IPV4 = new Set(['multicast', 'broadcast', 'loopback', 'unspecified']);
const KEPT_IPV6 = new Set(['multicast', 'loopback', 'unspecified']);

export function createPlaceholders(): Placeholders {
  const count = counters();
  return {
    ipv4: (text) => {
      const address = ipaddr.IPv4.parse(text);
      const range = address.range();
      if (KEPT_IPV4.has(range) || isNetmask(text)) return text;
      if (range === 'linkLocal') return `169.254.${lastBytes(count('ipv4-link-local', text), 2)}`;
      const isPrivate = range === 'private' || range === 'carrierGradeNat';
      return isPrivate
        ? documentationAddress(count('ipv4-private', text), ['192.0.2'], '198.18')
        : documentationAddress(count('ipv4-public', text), ['198.51.100', '203.0.113'], '198.19');
    },
    ipv6: (text) => {
      const address = ipaddr.IPv6.parse(text);
      const range = address.range();
      const normal = address.toNormalizedString();
      if (normal.startsWith('ff02:0:0:0:0:1:ff')) {
        // A solicited-node address holds the last 24 bits of the address that is sought.
        return `ff02::1:ff00:${count('solicited', normal).toString(16)}`;
      }
      if (KEPT_IPV6.has(range)) return text;
      if (range === 'linkLocal') return `fe80::${count('ipv6-link-local', normal).toString(16)}`;
      return `2001:db8::${groups(count('ipv6', normal))}`;
    },
    mac: (digits) => {
      if (/^(?:0{12}|f{12}|01005e.*)$/.test(digits)) return digits;
      // The multicast address of a solicited-node address holds the same 24 bits.
      if (digits.startsWith('3333ff')) return `3333ff${hex(count('solicited-mac', digits), 6)}`;
      if (digits.startsWith('3333')) return digits;
      const place = count('mac', digits);
      return place <= 0xff ? `00005e0053${hex(place, 2)}` : `020000${hex(place, 6)}`;
    },
    host: (name) => `host-${count('host', name.toLowerCase())}.example.com`,
    user: (name) => `user-${count('user', name.toLowerCase())}`,
  };
}

/** Numbers things of several kinds, each from 1. */
function counters(): (kind: string, thing: string) => number {
  const kinds = new Map<string, Map<string, number>>();
  return (kind, thing) => {
    const known = kinds.get(kind) ?? new Map<string, number>();
    kinds.set(kind, known);
    const place = known.get(thing) ?? known.size + 1;
    known.set(thing, place);
    return place;
  };
}

/** The documentation networks hold 254 hosts each; further ones come from the range for benchmarks (RFC 2544), then 240/4. */
function documentationAddress(place: number, networks: readonly string[], overflow: string): string {
  const network = networks[Math.floor((place - 1) / 254)];
  if (network !== undefined) return `${network}.${((place - 1) % 254) + 1}`;
  const further = place - networks.length * 254;
  if (further < 65_536) return `${overflow}.${lastBytes(further, 2)}`;
  const first = overflow === '198.18' ? 240 : 248;
  return `${first + ((further >>> 24) & 7)}.${lastBytes(further, 3)}`;
}

/** The last bytes of a number, most significant first: 2 of 258 are `1.2`. */
function lastBytes(value: number, count: number): string {
  return Array.from({ length: count }, (_, index) => (value >>> (8 * (count - 1 - index))) & 0xff).join('.');
}

function groups(value: number): string {
  const high = Math.floor(value / 0x10000);
  const low = (value % 0x10000).toString(16);
  return high === 0 ? low : `${high.toString(16)}:${low}`;
}

function hex(value: number, digits: number): string {
  return (value % 16 ** digits).toString(16).padStart(digits, '0');
}

/** `255.255.255.0` is no machine. */
function isNetmask(text: string): boolean {
  return text.startsWith('255.');
}
