import type { Verbatim } from '../../events/evidence.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../../events/packet.js';
import { findDropReason } from '../../knowledge/drop-reason.js';
import type { CaseClock } from '../case-clock.js';
import type { NeighbourSummary } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { Conversation } from '../conversation.js';
import type { PacketFacts } from '../packet-facts.js';
import { capturePoint, directionCode, outwardOf } from './capture-point.js';
import type { ConversationContext } from './conversation-context.js';
import { EvidenceBudget } from './evidence-budget.js';
import { exchangeConversation } from './exchange-conversation.js';
import { FirstSight } from './first-sight.js';
import { IcmpErrorIndex, isIcmpError } from './icmp-error-index.js';
import { NeighbourRequests } from './neighbour-requests.js';
import { newFlow, type ObservedFlow } from './observed-flow.js';
import type { Copy } from './retransmission-log.js';
import { Segment } from './segment.js';
import { RangeBudget } from './sent-ranges.js';
import { advanceSequence } from './sequence-number.js';
import { isSynAlone } from './sequence-range.js';
import { tcpConversation } from './tcp-conversation.js';
import type { FlowListener } from './tcp-flow.js';

/** `INET: duplicate segment`: the stack had the data already. */
const DUPLICATE_SEGMENT = 1217;
/** `INET: received RST`: how the stack reports a RST, not a loss. */
const RECEIVED_RST = 1210;

const NANOSECONDS_PER_MILLISECOND = 1e6;

/** Follows conversations through packet lines. Memory depends on the connections, not on the number of lines. */
export class ObservedTable {
  readonly #evidence = new EvidenceBudget();
  readonly #segment = new Segment(this.#evidence);
  readonly #firstSight = new FirstSight();
  readonly #errors = new IcmpErrorIndex<ObservedFlow>();
  readonly #neighbours = new NeighbourRequests();
  readonly #clock: CaseClock;
  readonly #listener: FlowListener;
  #lastMs = 0;
  /** The snapshot that is being looked at. */
  #event: PacketEvent | null = null;

  /** `onRetransmission` is told of each retransmission, once, with the event that shows it and its time on the clock of the case. */
  constructor(clock: CaseClock, onRetransmission: (atNs: number, copy: Copy, event: PacketEvent) => void) {
    this.#clock = clock;
    this.#listener = {
      budget: new RangeBudget(),
      retransmitted: (copy) => {
        if (this.#event !== null) onRetransmission(this.#clock.ns(this.#event), copy, this.#event);
      },
      evidenceLeft: () => this.#evidence.giveBack('retransmission'),
    };
  }

