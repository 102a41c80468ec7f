import { type Event, plainEvent } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { Flow } from '../events/flow.js';
import type { DropEvent, PacketEvent, PacketHeader } from '../events/packet.js';
import { DROP, type EventBatch, type HeaderParts, NONE, orNaN, OTHER, PACKET } from './event-batch.js';
import { GrowingNumbers, TextTable } from './growing.js';

const MILLISECONDS = 1_000_000n;

/** Writes events into a batch. Fields are in the order in which `readBatch` reads them. */
export class BatchWriter {
  readonly #numbers = new GrowingNumbers();
  readonly #headers = new GrowingNumbers();
  readonly #flows = new GrowingNumbers();
  readonly #texts = new TextTable();
  readonly #parts: HeaderParts[] = [];
  readonly #others: Event[] = [];
  readonly #places = new Map<PacketHeader, number>();
  readonly #flowNumbers = new Map<Flow, number>();
  #record = Buffer.alloc(1 << 20);
  #recordLength = 0;

  add(event: Event, verbatim: Verbatim): void {
    const start = this.#recordLength;
    this.#text(verbatim);
    if (event.kind === 'packet' || event.kind === 'drop') return this.#snapshot(event, start);
    this.#place(OTHER, start, this.#others.length);
    this.#others.push(plainEvent(event));
  }

  finish(): EventBatch {
    return {
      numbers: this.#numbers.take(),
      headers: this.#headers.take(),
      flows: this.#flows.take(),
      texts: this.#texts.texts,
      parts: this.#parts,
      others: this.#others,
      record: Uint8Array.prototype.slice.call(this.#record, 0, this.#recordLength),
    };
  }

  #snapshot(event: PacketEvent | DropEvent, textStart: number): void {
    const isDrop = event.kind === 'drop';
    this.#place(isDrop ? DROP : PACKET, textStart, event.line);
    const numbers = this.#numbers;
    numbers.push(Number(event.day / MILLISECONDS));
    numbers.push(event.ofDayNs);
    numbers.push(orNaN(event.groupHigh));
    numbers.push(orNaN(event.groupLow));
    numbers.push(orNaN(event.packetNumber));
    numbers.push(orNaN(event.appearance));
    numbers.push(this.#id(event.direction));
    numbers.push(this.#id(event.medium));
    numbers.push(event.component);
    numbers.push(orNaN(event.edge));
    numbers.push(orNaN(event.filter));
    numbers.push(orNaN(event.originalSizeBytes));
    numbers.push(orNaN(event.loggedSizeBytes));
    numbers.push(event.header === null ? NONE : this.#header(event.header));
    if (!isDrop) return;
    numbers.push(this.#id(event.reason));
    numbers.push(orNaN(event.location));
    numbers.push(event.duplicate ? 1 : 0);
  }

  #place(kind: number, textStart: number, lineOrIndex: number): void {
    this.#numbers.push(kind);
    this.#numbers.push(textStart);
    this.#numbers.push(this.#recordLength);
    this.#numbers.push(lineOrIndex);
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
    const fields = [this.#flow(header.flow), orNaN(header.payloadBytes)];
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

  #flow(flow: Flow): number {
    const known = this.#flowNumbers.get(flow);
    if (known !== undefined) return known;
    const number = this.#flowNumbers.size;
    this.#flowNumbers.set(flow, number);
    const { protocol, source, sourcePort, destination, destinationPort } = flow;
    for (const field of [this.#id(protocol), this.#id(source), sourcePort, this.#id(destination), destinationPort])
      this.#flows.push(field);
    return number;
  }

  #text(verbatim: Verbatim): void {
    for (;;) {
      const end = verbatim.write?.(this.#record, this.#recordLength) ?? this.#writeText(verbatim());
      if (end >= 0) {
        this.#recordLength = end;
        return;
      }
      const larger = Buffer.alloc(this.#record.length * 2);
      this.#record.copy(larger, 0, 0, this.#recordLength);
      this.#record = larger;
    }
  }

  #writeText(text: string): number {
    if (this.#recordLength + text.length * 3 > this.#record.length) return -1;
    return this.#recordLength + this.#record.write(text, this.#recordLength, 'utf8');
  }

  #id(text: string): number {
    return this.#texts.id(text);
  }
}
