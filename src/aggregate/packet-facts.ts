import type { PacketHeader } from '../events/packet.js';
import { isMulticastMac } from '../knowledge/noise.js';
import { type FlowFacts, FlowFactsTable } from './flow-facts.js';
import { packetContent } from './observed/packet-content.js';
import type { SeenContent } from './content-window.js';
import type { Sight } from './observed/first-sight.js';
import { tcpPayload } from './observed/sequence-range.js';
import { FIN, flagBits, SYN } from './observed/tcp-flags.js';

/** Headers that are remembered: those of packets on their way through the components, and as many again. */
const MAXIMUM_HEADERS = 1_024;

/** What follows from a header alone, worked out once and not at each of the components that a packet passes. */
export class PacketFacts {
  readonly header: PacketHeader;
  readonly flow: FlowFacts;
  /** Sent to a group address of the link. */
  readonly isLinkMulticast: boolean;
  /** Of a TCP segment: its flags as bits, its payload, and the sequence numbers that it takes with SYN or FIN; else 0. */
  readonly flags: number;
  readonly payloadBytes: number;
  readonly sequenceLength: number;
  /** When its content came last at all, and when it came first lately: remembered here to be found without a search. */
  seen: SeenContent | null = null;
  sight: Sight | null = null;
  #content: string | null = null;

  constructor(header: PacketHeader, flow: FlowFacts) {
    this.header = header;
    this.flow = flow;
    this.isLinkMulticast = header.link !== null && isMulticastMac(header.link.destination);
    const { tcp } = header;
    this.flags = tcp === null ? 0 : flagBits(tcp.flags);
    this.payloadBytes = tcp === null ? 0 : tcpPayload(header, tcp);
    this.sequenceLength = this.payloadBytes + ((this.flags & (SYN | FIN)) === 0 ? 0 : 1);
  }

  /** What makes the packet, without what is cut differently at different components. */
  get content(): string {
    this.#content ??= packetContent(this.header);
    return this.#content;
  }
}

/** Readers hand over one header for all snapshots of a packet, as long as its line is the same. */
export class PacketFactsTable {
  #known = new Map<PacketHeader, PacketFacts>();
  readonly #flows = new FlowFactsTable();
  #last: PacketFacts | null = null;

  of(header: PacketHeader): PacketFacts {
    if (this.#last !== null && this.#last.header === header) return this.#last;
    let facts = this.#known.get(header);
    if (facts === undefined) {
      if (this.#known.size >= MAXIMUM_HEADERS) this.#known = new Map();
      facts = new PacketFacts(header, this.#flows.of(header.flow));
      this.#known.set(header, facts);
    }
    this.#last = facts;
    return facts;
  }
}
