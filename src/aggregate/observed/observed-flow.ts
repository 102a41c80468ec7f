import type { Exchange } from './exchange.js';
import type { SendingFlow } from './icmp-error-index.js';
import { IcmpExchange } from './icmp-exchange.js';
import type { TcpFlow } from './tcp-flow.js';
import { UdpExchange } from './udp-exchange.js';

/** What one input shows of one connection. */
export interface ObservedFlow extends SendingFlow {
  /** The input it was seen in last. */
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

/** An empty flow; null for protocols that are not followed. */
export function newFlow(protocol: string, input: number, atMs: number, newTcp: () => TcpFlow): ObservedFlow | null {
  const sending: SendingFlow = { sentMs: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], listedIn: [-1, -1] };
  const empty = {
    ...sending,
    input,
    packetLines: 0,
    dropLines: 0,
    headerlessLines: 0,
    lastMs: atMs,
    isBroadcast: false,
  };
  switch (protocol) {
    case 'tcp':
      return { ...empty, tcp: newTcp(), exchange: null };
    case 'udp':
      return { ...empty, tcp: null, exchange: new UdpExchange() };
    case 'icmp':
    case 'icmp6':
      return { ...empty, tcp: null, exchange: new IcmpExchange() };
    default:
      return null;
  }
}
