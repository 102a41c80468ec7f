import { describe, expect, test } from 'vitest';
import { FlowFacts } from '../../src/aggregate/flow-facts.js';
import { PacketFacts } from '../../src/aggregate/packet-facts.js';
import { FirstSight } from '../../src/aggregate/observed/first-sight.js';
import { tcpPayload } from '../../src/aggregate/observed/sequence-range.js';
import { Segment } from '../../src/aggregate/observed/segment.js';
import { RangeBudget } from '../../src/aggregate/observed/sent-ranges.js';
import { TcpFlow } from '../../src/aggregate/observed/tcp-flow.js';
import { Flow } from '../../src/events/flow.js';
import type { Snapshot, TcpHeader } from '../../src/events/packet.js';

const NEW_IDS: Snapshot = {
  input: 0,
  line: 1,
  at: 0n,
  day: 0n,
  ofDayNs: 0,
  groupHigh: 0,
  groupLow: 1,
  packetNumber: 1,
  appearance: 0,
  direction: 'Tx',
  medium: 'Ethernet',
  component: 1,
  edge: 1,
  filter: 0,
  originalSizeBytes: 60,
  loggedSizeBytes: 60,
  header: null,
};

const HEADER: TcpHeader = {
  flags: 'P.',
  sequence: 0,
  sequenceEnd: 0,
  acknowledgement: 1,
  window: 512,
  maximumSegmentSize: null,
  windowScale: null,
  sackPermitted: false,
  sackBlocks: [],
  timestampValue: null,
  timestampEcho: null,
};

const FLOW = new Flow('tcp', '192.0.2.5', 50_000, '198.51.100.7', 443);

const factsOf = (content: string, tcp: TcpHeader) => {
  const header = {
    flow: FLOW,
    protocol: 'tcp',
    source: '192.0.2.5',
    destination: '198.51.100.7',
    sourcePort: 50_000,
    destinationPort: 443,
    payloadBytes: 0,
    tcp,
    icmp: null,
    arp: null,
    link: null,
    ip: null,
    info: '',
    inner: null,
    content,
  };
  return new PacketFacts(header, new FlowFacts(FLOW));
};
const segmentFacts = () => factsOf('seq 1:9, ack 1', HEADER);
const SEGMENT = segmentFacts();

describe('the first snapshot of a packet', () => {
  test('with content identity: other places show the same packet, also out of a queue', () => {
    const sight = new FirstSight();
    const facts = segmentFacts();
    const look = (atMs: number, point: number) => sight.isFirst(NEW_IDS, facts, atMs, point);
    expect([look(0, 1), look(0.01, 2), look(25, 3)]).toEqual([true, false, false]);
    // The same text at the first place again: sent again, unless it is a double capture within a millisecond.
    expect([look(0.5, 1), look(300, 1), look(300.01, 2)]).toEqual([false, true, false]);
  });

  test('with content identity: acknowledgements may repeat at once', () => {
    const sight = new FirstSight();
    const facts = factsOf('ack 1', { ...HEADER, sequence: null });
    const look = (atMs: number, point: number) => sight.isFirst(NEW_IDS, facts, atMs, point);
    expect([look(0, 1), look(0.01, 2), look(0.02, 1), look(0.03, 2)]).toEqual([true, false, true, false]);
  });

  test('with group identity: the id tells, and a packet that is injected again with a new id is the old one', () => {
    const sight = new FirstSight();
    const look = (groupLow: number, atMs: number, point: number) =>
      sight.isFirst({ ...NEW_IDS, groupLow, appearance: 1 }, segmentFacts(), atMs, point);
    expect([look(7, 0, 1), look(7, 0.1, 2), look(8, 0.2, 3)]).toEqual([true, false, false]);
    expect([look(9, 0.4, 1), look(10, 250, 3)]).toEqual([true, true]);
  });
});

/** Bytes 1,000 to 5,380 in cuts that differ between two places. */
function cuts(...segments: readonly (readonly [atMs: number, point: number, start: number, bytes: number])[]) {
  let retransmissions = 0;
  const flow = new TcpFlow({
    budget: new RangeBudget(),
    retransmitted: () => retransmissions++,
    evidenceLeft: () => {},
  });
  const segment = new Segment({ take: () => null, giveBack: () => {} });
  for (const [atMs, point, start, payloadBytes] of segments) {
    const tcp = { ...HEADER, sequence: start, sequenceEnd: start + payloadBytes };
    const header = { ...SEGMENT.header, payloadBytes, tcp };
    segment.read(new PacketFacts(header, new FlowFacts(header.flow)), tcp, atMs, 0, 1, point);
    flow.add(segment);
  }
  return { bytes: flow.direction(0).bytes, packets: flow.direction(0).packets, retransmissions };
}

describe('the same bytes in other cuts at another component', () => {
  test('large send offload: whole above, cut below', () => {
    const seen = cuts([0, 1, 1000, 4380], [0.1, 2, 1000, 1460], [0.11, 2, 2460, 1460], [0.12, 2, 3920, 1460]);
    expect(seen).toEqual({ bytes: 4380, packets: 1, retransmissions: 0 });
  });

  test('receive coalescing: cut below, whole above', () => {
    const seen = cuts([0, 2, 1000, 1460], [0.01, 2, 2460, 1460], [0.02, 2, 3920, 1460], [0.1, 1, 1000, 4380]);
    expect(seen).toEqual({ bytes: 4380, packets: 3, retransmissions: 0 });
  });

  test('a line whose second sequence number was cut has no payload, not four billion bytes', () => {
    const tcp = { ...HEADER, sequence: 1_460_001, sequenceEnd: 146 };
    const payloadOf = (payloadBytes: number | null, other: Partial<TcpHeader> = {}) =>
      tcpPayload({ ...SEGMENT.header, payloadBytes }, { ...tcp, ...other });
    expect(payloadOf(null)).toBe(0);
    expect(payloadOf(null, { sequenceEnd: 1_460_101 })).toBe(100);
    expect(payloadOf(null, { sequence: 2 ** 32 - 4 })).toBe(150);
    expect(payloadOf(99_999_999_999)).toBe(0);
  });

  test('at the same place, or much later, they were sent again', () => {
    expect(cuts([0, 1, 1000, 4380], [0.1, 1, 1000, 1460]).retransmissions).toBe(1);
    expect(cuts([0, 1, 1000, 4380], [300, 2, 1000, 1460]).retransmissions).toBe(1);
  });
});
