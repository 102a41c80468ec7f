import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { Direction, DropEvent, PacketEvent, PacketHeader } from '../../events/packet.js';
import { findDropReason } from '../../knowledge/drop-reason.js';
import type { CaseClock } from '../case-clock.js';
import type { NeighbourSummary } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { Conversation } from '../conversation.js';
import type { PacketFacts } from '../packet-facts.js';
import { capturePoint } from './capture-point.js';
import type { ConversationContext } from './conversation-context.js';
import { EvidenceBudget } from './evidence-budget.js';
import { exchangeConversation } from './exchange-conversation.js';
import { FirstSight } from './first-sight.js';
import { IcmpErrorIndex, isIcmpError } from './icmp-error-index.js';
import { NeighbourRequests } from './neighbour-requests.js';
import { newFlow, type ObservedFlow } from './observed-flow.js';
import type { Copy } from './retransmission-log.js';
import type { EvidenceUse } from './segment.js';
import { RangeBudget } from './sent-ranges.js';
import { isSynAlone, payloadOf, sequenceRange } from './sequence-range.js';
import { tcpConversation } from './tcp-conversation.js';
import { type FlowListener, TcpFlow } from './tcp-flow.js';

/** `INET: duplicate segment`: the stack had the data already. */
const DUPLICATE_SEGMENT = 1217;
/** `INET: received RST`: how the stack reports a RST, not a loss. */
const RECEIVED_RST = 1210;

const NANOSECONDS_PER_MILLISECOND = 1e6;

type Take = (use: EvidenceUse) => EvidenceText | null;

/** Follows conversations through packet lines. Memory depends on the connections, not on the number of lines. */
export class ObservedTable {
  readonly #evidence = new EvidenceBudget();
  readonly #firstSight = new FirstSight();
  readonly #errors = new IcmpErrorIndex<ObservedFlow>();
  readonly #neighbours = new NeighbourRequests();
  readonly #clock: CaseClock;
  #lastMs = 0;
  readonly #listener: FlowListener;
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
    const { header } = facts;
    const atMs = atNs / NANOSECONDS_PER_MILLISECOND;
    if (atMs > this.#lastMs) this.#lastMs = atMs;
    const flow = connection === null || connection.multicast ? null : this.#flowOf(connection, event.input, atMs);
    const sender = facts.flow.fromA ? 0 : 1;
    if (event.kind === 'drop') {
      if (flow !== null)
        this.#drop(event, header, flow, sender, atMs, () => this.#evidence.take('handshake', event, verbatim));
      return;
    }
    if (flow !== null && !countLine(flow, facts)) return;
    const point = capturePoint(event);
    if (!this.#firstSight.isFirst(event, facts, atMs, point)) return;
    this.#packet(event, facts, flow, atMs, sender, point, verbatim);
  }

  /** The first snapshot of a packet. */
  #packet(
    event: PacketEvent,
    { header }: PacketFacts,
    flow: ObservedFlow | null,
    atMs: number,
    sender: 0 | 1,
    point: number,
    verbatim: Verbatim,
  ): void {
    const take: Take = (use) => this.#evidence.take(use, event, verbatim);
    this.#neighbours.add(event, () => take('neighbour'));
    if (flow === null) return;
    if (isIcmpError(header)) this.#error(header, flow, atMs, take);
    else this.#errors.sent(header, atMs, flow, sender);
    if (flow.tcp !== null && header.tcp !== null) {
      this.#event = event;
      const { tcp, ip } = header;
      const outward = isOutward(event.direction);
      const payloadBytes = payloadOf(header);
      flow.tcp.add({
        atMs,
        sender,
        outward,
        point,
        payloadBytes,
        tcp,
        ttl: ip?.ttl ?? null,
        ipId: ip?.id ?? null,
        evidence: take,
      });
    } else {
      const release = () => this.#evidence.giveBack('request');
      flow.exchange?.add({ atMs, sender, header, evidence: () => take('request'), release });
    }
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
    const flows = connection.flows ?? [];
    connection.flows = null;
    // Two captures of one connection: the fuller one speaks, figures are never mixed.
    const [flow] = [...flows].sort((x, y) => y.packetLines - x.packetLines || x.input - y.input);
    if (flow === undefined || flow.isBroadcast) return null;
    const context: ConversationContext = {
      localEnd: sides.localIsA ? 0 : 1,
      localIsKnown: sides.localIsKnown,
      captures: flows.length,
      lastMs: this.#lastMs,
      timeOf: (ms) => this.#clock.time(ms * NANOSECONDS_PER_MILLISECOND),
      areDropsCaptured,
    };
    if (flow.tcp !== null) return tcpConversation(flow, flow.tcp, context);
    return flow.exchange === null ? null : exchangeConversation(flow, flow.exchange, connection.protocol, context);
  }

  /** A log that continues another one continues its connections; a second capture of the same time has its own. */
  #flowOf(connection: Connection, input: number, atMs: number): ObservedFlow | null {
    const { flows } = connection;
    const first = flows?.[0];
    let flow = first?.input === input ? first : (flows?.find((one) => one.input === input) ?? null);
    flow ??= flows?.find((one) => one.lastMs < atMs) ?? null;
    if (flow === null) {
      flow = newFlow(connection.protocol, input, atMs, () => new TcpFlow(this.#listener));
      if (flow === null) return null;
      if (flows === null) connection.flows = [flow];
      else flows.push(flow);
    }
    flow.input = input;
    if (atMs > flow.lastMs) flow.lastMs = atMs;
    return flow;
  }

  /** An ICMP error is told to the flow it speaks of; to its own when that was not seen. */
  #error({ icmp, ...header }: PacketHeader, own: ObservedFlow, atMs: number, take: Take): void {
    if (icmp === null) return;
    const flow = this.#errors.find({ ...header, icmp }) ?? own;
    flow.tcp?.icmpError(icmp.type, icmp.mtuBytes, atMs, () => take('request'));
    flow.exchange?.requests.error(icmp.type, icmp.mtuBytes, () => take('request'));
  }

  /** Drop lines carry a rebuilt header and ids of their own: they explain packets and are none. */
  #drop(event: DropEvent, header: PacketHeader, flow: ObservedFlow, sender: 0 | 1, atMs: number, take: Take): void {
    flow.dropLines++;
    const range = sequenceRange(header);
    if (flow.tcp === null || header.tcp === null || range === null || event.duplicate) return;
    const { code } = findDropReason(event.reason);
    if (code === DUPLICATE_SEGMENT) flow.tcp.duplicate(sender, range.start, range.end);
    else if (code !== RECEIVED_RST)
      flow.tcp.dropped(sender, range, atMs, isSynAlone(header.tcp.flags), () => take('handshake'));
  }
}

/** False when the line shows no header to follow. */
function countLine(flow: ObservedFlow, { header, isLinkMulticast }: PacketFacts): boolean {
  flow.packetLines++;
  if (isLinkMulticast) flow.isBroadcast = true;
  if (flow.tcp === null || header.tcp !== null) return true;
  flow.headerlessLines++;
  return false;
}

function isOutward(direction: Direction): boolean | null {
  if (direction === 'Tx' || direction === 'Out') return true;
  return direction === 'Rx' || direction === 'In' ? false : null;
}
