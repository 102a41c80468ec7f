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

/**
 * One end of a flow that sent something. The index keeps this and not the flow, which may be large and forgotten long
 * before its entry is.
 */
export class SendingEnd<Flow> {
  /** Null when the flow is followed no longer. */
  flow: Flow | null;
  sentMs = Number.NaN;
  /** Generation of the index in which it is listed. */
  listedIn = -1;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  forget(): void {
    this.flow = null;
  }
}

/**
 * Finds the flow an ICMP error speaks of. The message names the target, its protocol and port, but not the port of the
 * sender (`ICMP 192.0.2.53 udp port 53 unreachable`): the flow that sent there last is meant. A flow is listed once per
 * generation and not with every packet.
 */
export class IcmpErrorIndex<Flow> {
  #current = new Map<string, SendingEnd<Flow>[]>();
  #previous = new Map<string, SendingEnd<Flow>[]>();
  #currentSinceMs = Number.NEGATIVE_INFINITY;
  #generation = 0;

  /** A packet went out that an ICMP error may answer. */
  sent(header: PacketHeader, atMs: number, end: SendingEnd<Flow>): void {
    if (Math.abs(atMs - this.#currentSinceMs) > GENERATION_MS || this.#current.size >= MAXIMUM_KEYS) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#currentSinceMs = atMs;
      this.#generation++;
    }
    end.sentMs = atMs;
    if (end.listedIn === this.#generation) return;
    end.listedIn = this.#generation;
    const hosts = `${header.source} ${header.destination}`;
    this.#list(hosts, end);
    if (header.destinationPort !== 0) this.#list(`${hosts} ${header.protocol} ${header.destinationPort}`, end);
  }

  /** The end of a flow that sent what this error answers, also of one that is followed no longer; null when none is known. */
  find({ icmp, destination }: PacketHeader): SendingEnd<Flow> | null {
    if (icmp === null || icmp.target === null) return null;
    const hosts = `${destination} ${icmp.target}`;
    const key =
      icmp.targetPort === null || icmp.targetProtocol === null
        ? hosts
        : `${hosts} ${icmp.targetProtocol} ${icmp.targetPort}`;
    let found: SendingEnd<Flow> | null = null;
    for (const end of this.#current.get(key) ?? this.#previous.get(key) ?? [])
      if (found === null || end.sentMs >= found.sentMs) found = end;
    return found;
  }

  #list(key: string, end: SendingEnd<Flow>): void {
    const ends = this.#current.get(key);
    if (ends === undefined) this.#current.set(key, [end]);
    else if (ends.length < MAXIMUM_FLOWS) ends.push(end);
  }
}
