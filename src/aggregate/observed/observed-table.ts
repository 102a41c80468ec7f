import { endpoint } from '../../base/endpoint.js';
import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../../events/packet.js';
import { findDropReason } from '../../knowledge/drop-reason.js';
import { isMulticastMac } from '../../knowledge/noise.js';
import type { NeighbourSummary } from '../case.js';
import type { Connection } from '../connection-table.js';
import type { Conversation } from '../conversation.js';
import { capturePoint } from './capture-point.js';
import { EvidenceBudget } from './evidence-budget.js';
import { exchangeConversation } from './exchange-conversation.js';
import type { Exchange } from './exchange.js';
import { FirstSight } from './first-sight.js';
import { FlowClock } from './flow-clock.js';
import { IcmpErrorIndex, isIcmpError } from './icmp-error-index.js';
import { IcmpExchange } from './icmp-exchange.js';
import { NeighbourRequests } from './neighbour-requests.js';
import { packetContent } from './packet-content.js';
import type { EvidenceUse } from './segment.js';
import { RangeBudget } from './sent-ranges.js';
import { tcpConversation } from './tcp-conversation.js';
import { TcpFlow } from './tcp-flow.js';
import { UdpExchange } from './udp-exchange.js';
import { advanceSequence } from './sequence-number.js';

/** `INET: duplicate segment`: the stack had the data already. */
const DUPLICATE_SEGMENT = 1217;
/** `INET: received RST`: how the stack reports a RST, not a loss. */
const RECEIVED_RST = 1210;

/** What one input shows of one connection. */
export interface ObservedFlow {
  input: number;
  readonly tcp: TcpFlow | null;
  readonly exchange: Exchange | null;
  packetLines: number;
  dropLines: number;
  /** Packet lines that show no header of the transport protocol: cut, or a form of the log without it. */
  headerlessLines: number;
  lastMs: number;
  /** Sent to a group address of the link: a broadcast of the net, which is no conversation. */
  isBroadcast: boolean;
}

/** What is known only when all inputs were read. */
export interface ObservedEnd {
  /** False when the log has no drop lines but its counters say there were drops, or nothing says anything. */
  readonly areDropsCaptured: boolean;
}

/** Follows conversations through packet lines: each packet once, state by connection. Memory depends on the connections, not on the lines. */
export class ObservedTable {
  readonly #flows = new Map<Connection, ObservedFlow[]>();
  readonly #budget = new RangeBudget();
  readonly #evidence = new EvidenceBudget();
  readonly #firstSight = new FirstSight();
  readonly #errors = new IcmpErrorIndex<ObservedFlow>();
  readonly #neighbours = new NeighbourRequests();
  readonly #clock = new FlowClock();
  readonly #onRetransmission: (at: Nanoseconds) => void;

  constructor(onRetransmission: (at: Nanoseconds) => void) {
    this.#onRetransmission = onRetransmission;
  }

  /** Takes one snapshot. `connection` is null when the packet has no pair of addresses or the connection table is full. */
  add(event: PacketEvent | DropEvent, connection: Connection | null, verbatim: Verbatim): void {
    const { header } = event;
    if (header === null) return;
    const atMs = this.#clock.ms(event.at);
    const flow = connection === null || connection.multicast ? null : this.#flowOf(connection, event, header, atMs);
    if (flow !== null) flow.lastMs = Math.max(flow.lastMs, atMs);
    const take = (use: EvidenceUse) => this.#evidence.take(use, event, verbatim);
    const sender = connection !== null && endpoint(header.source, header.sourcePort) === connection.a ? 0 : 1;
    if (event.kind === 'drop') {
      if (flow === null) return;
      flow.dropLines++;
      if (flow.tcp !== null && !event.duplicate) this.#drop(event, flow.tcp, sender, atMs, take);
      return;
    }
    if (flow !== null) {
      flow.packetLines++;
      if (header.link !== null && isMulticastMac(header.link.destination)) flow.isBroadcast = true;
    }
    const isCut = header.protocol === 'tcp' && header.tcp === null;
    if (isCut) {
      if (flow !== null) flow.headerlessLines++;
      return;
    }
    const point = capturePoint(event);
    if (!this.#firstSight.isFirst(event, packetContent(header), atMs, point, isRepeatable(header))) return;
    this.#neighbours.add(event, () => take('neighbour'));
    if (flow === null) return;
    this.#packet(event, header, flow, sender, atMs, point, take);
  }

  neighbours(): NeighbourSummary[] {
    return this.#neighbours.finish();
  }

  /** What the packet lines show of a connection; null when they show nothing. `localIsA`: end `a` is this host. */
  conversation(
    connection: Connection,
    localIsA: boolean,
    localIsKnown: boolean,
    end: ObservedEnd,
  ): Conversation | null {
    const flows = this.#flows.get(connection) ?? [];
    // Two captures of one connection: the fuller one speaks, figures are never mixed.
    const [flow] = [...flows].sort((x, y) => y.packetLines - x.packetLines || x.input - y.input);
    if (flow === undefined || flow.isBroadcast) return null;
    const context = {
      localEnd: localIsA ? (0 as const) : (1 as const),
      localIsKnown,
      captures: flows.length,
      lastMs: this.#clock.lastMs,
      timeOf: (ms: number) => this.#clock.time(ms),
      ...end,
    };
    if (flow.tcp !== null) return tcpConversation(flow, flow.tcp, context);
    return flow.exchange === null ? null : exchangeConversation(flow, flow.exchange, connection.protocol, context);
  }

  /** A log that continues another one continues its connections; a second capture of the same time has its own. */
  #flowOf(
    connection: Connection,
    event: PacketEvent | DropEvent,
    header: PacketHeader,
    atMs: number,
  ): ObservedFlow | null {
    let flows = this.#flows.get(connection);
    const known = flows?.find((flow) => flow.input === event.input) ?? flows?.find((flow) => flow.lastMs < atMs);
    if (known !== undefined) {
      known.input = event.input;
      return known;
    }
    const flow = this.#newFlow(header.protocol, event.input, atMs);
    if (flow === null) return null;
    if (flows === undefined) {
      flows = [];
      this.#flows.set(connection, flows);
    }
    flows.push(flow);
    return flow;
  }

