import { createHmac } from 'node:crypto';

/** Prefixes whose bits are kept at hand; then they are forgotten, not the memory filled. */
const MOST_PREFIXES = 20_000;

/** True for a bit that stays; may depend on the bits before it only. Bit 0 is the first one of an address. */
export type IsFixed = (bit: number) => boolean;

/**
 * Changes addresses so that two that began alike still do, and for exactly as long: machines of one net stay in one net.
 * Every node of the binary tree over all addresses turns its two branches or does not; which, only the key tells. This is
 * the idea of Crypto-PAn (Xu, Fan, Ammar, Moon: "Prefix-Preserving IP Address Anonymization", 2002). One HMAC-SHA256 has
 * 256 bits: enough for the 255 nodes over one byte, so an IPv4 address needs four of them.
 *
 * The first bit that may turn always does, so no address stays itself.
 */
export class KeyedTree {
  readonly #key: Uint8Array;
  readonly #domain: string;
  readonly #turns = new Map<string, Buffer>();

  /** Trees of different domains have nothing in common. */
  constructor(key: Uint8Array, domain: string) {
    this.#key = key;
    this.#domain = domain;
  }

  change(bytes: Uint8Array, isFixed: IsFixed = () => false): Uint8Array {
    const changed = new Uint8Array(bytes.length);
    let isFirst = true;
    bytes.forEach((byte, index) => {
      const turns = this.#turnsBelow(Buffer.from(bytes.subarray(0, index)).toString('hex'));
      let node = 1;
      for (let bit = 0; bit < 8; bit++) {
        const value = (byte >> (7 - bit)) & 1;
        let turn = 0;
        if (!isFixed(index * 8 + bit)) {
          turn = isFirst ? 1 : ((turns[node >> 3] ?? 0) >> (node & 7)) & 1;
          isFirst = false;
        }
        changed[index] = ((changed[index] ?? 0) << 1) | (value ^ turn);
        node = (node << 1) | value;
      }
    });
    return changed;
  }

  #turnsBelow(prefix: string): Buffer {
    let turns = this.#turns.get(prefix);
    if (turns === undefined) {
      if (this.#turns.size >= MOST_PREFIXES) this.#turns.clear();
      turns = createHmac('sha256', this.#key).update(`${this.#domain}\0${prefix}`).digest();
      this.#turns.set(prefix, turns);
    }
    return turns;
  }
}
