import { type DropLine, type LogOptions } from '../scenario/log-options.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import { tcp, type TcpParts } from '../scenario/tcp-packet.js';

export const CLIENT = { address: '192.0.2.10', port: 50100 };
export const SERVER = { address: '198.51.100.27', port: 443 };
/** Initial sequence numbers of the client and the server. */
export const ISN = { client: 1_000, server: 5_000 } as const;

type Parts = Partial<Omit<TcpParts, 'source' | 'destination' | 'sourcePort' | 'destinationPort'>>;

/** A TCP connection written segment by segment, for what the scenario library does not tell. The client captures. */
export class Story {
  readonly log: PktMonLog;

  constructor(options: Partial<LogOptions> = {}) {
    this.log = new PktMonLog(options);
  }

  /** A segment that this host (the client) sends. Sequence numbers are absolute. */
  out(atMs: number, flags: string, parts: Parts = {}, drops?: readonly DropLine[]): this {
    this.log.packet(atMs, this.#frame('client', flags, parts), 'Tx', drops === undefined ? {} : { drops });
    return this;
  }

  in(atMs: number, flags: string, parts: Parts = {}, drops?: readonly DropLine[]): this {
    this.log.packet(atMs, this.#frame('server', flags, parts), 'Rx', drops === undefined ? {} : { drops });
    return this;
  }

  /** A drop line alone. */
  drop(atMs: number, from: 'client' | 'server', flags: string, parts: Parts, drops: readonly DropLine[]): this {
    this.log.drop(atMs, this.#frame(from, flags, parts), from === 'client' ? 'Tx' : 'Rx', drops);
    return this;
  }

  /** SYN at 0, SYN-ACK at 20, ACK at 20.05 ms. */
  handshake(options = 'mss 1460,nop,wscale 8,nop,nop,sackOK'): this {
    return this.out(0, 'S', { sequence: ISN.client, window: 64240, options })
      .in(20, 'S.', { sequence: ISN.server, acknowledgement: ISN.client + 1, window: 65535, options })
      .out(20.05, '.', { acknowledgement: ISN.server + 1 });
  }

  #frame(from: 'client' | 'server', flags: string, parts: Parts) {
    const [source, destination] = from === 'client' ? [CLIENT, SERVER] : [SERVER, CLIENT];
    const acknowledgement = from === 'client' ? ISN.server + 1 : ISN.client + 1;
    return tcp({
      flags,
      acknowledgement,
      source: source.address,
      sourcePort: source.port,
      destination: destination.address,
      destinationPort: destination.port,
      ...parts,
    });
  }
}
