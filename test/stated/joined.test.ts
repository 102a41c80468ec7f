import { describe, expect, test } from 'vitest';
import { caseOf, datagramDrop, drop, NO_ENDS, packet, stackDrop } from './case.js';
import { LOCAL, REMOTE, Tape } from './events.js';

const TCB = 'FFFFB00C00001AA0';
const ENDS = { local: LOCAL, remote: REMOTE };
const OUT = { from: LOCAL, to: REMOTE };
const IN = { from: REMOTE, to: LOCAL };
const NO_ROUTE = 'No route available';

/** NetTrace of a connection that sends 1000..2460 at 10 ms and again at 310 ms, when a timer expired. */
function retransmission(input = 1): Tape {
  return new Tape(input)
    .tcp(0, TCB, 'rundown', 'exists', { ...ENDS, state: 'EstablishedState', pid: 4321 })
    .tcp(10, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460, rtoMs: 300 } })
    .tcp(310, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 1000, sndMax: 2460, count: 1 } })
    .tcp(310.01, TCB, 'send', 'segment', { figures: { sequence: 1000, bytes: 1460 } });
}

/** Packets of the same connection that span the time of its NetTrace. */
const packets = [
  packet(0, 'Tx', { ...OUT, sequence: 900, bytes: 100 }, 1),
  packet(900, 'Rx', { ...IN, acknowledgement: 2460 }, 9),
];
/** A harmless drop of somebody else: so it is known that drops were captured. */
const otherDrop = datagramDrop(
  500,
  'Rx',
  'INET: transport endpoint was not found',
  '192.0.2.9:5353',
  '224.0.0.251:5353',
  8,
);

