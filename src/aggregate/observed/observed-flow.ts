import type { Flow } from '../../events/flow.js';
import type { Exchange } from './exchange.js';
import { type IcmpErrorIndex, SendingEnd, type SendingFlow } from './icmp-error-index.js';
import { IcmpExchange } from './icmp-exchange.js';
import { type FlowListener, TcpFlow } from './tcp-flow.js';
import { UdpExchange } from './udp-exchange.js';

/** What one input shows of one connection. */
export class ObservedFlow implements SendingFlow {
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
  // What every packet asks for stands here, so that the listed ends are only looked at when something is new.
  #sentMsA = Number.NaN;
  #sentMsB = Number.NaN;
  /** Generation of the index of ICMP errors in which an end is listed. */
  #listedA = -1;
  #listedB = -1;
  #sendingA: SendingEnd<ObservedFlow> | null = null;
  #sendingB: SendingEnd<ObservedFlow> | null = null;

  constructor(input: number, atMs: number, tcp: TcpFlow | null, exchange: Exchange | null) {
    this.input = input;
    this.lastMs = atMs;
    this.tcp = tcp;
    this.exchange = exchange;
  }

  sentMs(end: 0 | 1): number {
    return end === 0 ? this.#sentMsA : this.#sentMsB;
  }

  /** One of its ends sent a packet that an ICMP error may answer. */
  sent(end: 0 | 1, ends: Flow, atMs: number, errors: IcmpErrorIndex<ObservedFlow>): void {
    const generation = errors.generationAt(atMs);
    if (end === 0) {
      this.#sentMsA = atMs;
      if (this.#listedA === generation) return;
      this.#listedA = generation;
      errors.list((this.#sendingA ??= new SendingEnd<ObservedFlow>(this, end, ends)));
    } else {
      this.#sentMsB = atMs;
      if (this.#listedB === generation) return;
      this.#listedB = generation;
      errors.list((this.#sendingB ??= new SendingEnd<ObservedFlow>(this, end, ends)));
    }
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
