import type { PacketHeader } from '../../events/packet.js';

/** A router may need seconds to give up on a neighbour before it complains; an error later than this is not matched. */
const GENERATION_MS = 10_000;
/** Flows between two hosts that are considered; a scan has one for every port. */
const MAXIMUM_FLOWS = 1_000;
/** Keys of one generation; with more, the next one begins sooner. */
const MAXIMUM_KEYS = 8_192;

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

/** When each end of a flow sent last, and in which generation of the index it is listed. */
export interface SendingFlow {
  readonly sentMs: [number, number];
  readonly listedIn: [number, number];
}

/**
 * Finds the flow an ICMP error speaks of. The message names the target, its protocol and port, but not the port of the
 * sender (`ICMP 192.0.2.53 udp port 53 unreachable`): the flow that sent there last is meant. A flow is listed once per
 * generation and not with every packet.
 */
export class IcmpErrorIndex<Flow extends SendingFlow> {
  #current = new Map<string, { readonly flow: Flow; readonly sender: 0 | 1 }[]>();
  #previous = new Map<string, { readonly flow: Flow; readonly sender: 0 | 1 }[]>();
  #currentSinceMs = Number.NEGATIVE_INFINITY;
  #generation = 0;

  /** A packet went out that an ICMP error may answer. */
  sent(header: PacketHeader, atMs: number, flow: Flow, sender: 0 | 1): void {
    if (Math.abs(atMs - this.#currentSinceMs) > GENERATION_MS || this.#current.size >= MAXIMUM_KEYS) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#currentSinceMs = atMs;
      this.#generation++;
    }
    flow.sentMs[sender] = atMs;
    if (flow.listedIn[sender] === this.#generation) return;
    flow.listedIn[sender] = this.#generation;
    const hosts = `${header.source} ${header.destination}`;
    this.#list(hosts, flow, sender);
    if (header.destinationPort !== 0) this.#list(`${hosts} ${header.protocol} ${header.destinationPort}`, flow, sender);
  }

  find({ icmp, destination }: PacketHeader): Flow | null {
    if (icmp === null || icmp.target === null) return null;
    const hosts = `${destination} ${icmp.target}`;
    const key =
      icmp.targetPort === null || icmp.targetProtocol === null
        ? hosts
        : `${hosts} ${icmp.targetProtocol} ${icmp.targetPort}`;
    let found: { readonly flow: Flow; readonly sender: 0 | 1 } | null = null;
    for (const entry of this.#current.get(key) ?? this.#previous.get(key) ?? [])
      if (found === null || entry.flow.sentMs[entry.sender] >= found.flow.sentMs[found.sender]) found = entry;
    return found?.flow ?? null;
  }

  #list(key: string, flow: Flow, sender: 0 | 1): void {
    const entries = this.#current.get(key);
    if (entries === undefined) this.#current.set(key, [{ flow, sender }]);
    else if (entries.length < MAXIMUM_FLOWS) entries.push({ flow, sender });
  }
}
