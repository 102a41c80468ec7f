import type { Ipv4Pseudonyms } from './ipv4-pseudonyms.js';
import { KeyedTree } from './keyed-tree.js';
import { type LinkPseudonyms, hex, join } from './link-pseudonyms.js';

/** Beginnings, in hexadecimal digits, that tell what an address is for. Of a link-local address only the second half differs. */
const ROLES = ['fe80000000000000', 'fc', 'fd', 'ff', '20010000', '2002', '0064ff9b', '0000'];
/** Beginnings behind which an IPv4 address stands: mapped, compatible, NAT64. */
const BEFORE_IPV4 = /^(?:0{20}ffff|0{24}|0064ff9b0{16})/;
/** `fe80::5efe:192.0.2.5`: an interface of ISATAP. */
const ISATAP = /^0[02]005efe/;

/**
 * Changes IPv6 addresses, sixteen bytes each. Addresses that hold another one (IPv4, or the MAC address of the interface)
 * hold its pseudonym afterwards. The last 24 bits are changed alike in all addresses, because solicited-node groups hold them.
 */
export class Ipv6Pseudonyms {
  readonly #tree: KeyedTree;
  readonly #ipv4: Ipv4Pseudonyms;
  readonly #link: LinkPseudonyms;

  constructor(key: Uint8Array, ipv4: Ipv4Pseudonyms, link: LinkPseudonyms) {
    this.#tree = new KeyedTree(key, 'ipv6');
    this.#ipv4 = ipv4;
    this.#link = link;
  }

  change(bytes: Uint8Array): Uint8Array {
    const digits = hex(bytes);
    if (/^0{31}[01]$/.test(digits)) return bytes; // :: and ::1
    if (BEFORE_IPV4.test(digits)) return join(bytes.subarray(0, 12), this.#ipv4.change(bytes.subarray(12)));
    if (digits.startsWith('ff')) return this.#group(bytes, digits);
    const changed = this.#unicast(bytes, digits.slice(16));
    if (digits.startsWith('2002')) changed.set(this.#ipv4.change(bytes.subarray(2, 6)), 2);
    if (digits.startsWith('20010000')) this.#changeTeredo(bytes, changed);
    return changed;
  }

  #unicast(bytes: Uint8Array, identifier: string): Uint8Array {
    const upper = bytes.subarray(0, 8);
    const lower = bytes.subarray(8);
    const begun = join(
      this.#tree.change(bytes.subarray(0, 13), (bit) => leadsToRole(bytes, bit)),
      this.#link.tail(bytes.subarray(13)),
    );
    // fe80::200:5eff:fe00:5301 is made of 00-00-5E-00-53-01.
    if (identifier.slice(6, 10) === 'fffe') {
      const mac = this.#link.mac(join(Uint8Array.of((lower[0] ?? 0) ^ 2), lower.subarray(1, 3), lower.subarray(5)));
      const end = [(mac[0] ?? 0) ^ 2, mac[1] ?? 0, mac[2] ?? 0, 0xff, 0xfe, ...mac.subarray(3)];
      return join(begun.subarray(0, upper.length), Uint8Array.from(end));
    }
    if (ISATAP.test(identifier)) {
      return join(begun.subarray(0, 8), lower.subarray(0, 4), this.#ipv4.change(lower.subarray(4)));
    }
    return begun;
  }

  /** Permanent groups with a short number (ff02::fb, ff02::1:2) are given out by IANA and stay. */
  #group(bytes: Uint8Array, digits: string): Uint8Array {
    if (digits.startsWith('ff0200000000000000000001ff', 0)) {
      return join(bytes.subarray(0, 13), this.#link.tail(bytes.subarray(13)));
    }
    if (/^ff0.0{20}/.test(digits)) return bytes;
    return join(bytes.subarray(0, 2), this.#tree.change(bytes, (bit) => bit < 16).subarray(2));
  }

  /** 2001:0:server:flags:port:client, port and client with all bits turned (RFC 4380). */
  #changeTeredo(bytes: Uint8Array, changed: Uint8Array): void {
    const turned = (part: Uint8Array) => part.map((byte) => byte ^ 0xff);
    changed.set(this.#ipv4.change(bytes.subarray(4, 8)), 4);
    changed.set(turned(this.#ipv4.change(turned(bytes.subarray(12)))), 12);
  }
}

function leadsToRole(bytes: Uint8Array, bit: number): boolean {
  return ROLES.some((role) => role.length * 4 > bit && sharesBits(bytes, Buffer.from(role, 'hex'), bit));
}

function sharesBits(bytes: Uint8Array, role: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let index = 0; index < whole; index++) if (bytes[index] !== role[index]) return false;
  const rest = 8 - (bits & 7);
  return rest === 8 || (bytes[whole] ?? 0) >> rest === (role[whole] ?? 0) >> rest;
}