describe('a retransmission and the drop that explains it', () => {
  const judged = (events: Parameters<typeof caseOf>[0]) =>
    caseOf(events).connections.find(({ local }) => local === LOCAL)?.stated;

  test('the dropped segment has the same ends, the same sequence and comes between the copies', () => {
    const stated = judged([
      [packets[0]!, drop(10.02, 'Tx', NO_ROUTE, { ...OUT, sequence: 1000, bytes: 1460 }, 5), packets[1]!],
      retransmission().events,
    ]);
    expect(stated?.retransmissions[0]).toMatchObject({
      droppedHere: true,
      explainedBy: {
        code: 907,
        reason: NO_ROUTE,
        packet: 'data',
        by: 'sequence',
        source: 'pktmon',
        evidence: { input: 0, line: 5, text: 'line 5 of input 0' },
      },
    });
    expect(stated?.retransmits?.droppedHere).toBe(1);
  });

  test('the inputs may be given in the other order', () => {
    const pktmon = [
      packet(0, 'Tx', { ...OUT, sequence: 900, bytes: 100 }, 1, 1),
      drop(10.02, 'Tx', NO_ROUTE, { ...OUT, sequence: 1000, bytes: 1460 }, 5, 1),
      packet(900, 'Rx', { ...IN, acknowledgement: 2460 }, 9, 1),
    ];
    expect(judged([retransmission(0).events, pktmon])?.retransmissions[0]).toMatchObject({ droppedHere: true });
  });

  test('the acknowledgement may be what was dropped', () => {
    const lost = drop(40, 'Rx', 'Inspection drop', { ...IN, acknowledgement: 2460 }, 5);
    expect(judged([[packets[0]!, lost, packets[1]!], retransmission().events])?.retransmissions[0]).toMatchObject({
      droppedHere: true,
      explainedBy: { packet: 'acknowledgement', by: 'sequence', code: 909 },
    });
  });

  test.each([
    ['another sequence', drop(10.02, 'Tx', NO_ROUTE, { ...OUT, sequence: 9000, bytes: 1460 }, 5)],
    [
      'another port',
      drop(10.02, 'Tx', NO_ROUTE, { from: '192.0.2.68:55331', to: REMOTE, sequence: 1000, bytes: 1460 }, 5),
    ],
    ['the receiving machine', drop(10.02, 'Rx', NO_ROUTE, { ...OUT, sequence: 1000, bytes: 1460 }, 5)],
    ['after the copy', drop(400, 'Tx', NO_ROUTE, { ...OUT, sequence: 1000, bytes: 1460 }, 5)],
    ['long before the copy that was lost', drop(1, 'Tx', NO_ROUTE, { ...OUT, sequence: 1000, bytes: 1460 }, 5)],
    ['an acknowledgement of what came before', drop(40, 'Rx', 'Inspection drop', { ...IN, acknowledgement: 1000 }, 5)],
    ['a normal ending', drop(40, 'Rx', 'INET: duplicate segment', { ...IN, acknowledgement: 2460 }, 5)],
  ])('a drop of %s explains nothing', (_, unrelated) => {
    const stated = judged([
      [packets[0]!, unrelated, packets[1]!].sort((x, y) => Number(x.at - y.at)),
      retransmission().events,
    ]);
    expect(stated?.retransmissions[0]).toMatchObject({ droppedHere: false, explainedBy: null });
  });

  test('a SYN whose every copy was dropped here is a handshake that this host broke', () => {
    const ends = { local: LOCAL, remote: REMOTE };
    const tape = new Tape(1).tcp(0, TCB, 'connect', 'requested', ends);
    tape.tcp(0.1, TCB, 'state', 'changed', { oldState: 'ClosedState', state: 'SynSentState' });
    for (const ms of [1000, 3000])
      tape.tcp(ms, TCB, 'retransmit', 'round', { ...ends, how: 'syn', figures: { count: 1 } });
    const drops = [0.2, 1000.1, 3000.1].map((ms, index) =>
      drop(ms, 'Tx', NO_ROUTE, { ...OUT, flags: 'S', sequence: 7 }, 20 + index),
    );
    const stated = judged([drops, tape.events]);
    expect(stated?.handshake).toMatchObject({ outcome: 'dropped-here', synOffsets: [1, 3] });
    expect(stated?.retransmits).toMatchObject({ syn: 2, droppedHere: 2 });
    expect(stated?.retransmissions.map(({ afterMs }) => afterMs)).toEqual([999.9, 2000]);
  });

  test('without captured drops it is not known', () => {
    expect(judged([retransmission(0).events])?.retransmissions[0]?.droppedHere).toBeNull();
    expect(judged([packets, retransmission().events])?.retransmissions[0]?.droppedHere).toBeNull();
    expect(judged([[...packets, otherDrop], retransmission().events])?.retransmissions[0]?.droppedHere).toBe(false);
  });

  test('a drop that the stack itself states explains it by ends and time', () => {
    const network = stackDrop(
      10.1,
      {
        ...NO_ENDS,
        source: '192.0.2.68',
        destination: '198.51.100.27',
        direction: 'send',
        reason: { value: 7, name: 'No route available' },
      },
      90,
    );
    const connection = caseOf([[...retransmission(0).events, network]]).connections[0];
    expect(connection?.stated?.retransmissions[0]).toMatchObject({
      droppedHere: true,
      explainedBy: { code: 907, by: 'time', source: 'nettrace' },
    });
    expect(connection?.stackDrops).toEqual({ lines: 1, packets: 1, reasons: ['No route available'] });
  });

  test('with two connections between the same addresses a drop without ports belongs to none', () => {
    const network = stackDrop(
      10.1,
      {
        ...NO_ENDS,
        source: '192.0.2.68',
        destination: '198.51.100.27',
        direction: 'send',
        reason: { value: 7, name: 'No route available' },
      },
      90,
    );
    const tape = retransmission(0).tcp(320, 'BB', 'rundown', 'exists', { local: '192.0.2.68:55331', remote: REMOTE });
    tape.tcp(0.5, 'BB', 'rundown', 'exists', { local: '192.0.2.68:55331', remote: REMOTE });
    const early = new Tape(0)
      .tcp(0, 'CC', 'rundown', 'exists', { local: '192.0.2.68:55332', remote: REMOTE })
      .tcp(600, 'CC', 'keep-alive', 'sent');
    const { connections } = caseOf([[...early.events, ...tape.events, network]]);
    expect(connections.map(({ stackDrops }) => stackDrops?.packets)).toEqual([0, 0, 0]);
    expect(connections.find(({ local }) => local === LOCAL)?.stated?.retransmissions[0]?.droppedHere).toBeNull();
  });
});

