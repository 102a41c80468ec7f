import type { PacketHeader } from '../events/packet.js';
import { isMulticastMac } from '../knowledge/noise.js';
import { contentHash, cutContentHash } from './content-hash.js';
import { type FlowFacts, FlowFactsTable } from './flow-facts.js';
import { packetContent } from './observed/packet-content.js';
import { tcpPayload } from './observed/sequence-range.js';
import { FIN, flagBits, SYN } from './observed/tcp-flags.js';
import { NO_ENTRY } from './recent-texts.js';

/**
 * Headers that are remembered, one for each place by content: packets on their way through the components, and no more,
 * since each collection of garbage copies them. A power of two.
 */
const PLACES = 256;

/** What follows from a header alone, worked out once and not at each of the components that a packet passes. */
export class PacketFacts {
  /** Of the snapshot that was asked for last: headers with the same content have the same facts. */
  header: PacketHeader;
  readonly flow: FlowFacts;
  /** One and the same text for all of these headers: comparing it with itself takes no time. */
  readonly text: string;
  /** Of `text`. */
  readonly hash: number;
  /** Sent to a group address of the link. */
  isLinkMulticast: boolean;
  /** Of a TCP segment: its flags as bits, its payload, and the sequence numbers that it takes with SYN or FIN; else 0. */
  readonly flags: number;
  readonly payloadBytes: number;
  readonly sequenceLength: number;
  /** Where its content is remembered, to be found without a search: when it came last at all, and when it came first lately. */
  seen = NO_ENTRY;
  sight = NO_ENTRY;
  #content: string | null = null;

  constructor(header: PacketHeader, flow: FlowFacts, hash = contentHash(header, flow.endsHash)) {
    this.header = header;
    this.flow = flow;
    this.text = header.content;
    this.hash = hash;
    this.isLinkMulticast = isLinkMulticast(header);
    const { tcp } = header;
    this.flags = tcp === null ? 0 : flagBits(tcp.flags);
    this.payloadBytes = tcp === null ? 0 : tcpPayload(header, tcp);
    this.sequenceLength = this.payloadBytes + ((this.flags & (SYN | FIN)) === 0 ? 0 : 1);
  }

  /** What makes the packet, without what is cut differently at different components. */
  get content(): string {
    this.#content ??= packetContent(this.header, this.flow.ends);
    return this.#content;
  }

  /** Of `content`. */
  get cutHash(): number {
    return this.header.tcp === null ? cutContentHash(this.header, this.flow.endsHash) : this.hash;
  }

  /** Another header of the same packet: that of a drop line has no link, for one. False if it is one of another packet. */
  speaksOf(header: PacketHeader, flow: FlowFacts, hash: number): boolean {
    if (this.header === header) return true;
    if (this.hash !== hash || this.flow !== flow || this.text !== header.content) return false;
    this.header = header;
    this.isLinkMulticast = isLinkMulticast(header);
    return true;
  }
}

/** Readers hand over one header for all snapshots of a packet, as long as its line is the same. */
export class PacketFactsTable {
  readonly #places: (PacketFacts | null)[] = Array.from({ length: PLACES }, () => null);
  readonly #flows = new FlowFactsTable();
  #last: PacketFacts | null = null;

  of(header: PacketHeader): PacketFacts {
    if (this.#last !== null && this.#last.header === header) return this.#last;
    const flow = this.#flows.of(header.flow);
    const hash = contentHash(header, flow.endsHash);
    const place = hash & (PLACES - 1);
    let facts = this.#places[place] as PacketFacts | null;
    if (facts === null || !facts.speaksOf(header, flow, hash)) {
      facts = new PacketFacts(header, flow, hash);
      this.#places[place] = facts;
    }
    this.#last = facts;
    return facts;
  }
}

function isLinkMulticast({ link }: PacketHeader): boolean {
  return link !== null && isMulticastMac(link.destination);
}
