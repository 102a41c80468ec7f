import { endpoint } from '../../base/endpoint.js';
import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { Direction, DropEvent, PacketEvent, PacketHeader } from '../../events/packet.js';
import { findDropReason } from '../../knowledge/drop-reason.js';
import { isMulticastMac } from '../../knowledge/noise.js';
import type { NeighbourSummary } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { Conversation } from '../conversation.js';
import { capturePoint } from './capture-point.js';
import type { ConversationContext } from './conversation-context.js';
import { EvidenceBudget } from './evidence-budget.js';
import { exchangeConversation } from './exchange-conversation.js';
import { FirstSight } from './first-sight.js';
import { FlowClock } from './flow-clock.js';
import { IcmpErrorIndex, isIcmpError } from './icmp-error-index.js';
import { NeighbourRequests } from './neighbour-requests.js';
import { newFlow, type ObservedFlow } from './observed-flow.js';
import { packetContent } from './packet-content.js';
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

type Take = (use: EvidenceUse) => EvidenceText | null;

/** Follows conversations through packet lines. Memory depends on the connections, not on the number of lines. */
export class ObservedTable {
  readonly #flows = new Map<Connection, ObservedFlow[]>();
  readonly #evidence = new EvidenceBudget();
  readonly #firstSight = new FirstSight();
  readonly #errors = new IcmpErrorIndex<ObservedFlow>();
  readonly #neighbours = new NeighbourRequests();
  readonly #clock = new FlowClock();
  readonly #listener: FlowListener;
  /** The snapshot that is being looked at. */
  #event: PacketEvent | null = null;

  /** `onRetransmission` is told of each retransmission, once, with the event that shows it. */
  constructor(onRetransmission: (at: Nanoseconds, copy: Copy, event: PacketEvent) => void) {
    this.#listener = {
      budget: new RangeBudget(),
      retransmitted: (copy) => {
        if (this.#event !== null) onRetransmission(this.#event.at, copy, this.#event);
      },
      evidenceLeft: () => this.#evidence.giveBack('retransmission'),
    };
  }

  /** Takes one snapshot. `connection` is null when the packet has no pair of addresses or the connection table is full. */
  add(event: PacketEvent | DropEvent, connection: Connection | null, verbatim: Verbatim): void {
    const { header } = event;
    if (header === null) return;
    const atMs = this.#clock.ms(event.at);
    const flow = connection === null || connection.multicast ? null : this.#flowOf(connection, event.input, atMs);
    const take: Take = (use) => this.#evidence.take(use, event, verbatim);
    if (event.kind === 'drop') {
      if (flow !== null && connection !== null)
        this.#drop(event, header, flow, senderOf(header, connection), atMs, take);
      return;
    }
    if (flow !== null && !countLine(flow, header)) return;
    const point = capturePoint(event);
    if (!this.#firstSight.isFirst(event, packetContent(header), atMs, point, isRepeatable(header))) return;
    this.#neighbours.add(event, () => take('neighbour'));
    if (flow === null || connection === null) return;
    if (isIcmpError(header)) this.#error(header, flow, atMs, take);
    else this.#errors.sent(header, atMs, flow);
    const sender = senderOf(header, connection);
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
    const flows = this.#flows.get(connection) ?? [];
    this.#flows.delete(connection);
    // Two captures of one connection: the fuller one speaks, figures are never mixed.
    const [flow] = [...flows].sort((x, y) => y.packetLines - x.packetLines || x.input - y.input);
    if (flow === undefined || flow.isBroadcast) return null;
    const context: ConversationContext = {
      localEnd: sides.localIsA ? 0 : 1,
      localIsKnown: sides.localIsKnown,
      captures: flows.length,
      lastMs: this.#clock.lastMs,
      timeOf: (ms) => this.#clock.time(ms),
      areDropsCaptured,
    };
    if (flow.tcp !== null) return tcpConversation(flow, flow.tcp, context);
    return flow.exchange === null ? null : exchangeConversation(flow, flow.exchange, connection.protocol, context);
  }

  /** A log that continues another one continues its connections; a second capture of the same time has its own. */
  #flowOf(connection: Connection, input: number, atMs: number): ObservedFlow | null {
    const flows = this.#flows.get(connection);
    const [first] = flows ?? [];
    let flow = first?.input === input ? first : (flows?.find((one) => one.input === input) ?? null);
    flow ??= flows?.find((one) => one.lastMs < atMs) ?? null;
    if (flow === null) {
      flow = newFlow(connection.protocol, input, atMs, () => new TcpFlow(this.#listener));
      if (flow === null) return null;
      if (flows === undefined) this.#flows.set(connection, [flow]);
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
function countLine(flow: ObservedFlow, header: PacketHeader): boolean {
  flow.packetLines++;
  if (header.link !== null && isMulticastMac(header.link.destination)) flow.isBroadcast = true;
  if (flow.tcp === null || header.tcp !== null) return true;
  flow.headerlessLines++;
  return false;
}

function senderOf(header: PacketHeader, connection: Connection): 0 | 1 {
  return endpoint(header.source, header.sourcePort) === connection.a ? 0 : 1;
}

function isOutward(direction: Direction): boolean | null {
  if (direction === 'Tx' || direction === 'Out') return true;
  return direction === 'Rx' || direction === 'In' ? false : null;
}

/** An acknowledgement or datagram may be followed at once by one with equal content; a segment with data may not. */
function isRepeatable({ tcp, protocol }: PacketHeader): boolean {
  return tcp === null ? protocol === 'udp' : tcp.sequence === null;
}
