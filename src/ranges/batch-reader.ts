import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import { Flow } from '../events/flow.js';
import type { IpHeader, LinkHeader, PacketHeader, TcpHeader } from '../events/packet.js';
import type { Point } from '../events/point.js';
import { SnapshotEvent } from '../events/snapshot-event.js';
import type { EventOfMatch, LogFormat } from '../formats/log-format.js';
import { Match } from '../parse/match.js';
import type { Plan } from '../parse/plan.js';
import {
  DUPLICATE_DROP,
  type EventBatch,
  HEADERS_KNOWN,
  type HeaderParts,
  IS_TEXT,
  MESSAGE,
  NONE,
  orNull,
  OTHER,
  PACKET,
} from './event-batch.js';
import { changed, NumberedValues } from './known-values.js';
import { readFields } from './travelling-match.js';

const NO_NUMBERS = new Float64Array(0);
const NO_BYTES = Buffer.alloc(0);
const NO_PLAN: Plan = { record: '', slots: new Map(), constants: new Map(), lengths: new Map() };
const NO_BLOCKS: TcpHeader['sackBlocks'] = [];

/** Hands over the events of the batches of one thread, as the readers of the formats would. */
export class BatchReader {
  readonly #days = new NumberedValues<bigint>();
  readonly #points = new NumberedValues<Point>();
  readonly #flows = new NumberedValues<Flow>();
  readonly #links = new NumberedValues<LinkHeader>();
  readonly #plans = new NumberedValues<Plan>();
  readonly #words = new NumberedValues<string>();
  readonly #snapshot: SnapshotEvent;
  readonly #eventOf: ReadonlyMap<string, EventOfMatch>;
  readonly #match = new Match(NO_PLAN);
  readonly #input: number;
  #events: Float64Array = NO_NUMBERS;
  /** The next number of an event. */
  #at = 0;
  #headers: Float64Array = NO_NUMBERS;
  /** The next number of a header. */
  #headerAt = 0;
  /** The latest headers. */
  readonly #known: PacketHeader[] = [];
  #headerCount = 0;
  #lines: Buffer = NO_BYTES;
  #texts: Buffer = NO_BYTES;
  #parts: readonly HeaderParts[] = [];
  /** Where the places of the record that is handed over are. */
  #record = 0;
  readonly #verbatim: Verbatim = () => this.#recordText();

