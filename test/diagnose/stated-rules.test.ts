import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose.js';
import { aCase, connection, copy, drop, emptyCase, ending, line, observed, PEER, stated } from './case-builder.js';
import { evaluate, findingOf } from './evaluate.js';
import { stackDrop, stackDrops, stackEvents, TWICE } from './stack-events.js';

const NEIGHBOR = {
  address: PEER,
  interface: 12,
  mac: null,
  state: 'Unreachable',
  unreachable: 2,
  reachable: 0,
  solicitations: 6,
  answers: 0,
  duplicate: 0,
};
const ROUTE = {
  what: 'dead-gateway',
  prefix: '0.0.0.0/0',
  nextHop: '192.0.2.1',
  destination: null,
  interface: 12,
  state: 'Dead',
  reason: null,
  status: null,
};
const PORT = {
  what: 'bind-failed',
  protocol: 'tcp',
  cause: 'port-acquisition',
  status: 'STATUS_SHARING_VIOLATION (0xC0000043)',
  local: '192.0.2.10:443',
  pid: null,
};
const INTERFACE = {
  what: 'disconnected',
  interface: 12,
  alias: 'Ethernet 2',
  address: null,
  bitsPerSecond: null,
  status: null,
};
const WFP = { what: 'watchdog', filter: null, layer: null, error: null };
const APPLICATION = {
  layer: 'smb',
  what: 'session-lost',
  status: 'STATUS_CONNECTION_RESET',
  reason: null,
  name: '\\\\files.example.com',
  address: null,
};
const TCP = { what: 'memory-pressure', local: null, remote: null, reason: null };

/** Every rule that lives from what the stack states beside connections. */
const EVENT_RULES = [
  {
    id: 'lost-gateway',
    events: { routes: [{ ...ROUTE, ...TWICE }] },
    severity: 'fault',
    side: 'local',
    names: '192.0.2.1',
  },
  {
    id: 'duplicate-address',
    events: { neighbors: [{ ...NEIGHBOR, duplicate: 1, ...TWICE }] },
    severity: 'fault',
    side: 'local',
    names: PEER,
  },
  {
    id: 'lost-interface',
    events: { interfaces: [{ ...INTERFACE, ...TWICE }] },
    severity: 'suspect',
    side: 'local',
    names: 'Ethernet 2 lost its link 2 times',
  },
  {
    id: 'failed-bind',
    events: { ports: [{ ...PORT, ...TWICE }] },
    severity: 'suspect',
    side: 'local',
    names: '192.0.2.10:443: STATUS_SHARING_VIOLATION',
  },
  {
    id: 'memory-pressure',
    events: { tcp: [{ ...TCP, ...TWICE }] },
    severity: 'fault',
    side: 'local',
    names: 'memory pressure',
  },
  {
    id: 'filter-engine-stall',
    events: { wfp: [{ ...WFP, ...TWICE }] },
    severity: 'fault',
    side: 'local',
    names: 'stalled 2 times',
  },
  {
    id: 'failed-name-resolution',
    events: {
      applications: [
        { ...APPLICATION, layer: 'name-resolution', what: 'answered', status: 'timeout (1460)', ...TWICE },
      ],
    },
    severity: 'suspect',
    side: 'undecided',
    names: '1460',
  },
  {
    id: 'lost-smb-session',
    events: { applications: [{ ...APPLICATION, ...TWICE }] },
    severity: 'suspect',
    side: 'undecided',
    names: 'files.example.com',
  },
  {
    id: 'port-exhaustion',
    events: { ports: [{ ...PORT, what: 'exhausted', ...TWICE }] },
    severity: 'fault',
    side: 'local',
    names: 'no port was free',
  },
  {
    id: 'listener-overload',
    events: { tcp: [{ ...TCP, what: 'syn-attack', ...TWICE }] },
    severity: 'fault',
    side: 'local',
    names: '2 times',
  },
] as const;

describe.each(EVENT_RULES)('$id', ({ id, events, severity, side, names }) => {
  it('reports what the stack states, with its lines', () => {
    const finding = findingOf(id, aCase({ stackEvents: stackEvents(events) }));
    expect(finding).toMatchObject({ severity, side, packets: 0, evidence: [line(51)] });
    expect(finding.title).toContain(names);
  });

  it('passes when the stack states nothing of the kind, and has no data without a NetTrace', () => {
    expect(evaluate(id, aCase({ stackEvents: stackEvents() })).outcome).toBe('passed');
    expect(evaluate(id, emptyCase()).outcome).toBe('no-data');
  });
});

