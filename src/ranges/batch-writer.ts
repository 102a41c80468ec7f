import { SPARE_BYTES } from '../base/spare-bytes.js';
import { type Event, plainEvent } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { Flow } from '../events/flow.js';
import type { IpHeader, LinkHeader, PacketHeader, TcpHeader } from '../events/packet.js';
import type { Point } from '../events/point.js';
import type { SnapshotEvent } from '../events/snapshot-event.js';
import type { MatchedEvent } from '../formats/log-format.js';
import type { Match } from '../parse/match.js';
import type { Plan } from '../parse/plan.js';
import { BatchRoom, type SharedNumbers } from './batch-room.js';
import {
  DROP,
  DUPLICATE_DROP,
  type EventBatch,
  HEADERS_KNOWN,
  type HeaderParts,
  IS_TEXT,
  MESSAGE,
  NONE,
  orNaN,
  OTHER,
  PACKET,
} from './event-batch.js';
import { AHEAD } from './range-job.js';
import { changed, ValueNumbers } from './known-values.js';
import { planOfFields, writeFields } from './travelling-match.js';

const SPARE = Buffer.alloc(SPARE_BYTES);
/** Writes events into batches, one after the other. Fields are in the order in which `batch-reader.ts` reads them. */
export class BatchWriter {
  readonly #days = new ValueNumbers<bigint>();
  readonly #points = new ValueNumbers<Point>();
  readonly #flows = new ValueNumbers<Flow>();
  readonly #links = new ValueNumbers<LinkHeader>();
  readonly #plans = new ValueNumbers<Plan>();
  readonly #words = new ValueNumbers<string>();
  /** Taken in turn: the other thread is done with a batch before as many are asked for. */
  readonly #rooms = Array.from({ length: AHEAD }, () => new BatchRoom());
  #batches = 0;
  #room = this.#rooms[0] as BatchRoom;
  #others: Event[] = [];
  #parts: HeaderParts[] = [];
  /** Numbers of the latest headers: snapshots of one packet share theirs. */
  readonly #places = new Map<PacketHeader, number>();
  #headerCount = 0;
  /** The block of the lines that events name, and where the last of them ends in it. */
  #block: Buffer | null = null;
  #blockEnd = 0;

  add(event: Event, verbatim: Verbatim): void {
    if (event.kind === 'packet' || event.kind === 'drop') return this.#snapshot(event as SnapshotEvent, verbatim);
    if (isMatched(event) && isInBlock(event.match, verbatim)) return this.#message(event, verbatim);
    this.#room.events.push(OTHER);
    this.#record(verbatim);
    this.#room.events.push(this.#others.length);
    this.#others.push(plainEvent(event));
  }