  constructor(input: number, formats: readonly LogFormat[]) {
    this.#input = input;
    this.#snapshot = new SnapshotEvent(input);
    this.#eventOf = new Map(
      formats.flatMap(({ id, createEventOfMatch }) => (createEventOfMatch ? [[id, createEventOfMatch(input)]] : [])),
    );
  }

  /** @param lineOffset number of lines in front of the range */
  read(batch: EventBatch, lineOffset: number, onEvent: (event: Event, verbatim: Verbatim) => void): void {
    this.#open(batch);
    const event = this.#snapshot;
    while (this.#at < this.#events.length) {
      const kind = this.#next();
      this.#skipRecord();
      if (kind === OTHER) {
        const other = batch.others[this.#next()] as Event;
        onEvent({ ...other, input: this.#input, line: other.line + lineOffset }, this.#verbatim);
        continue;
      }
      if (kind === MESSAGE) {
        onEvent(this.#nextMessage(lineOffset), this.#verbatim);
        continue;
      }
      event.kind = kind === PACKET ? 'packet' : 'drop';
      event.duplicate = kind === DUPLICATE_DROP;
      event.line = this.#next() + lineOffset;
      event.day = this.#days.at(this.#next());
      event.ofDayNs = this.#next();
      event.groupHigh = orNull(this.#next());
      event.groupLow = orNull(this.#next());
      event.packetNumber = orNull(this.#next());
      event.point = this.#points.at(this.#next());
      event.originalSizeBytes = orNull(this.#next());
      event.loggedSizeBytes = orNull(this.#next());
      event.header = this.#header(this.#next());
      onEvent(event.event, this.#verbatim);
    }
  }

  #open({ events, headers, lines, texts, parts, news }: EventBatch): void {
    this.#days.learn(news.days);
    this.#points.learn(news.points);
    this.#flows.learn(changed(news.flows, newFlow));
    this.#plans.learn(news.plans);
    this.#links.learn(news.links);
    this.#words.learn(news.words);
    this.#events = events;
    this.#at = 0;
    this.#headers = headers;
    this.#headerAt = 0;
    this.#headerCount = 0;
    this.#lines = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
    this.#texts = Buffer.from(texts.buffer, texts.byteOffset, texts.byteLength);
    this.#parts = parts;
  }

  #next(): number {
    return this.#events[this.#at++] as number;
  }

  #nextOfHeader(): number {
    return this.#headers[this.#headerAt++] as number;
  }

  #nextMessage(lineOffset: number): Event {
    const format = this.#words.at(this.#next());
    const line = this.#next() + lineOffset;
    const contextPid = orNull(this.#next());
    const day = this.#days.at(this.#next());
    const ofDayNs = this.#next();
    const match = this.#match;
    match.plan = this.#plans.at(this.#next());
    match.bytes = this.#lines;
    this.#at = readFields(this.#events, this.#at, match);
    const eventOf = this.#eventOf.get(format) as EventOfMatch;
    return eventOf({ format, match, line, contextPid, day, ofDayNs });
  }

  #skipRecord(): void {
    this.#record = this.#at;
    const places = this.#next();
    this.#at += places === IS_TEXT ? 2 : places;
  }

  #recordText(): string {
    const events = this.#events;
    const first = this.#record + 1;
    const places = events[this.#record] as number;
    if (places === IS_TEXT) return this.#texts.toString('utf8', events[first], events[first + 1]);
    let text = '';
    for (let i = first; i < first + places; i += 2)
      text += (i === first ? '' : '\n') + this.#lines.toString('utf8', events[i], events[i + 1]);
    return text;
  }

  /** Headers come in the order in which events name them first. */
  #header(place: number): PacketHeader | null {
    if (place === NONE) return null;
    const known = this.#known[place % HEADERS_KNOWN];
    if (place < this.#headerCount) return known as PacketHeader;
    this.#headerCount++;
    return (this.#known[place % HEADERS_KNOWN] = this.#nextHeader());
  }

  #nextHeader(): PacketHeader {
    const flow = this.#flows.at(this.#nextOfHeader());
    const payloadBytes = orNull(this.#nextOfHeader());
    const linkNumber = this.#nextOfHeader();
    const info = this.#text();
    const content = this.#text();
    const ip = this.#ip();
    const tcp = this.#tcp();
    const parts = this.#parts[this.#nextOfHeader()];
    return {
      flow,
      protocol: flow.protocol,
      source: flow.source,
      destination: flow.destination,
      sourcePort: flow.sourcePort,
      destinationPort: flow.destinationPort,
      payloadBytes,
      tcp,
      icmp: parts?.icmp ?? null,
      arp: parts?.arp ?? null,
      link: linkNumber === NONE ? null : this.#links.at(linkNumber),
      ip,
      info,
      inner: parts?.inner ?? null,
      content,
    };
  }

  #ip(): IpHeader | null {
    if (this.#nextOfHeader() === 0) return null;
    const ttl = orNull(this.#nextOfHeader());
    const id = orNull(this.#nextOfHeader());
    const flags = this.#nextOfHeader();
    return { ttl, id, flags: flags === NONE ? null : this.#words.at(flags) };
  }

  #tcp(): TcpHeader | null {
    const flags = this.#nextOfHeader();
    if (flags === NONE) return null;
    return {
      flags: this.#words.at(flags),
      sequence: orNull(this.#nextOfHeader()),
      sequenceEnd: orNull(this.#nextOfHeader()),
      acknowledgement: orNull(this.#nextOfHeader()),
      window: orNull(this.#nextOfHeader()),
      maximumSegmentSize: orNull(this.#nextOfHeader()),
      windowScale: orNull(this.#nextOfHeader()),
      sackPermitted: this.#nextOfHeader() === 1,
      sackBlocks: this.#blocks(this.#nextOfHeader()),
      timestampValue: orNull(this.#nextOfHeader()),
      timestampEcho: orNull(this.#nextOfHeader()),
    };
  }

  #blocks(count: number): TcpHeader['sackBlocks'] {
    if (count === 0) return NO_BLOCKS;
    return Array.from({ length: count }, () => [this.#nextOfHeader(), this.#nextOfHeader()] as const);
  }

  #text(): string {
    const start = this.#nextOfHeader();
    const end = this.#nextOfHeader();
    return start === end ? '' : this.#texts.toString('utf8', start, end);
  }
}

/** What was sent has lost its class. */
function newFlow({ protocol, source, sourcePort, destination, destinationPort }: Flow): Flow {
  return new Flow(protocol, source, sourcePort, destination, destinationPort);
}