it('believes the stack that calls a neighbour unreachable, unless it came back', () => {
  const of = (changes: Partial<typeof NEIGHBOR>) =>
    aCase({ stackEvents: stackEvents({ neighbors: [{ ...NEIGHBOR, ...changes, ...TWICE }] }) });
  expect(findingOf('next-hop-unreachable', of({}))).toMatchObject({ severity: 'info', packets: 6 });
  expect(evaluate('next-hop-unreachable', of({ reachable: 1 })).outcome).toBe('passed');
});

it('does not take a name that does not exist for a broken network', () => {
  const events = stackEvents({
    applications: [{ ...APPLICATION, layer: 'name-resolution', what: 'answered', status: '9003', ...TWICE }],
  });
  expect(findingOf('failed-name-resolution', aCase({ stackEvents: events })).severity).toBe('info');
});

it('knows a path MTU black hole that Windows detected', () => {
  const hit = stated({
    pathMtu: { entered: 1, left: 0, refused: 0, segmentBytes: 536, originalBytes: 1460 },
    retransmissions: [copy({ bytes: 1460 })],
  });
  expect(findingOf('mtu-black-hole', aCase({ connections: [hit] }))).toMatchObject({
    confidence: 'high',
    severity: 'fault',
  });
});

it('takes silence after keep-alive probes for silence of the peer', () => {
  const hit = stated({
    end: ending({ how: 'abort', resetClass: 'keep-alive-timeout', status: 'keep-alive timeout expired' }),
  });
  expect(findingOf('retransmission-limit', aCase({ connections: [hit] })).title).toContain(
    'keep-alive probes (10 by default)',
  );
});

describe('drops that the stack states', () => {
  it('are diagnosed as those of PktMon are, and say their source', () => {
    const finding = findingOf('firewall-outbound', aCase({ stackDrops: stackDrops(stackDrop()) }));
    expect(finding).toMatchObject({ packets: 4, severity: 'fault' });
    expect(finding.explanation).toContain(
      'Stated by the network stack itself (NetTrace); reason 909 "Inspection drop".',
    );
  });

  it('are not counted again when PktMon tells of the same packets', () => {
    const same = stackDrop({ packets: 4, alsoInPktMon: 3 });
    expect(
      findingOf(
        'firewall-outbound',
        aCase({ drops: [drop(909, { protocol: 'tcp', verdict: 'fault' })], stackDrops: stackDrops(same) }),
      ).packets,
    ).toBe(4);
    expect(
      evaluate('firewall-outbound', aCase({ stackDrops: stackDrops(stackDrop({ alsoInPktMon: 4 })) })).outcome,
    ).toBe('passed');
  });

  it('explain the connection they belong to', () => {
    const one = observed(
      { end: ending({ how: 'rst', by: 'remote' }) },
      { stackDrops: { lines: 4, packets: 4, reasons: ['Inspection drop'] } },
    );
    const { connectionVerdicts } = diagnose(aCase({ connections: [one], stackDrops: stackDrops(stackDrop()) }));
    expect(connectionVerdicts[0]).toMatchObject({
      loss: 'local',
      sentence: expect.stringContaining('dropped 4 packets of it'),
    });
  });

  it('name the filter when the trace does, by its number alone', () => {
    const wfp = [
      { what: 'drop', filter: '67890', layer: '13', error: null, ...TWICE },
      { what: 'drop', filter: '1; calc', layer: null, error: null, ...TWICE },
    ];
    const [step] = findingOf(
      'firewall-outbound',
      aCase({ stackDrops: stackDrops(stackDrop()), stackEvents: stackEvents({ wfp }) }),
    ).next;
    expect(step).toMatch(/filter run-time ids 67890 \(FWPM_LAYER_\w+\): look/);
  });
});

it('remarks what the level of the trace could not show', () => {
  const events = stackEvents({ notSeen: ['No timers: the trace has no Verbose events.'] });
  expect(
    findingOf(
      'capture-limit',
      aCase({ stackEvents: events, clockNotes: ['PktMon.txt has no UTC offset.'], connections: [connection()] }),
    ).title,
  ).toContain('No timers: the trace has no Verbose events and PktMon.txt has no UTC offset');
});
