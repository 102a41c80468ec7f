import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import { Flow } from '../events/flow.js';
import type { PacketHeader, TcpHeader } from '../events/packet.js';
import { SnapshotEvent } from '../events/snapshot-event.js';
import { DROP, type EventBatch, FLOW_FIELDS, NONE, orNull, OTHER } from './event-batch.js';

/**
 * Hands over the events of a batch as the readers of the formats would.
 * @param lineOffset number of lines in front of the range
 */
export function readBatch(
  batch: EventBatch,
  input: number,
  lineOffset: number,
  onEvent: (event: Event, verbatim: Verbatim) => void,
): void {
  const { numbers, texts, others } = batch;
  const record = Buffer.from(batch.record.buffer, batch.record.byteOffset, batch.record.byteLength);
  const flows = readFlows(batch);
  const headers = new Map<number, PacketHeader>();
  const days = new Map<number, bigint>();
  let at = 0;
  const next = () => numbers[at++] as number;
  while (at < numbers.length) {
    const kind = next();
    const start = next();
    const end = next();
    const verbatim = () => record.toString('utf8', start, end);
    if (kind === OTHER) {
      const event = others[next()] as Event;
      onEvent({ ...event, input, line: event.line + lineOffset }, verbatim);
      continue;
    }
    const line = next() + lineOffset;
    const event = new SnapshotEvent(kind === DROP ? 'drop' : 'packet', input, line, dayOf(days, next()), next());
    event.groupHigh = orNull(next());
    event.groupLow = orNull(next());
    event.packetNumber = orNull(next());
    event.appearance = orNull(next());
    event.direction = texts[next()] as string;
    event.medium = texts[next()] as string;
    event.component = next();
    event.edge = orNull(next());
    event.filter = orNull(next());
    event.originalSizeBytes = orNull(next());
    event.loggedSizeBytes = orNull(next());
    const header = next();
    if (header !== NONE) event.header = headerAt(batch, flows, headers, header);
    if (kind === DROP) {
      event.reason = texts[next()] as string;
      event.location = orNull(next());
      event.duplicate = next() === 1;
    }
    onEvent(event.event, verbatim);
  }
}

function dayOf(days: Map<number, bigint>, milliseconds: number): bigint {
  let day = days.get(milliseconds);
  if (day === undefined) {
    day = BigInt(milliseconds) * 1_000_000n;
    days.set(milliseconds, day);
  }
  return day;
}

/** Snapshots of one packet share their header here as well. */
function headerAt(
  batch: EventBatch,
  flows: readonly Flow[],
  known: Map<number, PacketHeader>,
  place: number,
): PacketHeader {
  let header = known.get(place);
  if (header === undefined) {
    header = readHeader(batch, flows, place);
    known.set(place, header);
  }
  return header;
}

function readFlows({ flows, texts }: EventBatch): Flow[] {
  const text = (at: number) => texts[flows[at] as number] as string;
  const port = (at: number) => flows[at] as number;
  return Array.from({ length: flows.length / FLOW_FIELDS }, (_, number) => {
    const at = number * FLOW_FIELDS;
    return new Flow(text(at), text(at + 1), port(at + 2), text(at + 3), port(at + 4));
  });
}

function readHeader({ headers, texts, parts }: EventBatch, flows: readonly Flow[], place: number): PacketHeader {
  let at = place;
  const next = () => headers[at++] as number;
  const text = () => texts[next()] as string;
  const flow = flows[next()] as Flow;
  const payloadBytes = orNull(next());
  const [info, content] = [text(), text()];
  const rare = parts[next()] ?? { icmp: null, arp: null, ip: null, inner: null };
  const [hasLink, hasTcp] = [next() === 1, next() === 1];
  const link = hasLink ? { source: text(), destination: text(), etherType: text(), vlan: orNull(next()) } : null;
  const tcp = hasTcp ? readTcp(next, text) : null;
  return {
    flow,
    protocol: flow.protocol,
    source: flow.source,
    destination: flow.destination,
    sourcePort: flow.sourcePort,
    destinationPort: flow.destinationPort,
    payloadBytes,
    tcp,
    icmp: rare.icmp,
    arp: rare.arp,
    link,
    ip: rare.ip,
    info,
    inner: rare.inner,
    content,
  };
}

function readTcp(next: () => number, text: () => string): TcpHeader {
  const tcp = {
    flags: text(),
    sequence: orNull(next()),
    sequenceEnd: orNull(next()),
    acknowledgement: orNull(next()),
    window: orNull(next()),
    maximumSegmentSize: orNull(next()),
    windowScale: orNull(next()),
    sackPermitted: next() === 1,
    timestampValue: orNull(next()),
    timestampEcho: orNull(next()),
  };
  const blocks = next();
  const sackBlocks = Array.from({ length: blocks }, () => [next(), next()] as const);
  return { ...tcp, sackBlocks };
}