  #newFlow(protocol: string, input: number, atMs: number): ObservedFlow | null {
    const counts = { input, packetLines: 0, dropLines: 0, headerlessLines: 0, lastMs: atMs, isBroadcast: false };
    switch (protocol) {
      case 'tcp': {
        const onRetransmission = (ms: number) => this.#onRetransmission(this.#clock.time(ms));
        return {
          ...counts,
          tcp: new TcpFlow(this.#budget, onRetransmission, () => this.#evidence.giveBack('retransmission')),
          exchange: null,
        };
      }
      case 'udp':
        return { ...counts, tcp: null, exchange: new UdpExchange() };
      case 'icmp':
      case 'icmp6':
        return { ...counts, tcp: null, exchange: new IcmpExchange() };
      default:
        return null;
    }
  }

  #packet(
    event: PacketEvent,
    header: PacketHeader,
    flow: ObservedFlow,
    sender: 0 | 1,
    atMs: number,
    point: number,
    take: (use: EvidenceUse) => EvidenceText | null,
  ): void {
    if (isIcmpError(header)) this.#error(header, flow, atMs, take);
    else this.#errors.sent(header, atMs, flow);
    if (flow.tcp !== null && header.tcp !== null) {
      const { direction } = event;
      const outward =
        direction === 'Tx' || direction === 'Out' ? true : direction === 'Rx' || direction === 'In' ? false : null;
      const payloadBytes = header.payloadBytes ?? rangeBytes(header);
      flow.tcp.add({
        atMs,
        sender,
        outward,
        point,
        payloadBytes,
        tcp: header.tcp,
        ttl: header.ip?.ttl ?? null,
        ipId: header.ip?.id ?? null,
        evidence: take,
      });
    } else {
      flow.exchange?.add({
        atMs,
        sender,
        header,
        evidence: () => take('request'),
        release: () => this.#evidence.giveBack('request'),
      });
    }
  }

  /** Told to the flow it speaks of; to its own when that was not seen. */
  #error(header: PacketHeader, own: ObservedFlow, atMs: number, take: (use: EvidenceUse) => EvidenceText | null): void {
    const { icmp } = header;
    if (icmp === null) return;
    const flow = this.#errors.find(header) ?? own;
    if (flow.tcp !== null) flow.tcp.icmpError(icmp.type, icmp.mtuBytes, atMs, () => take('request'));
    else flow.exchange?.requests.error(icmp.type, icmp.mtuBytes, () => take('request'));
  }

  #drop(
    event: DropEvent,
    flow: TcpFlow,
    sender: 0 | 1,
    atMs: number,
    take: (use: EvidenceUse) => EvidenceText | null,
  ): void {
    const tcp = event.header?.tcp ?? null;
    if (event.header === null || tcp === null || tcp.sequence === null) return;
    const code = findDropReason(event.reason).code;
    const isSyn = tcp.flags === 'S' || /^S[EW]+$/.test(tcp.flags);
    const length = rangeBytes(event.header) + (/[SF]/.test(tcp.flags) ? 1 : 0);
    const end = advanceSequence(tcp.sequence, length);
    if (code === DUPLICATE_SEGMENT) flow.duplicate(sender, tcp.sequence, end);
    else if (code !== RECEIVED_RST && length > 0)
      flow.dropped(sender, tcp.sequence, end, atMs, isSyn, () => take('handshake'));
  }
}

function rangeBytes({ tcp, payloadBytes }: PacketHeader): number {
  if (tcp === null || tcp.sequence === null || tcp.sequenceEnd === null) return payloadBytes ?? 0;
  return (tcp.sequenceEnd - tcp.sequence) >>> 0;
}

/** An acknowledgement or datagram may be followed at once by one with equal content; a segment with data may not. */
function isRepeatable({ tcp, protocol }: PacketHeader): boolean {
  return tcp === null ? protocol === 'udp' : tcp.sequence === null;
}
