import { KeyedTree } from './keyed-tree.js';

/** What the low bits of groups become: an IP group and the MAC address made of it hold the same ones. */
export interface GroupPseudonyms {
  /** The last 23 bits of an IPv4 group, in three bytes. */
  readonly ipv4Group: (low: Uint8Array) => Uint8Array;
  /** The last 24 bits of an address, of its solicited-node group, or of a MAC address. */
  readonly tail: (low: Uint8Array) => Uint8Array;
}

/** Lowest two bits of the first byte: group or single, local or universal. */
const ROLE_BITS: ReadonlySet<number> = new Set([6, 7]);

/**
 * Changes MAC addresses, six bytes each. Their role bits stay, vendors stay apart from each other. Broadcast, and the groups
 * of protocols (spanning tree, LLDP, mDNS, SSDP) stay as they are.
 */
export class LinkPseudonyms implements GroupPseudonyms {
  readonly #vendors: KeyedTree;
  readonly #tails: KeyedTree;
  readonly #groups: KeyedTree;

  constructor(key: Uint8Array) {
    this.#vendors = new KeyedTree(key, 'vendor');
    this.#tails = new KeyedTree(key, 'tail');
    this.#groups = new KeyedTree(key, 'ipv4-group');
  }

  tail(low: Uint8Array): Uint8Array {
    return this.#tails.change(low);
  }

  ipv4Group(low: Uint8Array): Uint8Array {
    return isKnownIpv4Group(low) ? low : this.#groups.change(low, (bit) => bit === 0);
  }

  mac(bytes: Uint8Array): Uint8Array {
    const vendor = bytes.subarray(0, 3);
    const low = bytes.subarray(3);
    switch (hex(vendor)) {
      case '01005e':
        return join(vendor, this.ipv4Group(low));
      case '3333ff':
        return join(vendor, this.tail(low));
      case '0180c2': // Spanning tree, LLDP.
      case '01000c': // The same of Cisco.
        return bytes;
    }
    if (/^(?:0{12}|f{12}|3333000)/.test(hex(bytes))) return bytes;
    return join(
      this.#vendors.change(vendor, (bit) => ROLE_BITS.has(bit)),
      this.tail(low),
    );
  }
}

/** 224.0.0.x and 224.0.1.x are given out by IANA; 239.255.255.250 is SSDP. The first bit is of no group. */
function isKnownIpv4Group([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  return (first === 0 && second <= 1) || (first === 0x7f && second === 0xff && third >= 250);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
