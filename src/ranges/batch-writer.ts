import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../events/packet.js';
import { DROP, type EventBatch, type HeaderParts, NONE, orNaN, OTHER, PACKET } from './event-batch.js';
import { GrowingNumbers, TextTable } from './growing.js';

const MILLISECONDS = 1_000_000n;

/** Writes events into a batch. Fields are in the order in which `readBatch` reads them. */
export class BatchWriter {
  readonly #numbers = new GrowingNumbers();
  readonly #headers = new GrowingNumbers();
  readonly #texts = new TextTable();
  readonly #parts: HeaderParts[] = [];
  readonly #others: Event[] = [];
  readonly #places = new Map<PacketHeader, number>();
  #record = Buffer.alloc(1 << 20);
  #recordLength = 0;

  add(event: Event, verbatim: Verbatim): void {
    const start = this.#recordLength;
    this.#text(verbatim());
    if (event.kind === 'packet' || event.kind === 'drop') return this.#snapshot(event, start);
    this.#push(OTHER, start, this.#recordLength, this.#others.length);
    this.#others.push(event);
  }

  finish(): EventBatch {
    return {
      numbers: this.#numbers.take(),
      headers: this.#headers.take(),
      texts: this.#texts.texts,
      parts: this.#parts,
      others: this.#others,
      record: Uint8Array.prototype.slice.call(this.#record, 0, this.#recordLength),
    };
  }

  #snapshot(event: PacketEvent | DropEvent, textStart: number): void {
    const header = event.header === null ? NONE : this.#header(event.header);
    const isDrop = event.kind === 'drop';
    this.#push(isDrop ? DROP : PACKET, textStart, this.#recordLength, event.line);
    this.#push(Number(event.day / MILLISECONDS), event.ofDayNs, orNaN(event.groupHigh), orNaN(event.groupLow));
    this.#push(orNaN(event.packetNumber), orNaN(event.appearance), this.#id(event.direction), this.#id(event.medium));
    this.#push(event.component, orNaN(event.edge), orNaN(event.filter), orNaN(event.originalSizeBytes));
    this.#push(orNaN(event.loggedSizeBytes), header);
    if (isDrop) this.#push(this.#id(event.reason), orNaN(event.location), event.duplicate ? 1 : 0);
  }

  /** Number of the header; snapshots of one packet share theirs. */
  #header(header: PacketHeader): number {
    const known = this.#places.get(header);
    if (known !== undefined) return known;
    const place = this.#headers.length;
    this.#places.set(header, place);
    const { link, tcp, icmp, arp, ip, inner } = header;
    let parts = NONE;
    if (icmp !== null || arp !== null || ip !== null || inner !== null) {
      parts = this.#parts.length;
      this.#parts.push({ icmp, arp, ip, inner });
    }
    const fields = [this.#id(header.protocol), this.#id(header.source), this.#id(header.destination)];
    fields.push(header.sourcePort, header.destinationPort, orNaN(header.payloadBytes));
    fields.push(this.#id(header.info), this.#id(header.content), parts, link === null ? 0 : 1, tcp === null ? 0 : 1);
    if (link !== null)
      fields.push(this.#id(link.source), this.#id(link.destination), this.#id(link.etherType), orNaN(link.vlan));
    if (tcp !== null) {
      fields.push(this.#id(tcp.flags), orNaN(tcp.sequence), orNaN(tcp.sequenceEnd), orNaN(tcp.acknowledgement));
      fields.push(orNaN(tcp.window), orNaN(tcp.maximumSegmentSize), orNaN(tcp.windowScale), tcp.sackPermitted ? 1 : 0);
      fields.push(orNaN(tcp.timestampValue), orNaN(tcp.timestampEcho), tcp.sackBlocks.length, ...tcp.sackBlocks.flat());
    }
    for (const field of fields) this.#headers.push(field);
    return place;
  }

  #text(text: string): void {
    const most = text.length * 3;
    if (this.#recordLength + most > this.#record.length) {
      const larger = Buffer.alloc(Math.max(this.#record.length * 2, this.#recordLength + most));
      this.#record.copy(larger, 0, 0, this.#recordLength);
      this.#record = larger;
    }
    this.#recordLength += this.#record.write(text, this.#recordLength, 'utf8');
  }

  #id(text: string): number {
    return this.#texts.id(text);
  }

  #push(...values: number[]): void {
    for (const value of values) this.#numbers.push(value);
  }
}
