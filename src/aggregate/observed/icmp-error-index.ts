import type { PacketHeader } from '../../events/packet.js';

/** A router may need seconds to give up on a neighbour before it complains; an error later than this is not matched. */
const GENERATION_MS = 10_000;

/** ICMP messages that say a packet did not arrive. */
const ERRORS: ReadonlySet<string> = new Set([
  'port-unreachable',
  'host-unreachable',
  'net-unreachable',
  'protocol-unreachable',
  'admin-prohibited',
  'packet-too-big',
]);

export function isIcmpError(header: PacketHeader): boolean {
  return header.icmp !== null && ERRORS.has(header.icmp.type);
}

/**
 * Finds the flow an ICMP error speaks of. The message names the target, its protocol and port, but not the port of the
 * sender (`ICMP 192.0.2.53 udp port 53 unreachable`): the flow that sent there last is meant.
 */
export class IcmpErrorIndex<Flow> {
  #current = new Map<string, Flow>();
  #previous = new Map<string, Flow>();
  #currentSinceMs = Number.NEGATIVE_INFINITY;

  /** A packet went out that an ICMP error may answer. */
  sent(header: PacketHeader, atMs: number, flow: Flow): void {
    if (Math.abs(atMs - this.#currentSinceMs) > GENERATION_MS) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#currentSinceMs = atMs;
    }
    const hosts = `${header.source} ${header.destination}`;
    this.#current.set(hosts, flow);
    if (header.destinationPort !== 0) this.#current.set(`${hosts} ${header.protocol} ${header.destinationPort}`, flow);
  }

  find({ icmp, destination }: PacketHeader): Flow | null {
    if (icmp === null || icmp.target === null) return null;
    const hosts = `${destination} ${icmp.target}`;
    const key =
      icmp.targetPort === null || icmp.targetProtocol === null
        ? hosts
        : `${hosts} ${icmp.targetProtocol} ${icmp.targetPort}`;
    return this.#current.get(key) ?? this.#previous.get(key) ?? null;
  }
}
