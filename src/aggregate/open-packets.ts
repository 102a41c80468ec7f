/** A packet that more may be said of. */
export interface OpenPacket {
  /** What tells it from others of its input, a long text as a rule. */
  readonly key: string | number;
  /** A hash for the key: the same for the same key. */
  readonly hash: number;
}

/** Packets by key, found by the hash that is known already: to hash their texts once more takes longer than all the rest. */
export class OpenPackets<Packet extends OpenPacket> {
  readonly #byHash = new Map<number, Packet>();
  /** Those that came while another one with their hash was here. */
  readonly #others = new Map<string | number, Packet>();

  get(key: string | number, hash: number): Packet | null {
    const packet = this.#byHash.get(hash);
    if (packet !== undefined && packet.key === key) return packet;
    return this.#others.size === 0 ? null : (this.#others.get(key) ?? null);
  }

  /** Takes a packet that is not here. */
  add(packet: Packet): void {
    if (this.#byHash.has(packet.hash)) this.#others.set(packet.key, packet);
    else this.#byHash.set(packet.hash, packet);
  }

  delete(packet: Packet): void {
    if (this.#byHash.get(packet.hash) === packet) this.#byHash.delete(packet.hash);
    else this.#others.delete(packet.key);
  }

  clear(): void {
    this.#byHash.clear();
    this.#others.clear();
  }
}