describe('one case of packets and stated events', () => {
  test('is one connection: what the stack states comes first, packets stay beside it', () => {
    const { connections } = caseOf([[...packets, otherDrop], retransmission().events]);
    expect(connections.filter(({ protocol }) => protocol === 'tcp')).toMatchObject([
      {
        local: LOCAL,
        remote: REMOTE,
        localIsKnown: true,
        pids: [4321],
        packetLines: 2,
        retransmits: { events: 1, rto: 1 },
        sent: { bytes: 2920, segments: 2 },
        stated: { source: 'stated' },
        observed: { source: 'observed' },
      },
    ]);
  });

  test('of two lives with the same ends, the packets belong to the one they overlap', () => {
    const later = new Tape(1).tcp(100_000, 'BB', 'connect', 'completed', ENDS).tcp(100_900, 'BB', 'keep-alive', 'sent');
    const events = [
      ...retransmission().tcp(320, TCB, 'state', 'changed', { state: 'ClosedState', oldState: 'LastAckState' }).events,
      ...later.events,
    ];
    const { connections } = caseOf([packets, events]);
    expect(connections.map(({ stated, packetLines }) => [stated?.tcb, packetLines])).toEqual([
      [TCB, 2],
      ['BB', 0],
    ]);
  });

  test('a connection without ends has the name of its pointer', () => {
    const tape = new Tape(0).tcp(0, TCB, 'retransmit', 'round', { how: 'rto', figures: { sndUna: 5, count: 1 } });
    expect(caseOf([tape.events]).connections).toMatchObject([
      { local: `TCB 0x${TCB}`, remote: 'unknown', localIsKnown: false },
    ]);
  });

  test('a retransmission that both tell is one on the timeline', () => {
    const both = [
      packet(10, 'Tx', { ...OUT, sequence: 1000, bytes: 1460 }, 1),
      packet(310.01, 'Tx', { ...OUT, sequence: 1000, bytes: 1460 }, 2),
    ];
    const built = caseOf([both, retransmission().events]);
    expect(built.connections[0]?.observed?.retransmits?.events).toBe(1);
    expect(built.timeline.series.retransmits.reduce((sum, one) => sum + one, 0)).toBe(1);
  });

  test('clocks that cannot be the same are said so, and nothing is linked', () => {
    const pktmon = [packets[0]!, drop(10.02, 'Tx', NO_ROUTE, { ...OUT, sequence: 1000, bytes: 1460 }, 5), packets[1]!];
    const zones = caseOf([pktmon, retransmission().events], (_, index) => ({ utcOffsetMinutes: index === 0 ? 60 : 0 }));
    expect(zones.clockNotes?.[0]).toMatch(/different time zones \(1:00 h and 0:00 h/);
    expect(zones.connections[0]?.stated?.retransmissions[0]).toMatchObject({ droppedHere: null, explainedBy: null });
    const hour = 3_600_000_000_000n;
    const shifted = caseOf([pktmon, retransmission().events], (input, index) =>
      index === 0 ? { firstTime: (input.firstTime ?? 0n) + hour, lastTime: (input.lastTime ?? 0n) + hour } : {},
    );
    expect(shifted.clockNotes?.[0]).toMatch(/would if the clocks were .*1:00 h apart/);
    expect(caseOf([pktmon, retransmission().events]).clockNotes).toEqual([]);
  });
});

describe('what the stack says it discarded', () => {
  const inspection = {
    reason: { value: 9, name: 'Inspection drop' },
    direction: 'send' as const,
    interface: 13,
    protocol: 'icmp',
  };

  test('counts packets, not lines, and names the reason of PktMon', () => {
    const ends = { ...NO_ENDS, source: '192.0.2.68', destination: '192.0.2.88' };
    const { stackDrops } = caseOf([
      [stackDrop(1, { ...ends, ...inspection, packets: 3 }), stackDrop(2, { ...ends, ...inspection }, 2)],
    ]);
    expect(stackDrops).toMatchObject({ lines: 2, packets: 4, noisePackets: 0, alsoInPktMon: 0 });
    expect(stackDrops?.byReason).toMatchObject([
      {
        layer: 'network',
        value: 9,
        code: 909,
        category: 'local-policy',
        packets: 4,
        directions: { Tx: 4 },
        protocols: { icmp: 4 },
        interfaces: { 13: 4 },
      },
    ]);
    expect(stackDrops?.groups).toMatchObject([
      {
        source: '192.0.2.68',
        destination: '192.0.2.88',
        direction: 'Tx',
        packets: 4,
        evidence: [{ line: 1 }, { line: 2 }],
      },
    ]);
  });

  test('a packet that PktMon tells too is counted as one', () => {
    const ends = { ...NO_ENDS, local: '192.0.2.68:137', remote: '192.0.2.9:5000' };
    const stated = (ms: number, line: number) =>
      stackDrop(
        ms,
        {
          ...ends,
          layer: 'transport',
          protocol: 'udp',
          reason: { value: 4, name: 'Transport endpoint was not found' },
        },
        line,
        1,
      );
    const pktmon = datagramDrop(
      100,
      'Rx',
      'INET: transport endpoint was not found',
      '192.0.2.9:5000',
      '192.0.2.68:137',
    );
    const { stackDrops, drops } = caseOf([[pktmon], [stated(100.2, 1), stated(300, 2)]], () => ({
      firstTime: pktmon.at,
      lastTime: pktmon.at,
    }));
    expect(drops.packets).toBe(1);
    expect(stackDrops).toMatchObject({ packets: 2, alsoInPktMon: 1 });
    expect(stackDrops?.groups[0]).toMatchObject({ alsoInPktMon: 1 });
  });

  test('the network layer echoes the transport layer: one packet in two lines', () => {
    const transport = stackDrop(1, {
      ...NO_ENDS,
      layer: 'transport',
      protocol: 'udp',
      local: '192.0.2.68:137',
      remote: '192.0.2.9:5000',
      reason: { value: 4, name: 'Transport endpoint was not found' },
    });
    const network = stackDrop(
      1.01,
      {
        ...NO_ENDS,
        protocol: 'udp',
        direction: 'receive',
        source: '192.0.2.9',
        destination: '192.0.2.68',
        reason: { value: 4, name: 'Port unreachable' },
      },
      2,
    );
    expect(caseOf([[transport, network]]).stackDrops).toMatchObject({
      lines: 2,
      packets: 1,
      groups: [{ layer: 'transport', lines: 2, packets: 1 }],
    });
  });

  test('multicast nobody asked for is noise', () => {
    const mdns = stackDrop(1, {
      ...NO_ENDS,
      layer: 'transport',
      protocol: 'udp',
      local: '224.0.0.251:5353',
      remote: '192.0.2.9:5353',
      reason: { value: 4, name: 'Transport endpoint was not found' },
    });
    expect(caseOf([[mdns]]).stackDrops).toMatchObject({
      packets: 1,
      noisePackets: 1,
      groups: [{ noise: true, verdict: 'benign' }],
    });
  });

  test('a failed send, a full socket buffer and a low-power interface have a category', () => {
    const { stackDrops } = caseOf([
      [
        stackDrop(1, {
          ...NO_ENDS,
          layer: 'udp-send',
          protocol: 'udp',
          local: '192.0.2.68:5000',
          remote: '192.0.2.9:53',
          reason: { value: null, name: 'path missing next hop' },
          packets: null,
        }),
        stackDrop(2, {
          ...NO_ENDS,
          layer: 'udp-send',
          protocol: 'udp',
          local: '192.0.2.68:5000',
          remote: '192.0.2.9:53',
          reason: { value: null, name: 'could not allocate send context' },
          packets: null,
        }),
        stackDrop(3, {
          ...NO_ENDS,
          layer: 'afd-datagram',
          protocol: null,
          remote: '192.0.2.9:53',
          reason: { value: 2, name: 'Insufficient local buffer space' },
          packets: 1,
        }),
        stackDrop(4, { ...NO_ENDS, layer: 'low-power', packets: null }),
      ],
    ]);
    expect(stackDrops?.byReason.map(({ layer, category, packets: count }) => [layer, category, count]).sort()).toEqual([
      ['afd-datagram', 'low-resources', 1],
      ['low-power', 'adapter-state', 1],
      ['udp-send', 'low-resources', 1],
      ['udp-send', 'no-route', 1],
    ]);
  });

  test('counters since boot are no drops of this trace', () => {
    const built = caseOf([[stackDrop(1, { ...NO_ENDS, layer: 'land-attack', counts: 'since-boot', packets: 12 })]]);
    expect(built.stackDrops).toBeUndefined();
    expect(built.stackEvents?.counters).toMatchObject([{ layer: 'land-attack', packets: 12, count: 1 }]);
  });
});