  /** Takes one snapshot. `connection` is null when the packet has no pair of addresses. */
  add(
    event: PacketEvent | DropEvent,
    facts: PacketFacts,
    atNs: number,
    connection: Connection | null,
    verbatim: Verbatim,
  ): void {
    const atMs = atNs / NANOSECONDS_PER_MILLISECOND;
    if (atMs > this.#lastMs) this.#lastMs = atMs;
    const flow = connection === null || connection.multicast ? null : this.#flowOf(connection, event.input, atMs);
    this.#evidence.look(event, verbatim);
    const sender = facts.flow.fromA ? 0 : 1;
    if (event.kind === 'drop') {
      if (flow !== null) this.#drop(event, facts, flow, sender, atMs);
      return;
    }
    if (flow !== null && !countLine(flow, facts)) return;
    const direction = directionCode(event.direction);
    const point = capturePoint(event.input, event.component, event.edge, direction);
    if (!this.#firstSight.isFirst(event, facts, atMs, point)) return;
    this.#packet(event, facts, flow, atMs, sender, outwardOf(direction), point);
  }

  /** The first snapshot of a packet. */
  #packet(
    event: PacketEvent,
    facts: PacketFacts,
    flow: ObservedFlow | null,
    atMs: number,
    sender: 0 | 1,
    outward: number,
    point: number,
  ): void {
    this.#neighbours.add(event, this.#evidence);
    if (flow === null) return;
    const { header } = facts;
    if (isIcmpError(header)) this.#error(header, flow, atMs);
    else flow.sent(sender, header.flow, atMs, this.#errors);
    const { tcp } = header;
    if (flow.tcp !== null && tcp !== null) {
      this.#event = event;
      this.#segment.read(facts, tcp, atMs, sender, outward, point);
      flow.tcp.add(this.#segment);
    } else flow.exchange?.add(header, sender, atMs, this.#evidence);
  }

  /** Who this host asked for on its links, silent ones first. */
  neighbours(): NeighbourSummary[] {
    return this.#neighbours.finish();
  }

  /**
   * What the packet lines show of a connection; null when they show nothing. Asked once: its state is given up with it.
   * @param sides which end of it is this host, and whether the log tells
   * @param areDropsCaptured false when the log could not have drop lines, so that their absence says nothing
   */
  conversation(
    connection: Connection,
    sides: { readonly localIsA: boolean; readonly localIsKnown: boolean },
    areDropsCaptured: boolean,
  ): Conversation | null {
    // Two captures of one connection: the fuller one speaks, figures are never mixed.
    let flow = connection.flow;
    let captures = 0;
    for (let other = flow; other !== null; other = other.next) {
      captures++;
      if (flow !== null && isFuller(other, flow)) flow = other;
    }
    connection.flow = null;
    if (flow === null || flow.isBroadcast) return null;
    const context: ConversationContext = {
      localEnd: sides.localIsA ? 0 : 1,
      localIsKnown: sides.localIsKnown,
      captures,
      lastMs: this.#lastMs,
      timeOf: (ms) => this.#clock.time(ms * NANOSECONDS_PER_MILLISECOND),
      areDropsCaptured,
    };
    if (flow.tcp !== null) return tcpConversation(flow, flow.tcp, context);
    return flow.exchange === null ? null : exchangeConversation(flow, flow.exchange, connection.protocol, context);
  }

  /** A log that continues another one continues its connections; a second capture of the same time has its own. */
  #flowOf(connection: Connection, input: number, atMs: number): ObservedFlow | null {
    const first = connection.flow;
    let flow = first !== null && first.input === input ? first : otherFlow(first, input, atMs);
    if (flow === null) {
      flow = newFlow(connection.protocol, input, atMs, this.#listener);
      if (flow === null) return null;
      if (first === null) connection.flow = flow;
      else lastOf(first).next = flow;
    }
    flow.input = input;
    if (atMs > flow.lastMs) flow.lastMs = atMs;
    return flow;
  }

  /** An ICMP error is told to the flow it speaks of; to its own when that was not seen. */
  #error(header: PacketHeader, own: ObservedFlow, atMs: number): void {
    const { icmp } = header;
    if (icmp === null) return;
    const end = this.#errors.find(header);
    const flow = end === null ? own : end.flow;
    if (flow === null) return;
    flow.tcp?.icmpError(icmp.type, icmp.mtuBytes, atMs, this.#evidence);
    flow.exchange?.requests.error(icmp.type, icmp.mtuBytes, this.#evidence);
  }

  /** Drop lines carry a rebuilt header and ids of their own: they explain packets and are none. */
  #drop(event: DropEvent, facts: PacketFacts, flow: ObservedFlow, sender: 0 | 1, atMs: number): void {
    flow.dropLines++;
    const { tcp } = facts.header;
    if (flow.tcp === null || tcp === null || tcp.sequence === null || event.duplicate) return;
    const start = tcp.sequence | 0;
    const { sequenceLength } = facts;
    if (sequenceLength === 0) return;
    const end = advanceSequence(start, sequenceLength);
    const { code } = findDropReason(event.reason);
    if (code === DUPLICATE_SEGMENT) flow.tcp.duplicate(sender, start, end);
    else if (code !== RECEIVED_RST) flow.tcp.dropped(sender, start, end, atMs, isSynAlone(tcp.flags), this.#evidence);
  }
}

/** The flow of this input; else one that ended before, which this input goes on with. */
function otherFlow(first: ObservedFlow | null, input: number, atMs: number): ObservedFlow | null {
  for (let flow = first; flow !== null; flow = flow.next) if (flow.input === input) return flow;
  for (let flow = first; flow !== null; flow = flow.next) if (flow.lastMs < atMs) return flow;
  return null;
}

function lastOf(first: ObservedFlow): ObservedFlow {
  let last = first;
  while (last.next !== null) last = last.next;
  return last;
}

function isFuller(one: ObservedFlow, other: ObservedFlow): boolean {
  return one.packetLines > other.packetLines || (one.packetLines === other.packetLines && one.input < other.input);
}

/** False when the line shows no header to follow. */
function countLine(flow: ObservedFlow, { header, isLinkMulticast }: PacketFacts): boolean {
  flow.packetLines++;
  if (isLinkMulticast) flow.isBroadcast = true;
  if (flow.tcp === null || header.tcp !== null) return true;
  flow.headerlessLines++;
  return false;
}
