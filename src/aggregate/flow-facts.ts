import { endpoint } from '../base/endpoint.js';
import type { Flow } from '../events/flow.js';
import { isMulticastOrBroadcast } from '../knowledge/noise.js';
import { textHash } from './content-hash.js';
import type { Connection } from './connection-table.js';
import type { DropKind } from './drop-kind.js';

/** Flows that are remembered, about 500 bytes each: as many as readers remember, for two ways of each conversation. */
const MAXIMUM_FLOWS = 16_384;

/** What follows from protocol and ends alone, worked out once per flow and not for each of its packets. */
export class FlowFacts {
  readonly flow: Flow;
  /** False for packets that name no pair of addresses: ARP, 802.11 noise, cut ones. */
  readonly hasAddresses: boolean;
  /** Whether the destination is a group or broadcast address by itself; that of a subnet is not told without its mask. */
  readonly isMulticast: boolean;
  /** The ends in a fixed order, `192.0.2.5:443`. */
  readonly a: string;
  readonly b: string;
  /** True when the sender is end `a`. */
  readonly fromA: boolean;
  /** The ends in the order of the packet, `192.0.2.5.63086 > 198.51.100.7.443`. */
  readonly ends: string;
  /** A hash for them. */
  readonly endsHash: number;
  /** Null until it was looked up; it may be forgotten meanwhile. */
  connection: Connection | null = null;
  /** The kinds of its drops, the newest first; null while nothing was dropped. */
  drops: DropKind | null = null;
  /** Its pair of addresses among the notes of drops; negative until it is needed. */
  dropPair = -1;
  /** Its conversation in the rows of the report; negative until it has a row. */
  conversationId = -1;

  constructor(flow: Flow) {
    const source = endpoint(flow.source, flow.sourcePort);
    const destination = endpoint(flow.destination, flow.destinationPort);
    this.flow = flow;
    this.hasAddresses = flow.source !== '' && flow.destination !== '';
    this.isMulticast = isMulticastOrBroadcast(flow.destination);
    this.fromA = source < destination;
    this.a = this.fromA ? source : destination;
    this.b = this.fromA ? destination : source;
    this.ends = `${flow.source}.${flow.sourcePort} > ${flow.destination}.${flow.destinationPort}`;
    this.endsHash = textHash(0, this.ends);
  }

  /** What tells the conversation from others. */
  get key(): string {
    return `${this.flow.protocol} ${this.a} ${this.b}`;
  }
}

/** Readers hand over one object for the packets of a flow; an equal one that comes later gets facts of its own. */
export class FlowFactsTable {
  #known = new Map<Flow, FlowFacts>();
  #last: FlowFacts | null = null;

  of(flow: Flow): FlowFacts {
    if (this.#last !== null && this.#last.flow === flow) return this.#last;
    let facts = this.#known.get(flow);
    if (facts === undefined) {
      if (this.#known.size >= MAXIMUM_FLOWS) this.#known = new Map();
      facts = new FlowFacts(flow);
      this.#known.set(flow, facts);
    }
    this.#last = facts;
    return facts;
  }
}
