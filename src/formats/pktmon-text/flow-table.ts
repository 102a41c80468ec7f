import { ByteInterner } from '../../base/byte-interner.js';
import { Flow } from '../../events/flow.js';
import type { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';

/** `2001:db8:1111:2222:3333:4444:5555:6666.50005 > …`: two of the longest addresses with their ports. */
const LONGEST_ENDS = 96;
/** Flows of busy servers; about 900 KB. */
const PLACES = 8192;
/** Numbers of protocols that are told apart; there are 256, and a hostile log has more. */
const MAXIMUM_PROTOCOLS = 300;
const NOT_REMEMBERED = -1;

const PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'icmp'],
  [2, 'igmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [58, 'icmp6'],
]);

/** Flows of one log by the bytes of their ends, `192.0.2.5.63086 > 198.51.100.7.443`. */
export class FlowTable {
  readonly flows = new ByteInterner<Flow>(LONGEST_ENDS, PLACES);
  readonly #protocols = new Map<string, number>();

  /** A small number for the protocol. */
  idOf(protocol: string): number {
    let id = this.#protocols.get(protocol);
    if (id === undefined) {
      if (this.#protocols.size >= MAXIMUM_PROTOCOLS) return NOT_REMEMBERED;
      id = this.#protocols.size;
      this.#protocols.set(protocol, id);
    }
    return id;
  }
}

/** Where protocol and ends are in detail lines of one shape. */
export class FlowLayout {
  readonly #source: Slot | undefined;
  readonly #destination: Slot | undefined;
  readonly #sourcePort: Slot | undefined;
  readonly #destinationPort: Slot | undefined;
  readonly #ipProtocol: Slot | undefined;
  /** Empty when the line does not name it. */
  readonly #protocol: string;
  /** Of shapes that name no ends. */
  readonly #withoutEnds: Flow;
  /** Which ends have ports: part of what the bytes mean. */
  readonly #ports: number;
  readonly #table: FlowTable;

  constructor(plan: Plan, prefix: string, table: FlowTable) {
    this.#table = table;
    const find = (field: string) => plan.slots.get(`${prefix}${field}`);
    this.#source = find('source');
    this.#destination = find('destination');
    this.#sourcePort = find('sourcePort');
    this.#destinationPort = find('destinationPort');
    this.#ipProtocol = find('ipProtocol');
    this.#protocol = plan.constants.get(`${prefix}protocol`) ?? '';
    this.#withoutEnds = new Flow(this.#protocol || 'unknown', '', 0, '', 0);
    this.#ports = (this.#sourcePort === undefined ? 0 : 2) + (this.#destinationPort === undefined ? 0 : 1);
  }

  of(match: Match): Flow {
    const table = this.#table;
    const first = this.#source;
    const last = this.#destinationPort ?? this.#destination;
    if (first === undefined || last === undefined) return this.#withoutEnds;
    const protocol = this.#protocolOf(match);
    const id = table.idOf(protocol);
    if (id === NOT_REMEMBERED) return this.#make(match, protocol);
    const { bytes, registers } = match;
    const start = registers.starts[first.first] as number;
    const end = registers.ends[last.last] as number;
    const known = table.flows.find(bytes, start, end, id * 4 + this.#ports);
    if (known !== undefined) return known;
    const flow = this.#make(match, protocol);
    table.flows.remember(bytes, start, end, flow);
    return flow;
  }

  #protocolOf(match: Match): string {
    const number = this.#ipProtocol === undefined ? null : match.numberIn(this.#ipProtocol);
    return number === null ? this.#protocol : (PROTOCOL_NAMES.get(number) ?? `ip-${number}`);
  }

  #make(match: Match, protocol: string): Flow {
    const text = (slot: Slot | undefined) => (slot === undefined ? '' : match.textIn(slot));
    const port = (slot: Slot | undefined) => (slot === undefined ? 0 : (match.numberIn(slot) ?? 0));
    const sourcePort = port(this.#sourcePort);
    return new Flow(
      // tcpdump names the protocol only when it prints its header; with ports and no TCP flags it is UDP.
      protocol || (sourcePort > 0 ? 'udp' : 'unknown'),
      text(this.#source),
      sourcePort,
      text(this.#destination),
      port(this.#destinationPort),
    );
  }
}
