import type { GroupPseudonyms } from './link-pseudonyms.js';
import { KeyedTree } from './keyed-tree.js';

/** Ranges whose addresses stay in them, because the range is what the diagnosis asks for. */
const ROLES: readonly (readonly [network: number, length: number])[] = [
  [0x0000_0000, 8], // This network.
  [0x0a00_0000, 8], // Private.
  [0x6440_0000, 10], // Carrier-grade NAT.
  [0x7f00_0000, 8], // Loopback.
  [0xa9fe_0000, 16], // Link-local.
  [0xac10_0000, 12], // Private.
  [0xc0a8_0000, 16], // Private.
  [0xe000_0000, 4], // Multicast.
  [0xf000_0000, 4], // Reserved.
];

/**
 * Changes IPv4 addresses, four bytes each. Loopback, netmasks, broadcast and the groups everybody knows mean no machine
 * and stay. Bits that lead to a range of `ROLES` stay too, or an address outside of it could get into it.
 */
export class Ipv4Pseudonyms {
  readonly #tree: KeyedTree;
  readonly #groups: GroupPseudonyms;

  constructor(key: Uint8Array, groups: GroupPseudonyms) {
    this.#tree = new KeyedTree(key, 'ipv4');
    this.#groups = groups;
  }

  change(bytes: Uint8Array): Uint8Array {
    const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
    const value = ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
    if (first === 127 || first === 255 || value === 0) return bytes;
    if (first >= 224 && first < 240) {
      const [high = 0, ...low] = this.#groups.ipv4Group(Uint8Array.of(second & 0x7f, third, fourth));
      return Uint8Array.of(first, (second & 0x80) | high, ...low);
    }
    return this.#tree.change(bytes, (bit) => leadsToRole(value, bit));
  }
}

function leadsToRole(value: number, bit: number): boolean {
  return ROLES.some(
    ([network, length]) => length > bit && (bit === 0 || value >>> (32 - bit) === network >>> (32 - bit)),
  );
}
