import type { Flow } from '../../events/flow.js';
import type { PacketHeader } from '../../events/packet.js';

/** A router may need seconds to give up on a neighbour before it complains; an error later than this is not matched. */
const GENERATION_MS = 10_000;
/** Flows between two hosts that are considered; a scan has one for every port. */
const MAXIMUM_FLOWS = 1_000;
/** Keys of one generation; with more, the next one begins sooner. */
const MAXIMUM_KEYS = 8_192;
/** An end is found by its hosts, and by protocol and port. */
const KEYS_OF_ONE = 2;

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

/** A flow as far as the index knows it. */
export interface SendingFlow {
  /** When one of its ends sent last. */
  sentMs(end: 0 | 1): number;
}

/**
 * One end of a flow that sent something. The index keeps this and not the flow, which may be large and forgotten long
 * before its entry is.
 */
export class SendingEnd<Followed extends SendingFlow> {
  /** Null when the flow is followed no longer. */
  flow: Followed | null;
  /** Its protocol and ends, as its packets name them. */
  readonly ends: Flow;
  readonly #end: 0 | 1;
  #sentMs = Number.NaN;

  constructor(flow: Followed, end: 0 | 1, ends: Flow) {
    this.flow = flow;
    this.#end = end;
    this.ends = ends;
  }

  get sentMs(): number {
    return this.flow === null ? this.#sentMs : this.flow.sentMs(this.#end);
  }

  forget(): void {
    this.#sentMs = this.sentMs;
    this.flow = null;
  }
}

/**
 * Finds the flow an ICMP error speaks of. The message names the target, its protocol and port, but not the port of the
 * sender (`ICMP 192.0.2.53 udp port 53 unreachable`): the flow that sent there last is meant. A flow is listed once per
 * generation and not with every packet.
 */
export class IcmpErrorIndex<Followed extends SendingFlow> {
  #current = new Generation<Followed>();
  #previous = new Generation<Followed>();
  #currentSinceMs = Number.NEGATIVE_INFINITY;
  #generation = 0;

  /** Number of the generation that a packet of this time belongs to: an end that sent is listed once in each. */
  generationAt(atMs: number): number {
    if (Math.abs(atMs - this.#currentSinceMs) > GENERATION_MS || this.#current.isFull) {
      this.#previous = this.#current;
      this.#current = new Generation();
      this.#currentSinceMs = atMs;
      this.#generation++;
    }
    return this.#generation;
  }

  /** This end sent something that an ICMP error may answer, for the first time in this generation. */
  list(end: SendingEnd<Followed>): void {
    this.#current.add(end);
  }

  /** The end of a flow that sent what this error answers, also of one that is followed no longer; null when none is known. */
  find({ icmp, destination }: PacketHeader): SendingEnd<Followed> | null {
    if (icmp === null || icmp.target === null) return null;
    const hosts = `${destination} ${icmp.target}`;
    const key =
      icmp.targetPort === null || icmp.targetProtocol === null
        ? hosts
        : `${hosts} ${icmp.targetProtocol} ${icmp.targetPort}`;
    let found: SendingEnd<Followed> | null = null;
    for (const end of this.#current.get(key) ?? this.#previous.get(key) ?? [])
      if (found === null || end.sentMs >= found.sentMs) found = end;
    return found;
  }
}

/** The ends that sent within some time. Errors are rare, so keys are made when the first one comes. */
class Generation<Followed extends SendingFlow> {
  readonly #byKey = new Map<string, SendingEnd<Followed>[]>();
  #withoutKeys: SendingEnd<Followed>[] = [];

  /** True when it has as many keys as it may. */
  get isFull(): boolean {
    if (this.#byKey.size + this.#withoutKeys.length * KEYS_OF_ONE < MAXIMUM_KEYS) return false;
    this.#makeKeys();
    return this.#byKey.size >= MAXIMUM_KEYS;
  }

  add(end: SendingEnd<Followed>): void {
    this.#withoutKeys.push(end);
  }

  get(key: string): readonly SendingEnd<Followed>[] | undefined {
    this.#makeKeys();
    return this.#byKey.get(key);
  }

  #makeKeys(): void {
    for (const end of this.#withoutKeys) {
      const { source, destination, destinationPort, protocol } = end.ends;
      const hosts = `${source} ${destination}`;
      this.#list(hosts, end);
      if (destinationPort !== 0) this.#list(`${hosts} ${protocol} ${destinationPort}`, end);
    }
    this.#withoutKeys = [];
  }

  #list(key: string, end: SendingEnd<Followed>): void {
    const ends = this.#byKey.get(key);
    if (ends === undefined) this.#byKey.set(key, [end]);
    else if (ends.length < MAXIMUM_FLOWS) ends.push(end);
  }
}
