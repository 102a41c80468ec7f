import type { Exchange } from './exchange.js';
import { SendingEnd } from './icmp-error-index.js';
import { IcmpExchange } from './icmp-exchange.js';
import { type FlowListener, TcpFlow } from './tcp-flow.js';
import { UdpExchange } from './udp-exchange.js';

/** What one input shows of one connection. */
export class ObservedFlow {
  /** The input it was seen in last. */
  input: number;
  readonly tcp: TcpFlow | null;
  readonly exchange: Exchange | null;
  packetLines = 0;
  dropLines = 0;
  /** Packet lines that show no header of the transport protocol: cut, or a form of the log without it. */
  headerlessLines = 0;
  lastMs: number;
  /** Sent to a group address of the link: a broadcast of the net, which is no conversation. */
  isBroadcast = false;
  /** What another capture of the same time shows of the connection. */
  next: ObservedFlow | null = null;
  #sendingA: SendingEnd<ObservedFlow> | null = null;
  #sendingB: SendingEnd<ObservedFlow> | null = null;

  constructor(input: number, atMs: number, tcp: TcpFlow | null, exchange: Exchange | null) {
    this.input = input;
    this.lastMs = atMs;
    this.tcp = tcp;
    this.exchange = exchange;
  }

  /** One of its ends as a sender. */
  sending(end: 0 | 1): SendingEnd<ObservedFlow> {
    return end === 0
      ? (this.#sendingA ??= new SendingEnd<ObservedFlow>(this))
      : (this.#sendingB ??= new SendingEnd<ObservedFlow>(this));
  }

  /** Lets go of everything that others could hold for it: it is followed no longer. */
  release(): void {
    this.tcp?.release();
    this.#sendingA?.forget();
    this.#sendingB?.forget();
  }
}

/** An empty flow; null for protocols that are not followed. */
export function newFlow(protocol: string, input: number, atMs: number, listener: FlowListener): ObservedFlow | null {
  switch (protocol) {
    case 'tcp':
      return new ObservedFlow(input, atMs, new TcpFlow(listener), null);
    case 'udp':
      return new ObservedFlow(input, atMs, null, new UdpExchange());
    case 'icmp':
    case 'icmp6':
      return new ObservedFlow(input, atMs, null, new IcmpExchange());
    default:
      return null;
  }
}