  /** The bytes of the lines so far are about to go. */
  keep(): void {
    if (this.#block !== null) this.#room.lines.copy(this.#block, 0, this.#blockEnd);
    this.#block = null;
    this.#blockEnd = 0;
  }

  /** The range ends. The batch is written over when `AHEAD` further ones were begun. */
  finish(): EventBatch {
    this.keep();
    const { events, headers, lines, texts } = this.#room;
    lines.copy(SPARE, 0, SPARE.length);
    const written = { events: events.written, headers: headers.written, lines: lines.written, texts: texts.written };
    const batch = { ...written, others: this.#others, parts: this.#parts, news: this.#news() };
    this.#room = this.#rooms[++this.#batches % AHEAD] as BatchRoom;
    this.#room.clear();
    this.#others = [];
    this.#parts = [];
    this.#places.clear();
    this.#headerCount = 0;
    return batch;
  }

  #news(): EventBatch['news'] {
    return {
      days: this.#days.take(),
      points: this.#points.take(),
      flows: this.#flows.take(),
      links: this.#links.take(),
      plans: changed(this.#plans.take(), planOfFields),
      words: this.#words.take(),
    };
  }

  #snapshot(event: SnapshotEvent, verbatim: Verbatim): void {
    const events = this.#room.events;
    events.push(event.kind === 'packet' ? PACKET : event.duplicate ? DUPLICATE_DROP : DROP);
    this.#record(verbatim);
    events.push(event.line);
    events.push(this.#days.number(event.day));
    events.push(event.ofDayNs);
    events.push(orNaN(event.groupHigh));
    events.push(orNaN(event.groupLow));
    events.push(orNaN(event.packetNumber));
    events.push(this.#points.number(event.point));
    events.push(orNaN(event.originalSizeBytes));
    events.push(orNaN(event.loggedSizeBytes));
    events.push(event.header === null ? NONE : this.#header(event.header));
  }

  #message({ format, match, line, contextPid, day, ofDayNs }: MatchedEvent, verbatim: Verbatim): void {
    const events = this.#room.events;
    events.push(MESSAGE);
    this.#record(verbatim);
    events.push(this.#words.number(format));
    events.push(line);
    events.push(orNaN(contextPid));
    events.push(this.#days.number(day));
    events.push(ofDayNs);
    events.push(this.#plans.number(match.plan));
    writeFields(events, match, this.#room.lines.length);
  }

  /** Where the text of a record is. */
  #record(verbatim: Verbatim): void {
    const events = this.#room.events;
    const { lines } = verbatim;
    if (lines === undefined || lines.placed === 0) {
      events.push(IS_TEXT);
      return this.#text(events, verbatim());
    }
    if (lines.buffer !== this.#block) {
      this.keep();
      this.#block = lines.buffer;
    }
    const base = this.#room.lines.length;
    events.push(lines.placed);
    for (let i = 0; i < lines.placed; i++) events.push(base + (lines.places[i] as number));
    this.#blockEnd = Math.max(this.#blockEnd, lines.places[lines.placed - 1] as number);
  }

  #header(header: PacketHeader): number {
    const known = this.#places.get(header);
    if (known !== undefined) return known;
    if (this.#places.size === HEADERS_KNOWN) this.#places.clear();
    const place = this.#headerCount++;
    this.#places.set(header, place);
    const { link, tcp, icmp, arp, ip, inner } = header;
    const headers = this.#room.headers;
    headers.push(this.#flows.number(header.flow));
    headers.push(orNaN(header.payloadBytes));
    headers.push(link === null ? NONE : this.#links.number(link));
    this.#text(headers, header.info);
    this.#text(headers, header.content);
    this.#ip(ip);
    this.#tcp(tcp);
    if (icmp === null && arp === null && inner === null) headers.push(NONE);
    else headers.push(this.#parts.push({ icmp, arp, inner }) - 1);
    return place;
  }

  #ip(ip: IpHeader | null): void {
    const headers = this.#room.headers;
    headers.push(ip === null ? 0 : 1);
    if (ip === null) return;
    headers.push(orNaN(ip.ttl));
    headers.push(orNaN(ip.id));
    headers.push(ip.flags === null ? NONE : this.#words.number(ip.flags));
  }

  #tcp(tcp: TcpHeader | null): void {
    const headers = this.#room.headers;
    headers.push(tcp === null ? NONE : this.#words.number(tcp.flags));
    if (tcp === null) return;
    headers.push(orNaN(tcp.sequence));
    headers.push(orNaN(tcp.sequenceEnd));
    headers.push(orNaN(tcp.acknowledgement));
    headers.push(orNaN(tcp.window));
    headers.push(orNaN(tcp.maximumSegmentSize));
    headers.push(orNaN(tcp.windowScale));
    headers.push(tcp.sackPermitted ? 1 : 0);
    headers.push(tcp.sackBlocks.length);
    for (const [left, right] of tcp.sackBlocks) {
      headers.push(left);
      headers.push(right);
    }
    headers.push(orNaN(tcp.timestampValue));
    headers.push(orNaN(tcp.timestampEcho));
  }

  /** Where it ends: texts are read in the order in which they are written. */
  #text(to: SharedNumbers, text: string): void {
    const start = this.#room.texts.length;
    if (text !== '') this.#room.texts.write(text);
    to.push(start);
    to.push(this.#room.texts.length);
  }
}

function isMatched(event: Event): event is Event & MatchedEvent {
  return 'match' in event;
}

/** True when the bytes of the match are those of the lines, and not a copy in other words. */
function isInBlock({ bytes }: Match, { lines }: Verbatim): boolean {
  return lines !== undefined && lines.placed > 0 && lines.buffer === bytes;
}
