import { CaseBuilder } from '../../src/aggregate/case-builder.js';
import type { Case, InputSummary } from '../../src/aggregate/case.js';
import type { Event } from '../../src/events/event.js';
import { Flow } from '../../src/events/flow.js';
import type { DropEvent, PacketEvent, PacketHeader, TcpHeader } from '../../src/events/packet.js';
import type { StackDropEvent } from '../../src/events/stack-drop.js';
import { end, place } from './events.js';

/** Builds a case of inputs, each a list of events. `change` alters what an input says of itself. */
export function caseOf(
  inputs: readonly (readonly Event[])[],
  change: (input: InputSummary, index: number) => Partial<InputSummary> = () => ({}),
): Case {
  const builder = new CaseBuilder();
  const summaries: InputSummary[] = [];
  for (const [index, events] of inputs.entries()) {
    builder.beginInput(index);
    for (const event of events) builder.add(event, () => `line ${event.line} of input ${index}`);
    const { firstTime, lastTime, packetLines, dropLines } = builder.endInput();
    const summary = {
      path: `input-${index}.txt`,
      firstTime,
      lastTime,
      packetLines,
      dropLines,
      utcOffsetMinutes: null,
    } as unknown as InputSummary;
    summaries.push({ ...summary, ...change(summary, index) });
  }
  return builder.finish(summaries);
}

interface Segment {
  readonly from: string;
  readonly to: string;
  readonly sequence?: number;
  readonly bytes?: number;
  readonly acknowledgement?: number;
  readonly flags?: string;
}

/** One TCP packet line of PktMon. */
export function packet(ms: number, direction: 'Tx' | 'Rx', segment: Segment, line = 1, input = 0): PacketEvent {
  return { ...snapshot(ms, direction, tcpHeader(segment), line, input), kind: 'packet' };
}

/** One TCP drop line of PktMon. */
export function drop(
  ms: number,
  direction: 'Tx' | 'Rx',
  reason: string,
  segment: Segment,
  line = 1,
  input = 0,
): DropEvent {
  return {
    ...snapshot(ms, direction, tcpHeader(segment), line, input),
    kind: 'drop',
    reason,
    location: null,
    duplicate: false,
  };
}

/** One drop line of a datagram. */
export function datagramDrop(
  ms: number,
  direction: 'Tx' | 'Rx',
  reason: string,
  from: string,
  to: string,
  line = 1,
  input = 0,
): DropEvent {
  return {
    ...snapshot(ms, direction, header('udp', from, to, null, 100), line, input),
    kind: 'drop',
    reason,
    location: null,
    duplicate: false,
  };
}

/** A drop that the network stack states. */
export function stackDrop(
  ms: number,
  fields: Partial<Omit<StackDropEvent, 'local' | 'remote' | 'source' | 'destination'>> &
    Record<'local' | 'remote' | 'source' | 'destination', string | null>,
  line = 1,
  input = 0,
): StackDropEvent {
  const { local, remote, source, destination, ...rest } = fields;
  const ends = { local: at(local), remote: at(remote), source: at(source), destination: at(destination) };
  return {
    kind: 'stack-drop',
    ...place(ms, input, line),
    layer: 'network',
    reason: null,
    status: null,
    packets: 1,
    protocol: 'tcp',
    family: 'ipv4',
    direction: null,
    interface: null,
    compartment: null,
    nbl: null,
    tcb: null,
    endpoint: null,
    pid: null,
    bytes: null,
    counts: 'packets',
    words: {},
    ...rest,
    ...ends,
  };
}

export const NO_ENDS = { local: null, remote: null, source: null, destination: null } as const;

function at(text: string | null) {
  if (text === null) return null;
  return text.includes(':') ? end(text) : { address: text, port: 0 };
}

function tcpHeader({ from, to, sequence, bytes = 0, acknowledgement, flags = '.' }: Segment): PacketHeader {
  const tcp: TcpHeader = {
    flags,
    sequence: sequence ?? null,
    sequenceEnd: sequence === undefined ? null : (sequence + bytes) >>> 0,
    acknowledgement: acknowledgement ?? null,
    window: 500,
    maximumSegmentSize: null,
    windowScale: null,
    sackPermitted: false,
    sackBlocks: [],
    timestampValue: null,
    timestampEcho: null,
  };
  return header('tcp', from, to, tcp, bytes);
}

function header(protocol: string, from: string, to: string, tcp: TcpHeader | null, payloadBytes: number): PacketHeader {
  const [source, destination] = [end(from), end(to)];
  return {
    flow: new Flow(protocol, source.address, source.port, destination.address, destination.port),
    protocol,
    source: source.address,
    destination: destination.address,
    sourcePort: source.port,
    destinationPort: destination.port,
    payloadBytes,
    tcp,
    icmp: null,
    arp: null,
    link: null,
    ip: null,
    info: '',
    inner: null,
    content: `${protocol} ${from} > ${to} ${tcp?.flags ?? ''} ${tcp?.sequence ?? ''} ${tcp?.acknowledgement ?? ''} ${payloadBytes}`,
  };
}

function snapshot(ms: number, direction: 'Tx' | 'Rx', packetHeader: PacketHeader, line: number, input: number) {
  const { at: time } = place(ms);
  return {
    at: time,
    input,
    line,
    day: time,
    ofDayNs: 0,
    groupHigh: 0,
    groupLow: 1000 + line,
    packetNumber: 1,
    appearance: 0,
    direction,
    medium: 'IP',
    component: 49,
    edge: 1,
    filter: 0,
    originalSizeBytes: 100,
    loggedSizeBytes: 100,
    header: packetHeader,
  };
}
