import type { Protocol } from './packet.js';

/**
 * Protocol and ends of a packet: what all packets of one direction of a conversation have in common.
 *
 * Readers give the same object to such packets while they remember it, so that whatever follows from it is worked out
 * once. Two objects may be equal all the same: an object is a key of a cache, and never tells flows apart.
 */
export class Flow {
  readonly protocol: Protocol;
  /** Address text as in the header; empty when the packet names none. */
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;

  constructor(protocol: Protocol, source: string, sourcePort: number, destination: string, destinationPort: number) {
    this.protocol = protocol;
    this.source = source;
    this.sourcePort = sourcePort;
    this.destination = destination;
    this.destinationPort = destinationPort;
  }
}
