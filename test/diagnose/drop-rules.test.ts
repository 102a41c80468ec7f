import { describe, expect, it } from 'vitest';
import { LOOK_FROM_PACKETS } from '../../src/diagnose/drop-severity.js';
import { BURST_SHARE } from '../../src/diagnose/rules/low-resources.js';
import { DUPLICATES_ABOVE } from '../../src/diagnose/rules/spurious-retransmission.js';
import {
  aCase,
  asking,
  at,
  connection,
  counts,
  drop,
  dropOnlyCase,
  emptyCase,
  HOST,
  inbound,
  line,
  observed,
  PEER,
  requests,
  stated,
  handshake,
  SYN,
} from './case-builder.js';
import { evaluate, findingOf, findingsOf } from './evaluate.js';

/** Every rule that lives from dropped packets, with drops that it must report and how. */
const DROP_RULES = [
  {
    id: 'next-hop-unreachable',
    drops: [drop(922)],
    severity: 'fault',
    side: 'local',
    category: 'arp-nd-failure',
    names: [PEER, 'ARP'],
  },
  {
    id: 'no-route',
    drops: [drop(907)],
    severity: 'fault',
    side: 'local',
    category: 'no-route',
    names: ['No route', PEER],
  },
  {
    id: 'firewall-inbound',
    drops: [inbound(1207)],
    severity: 'suspect',
    side: 'local',
    category: 'local-policy',
    names: ['firewall', 'UDP port 50005'],
  },
  {
    id: 'firewall-outbound',
    drops: [drop(909, { verdict: 'fault' })],
    severity: 'fault',
    side: 'local',
    category: 'local-policy',
    names: ['on the way out', PEER],
  },
  {
    id: 'missing-listener',
    drops: [inbound(1204)],
    severity: 'suspect',
    side: 'local',
    category: 'destination-unreachable',
    names: [HOST, 'UDP port 50005', PEER],
  },
  {
    id: 'listener-overload',
    drops: [inbound(1230, SYN)],
    severity: 'fault',
    side: 'local',
    category: 'low-resources',
    names: ['TCP port 443 (HTTPS)'],
  },
  {
    id: 'low-resources',
    drops: [drop(3)],
    severity: 'fault',
    side: 'local',
    category: 'low-resources',
    names: ['3 "Insufficient resources"', PEER],
  },
  {
    id: 'invalid-packet',
    drops: [inbound(1203)],
    severity: 'fault',
    side: 'local',
    category: 'invalid-packet',
    names: ['checksum', PEER, '1203'],
  },
  { id: 'mtu-exceeded', drops: [drop(920)], severity: 'fault', side: 'local', category: 'mtu', names: [PEER, 'MTU'] },
  {
    id: 'changed-tcp-header',
    drops: [inbound(1216, { protocol: 'tcp', tcpFlags: '.' })],
    severity: 'suspect',
    side: 'remote',
    category: 'remote-policy',
    names: [PEER, HOST],
  },
  {
    id: 'forgotten-session',
    drops: [inbound(1209, { protocol: 'tcp', tcpFlags: '.' })],
    severity: 'suspect',
    side: 'undecided',
    category: 'session-loss',
    names: [PEER],
  },
  {
    id: 'time-wait-collision',
    drops: [inbound(1227, { ...SYN, verdict: 'fault' })],
    severity: 'fault',
    side: 'local',
    category: 'session-loss',
    names: [PEER, 'TIME_WAIT'],
  },
  {
    id: 'steering-mismatch',
    drops: [inbound(228)],
    severity: 'suspect',
    side: 'local',
    category: 'internal',
    names: ['228', HOST],
  },
  {
    id: 'vlan-mismatch',
    drops: [inbound(9)],
    severity: 'suspect',
    side: 'local',
    category: 'virtual-switch-config',
    names: ['VLAN', PEER],
  },
  {
    id: 'virtual-switch-policy',
    drops: [inbound(16)],
    severity: 'fault',
    side: 'local',
    category: 'local-policy',
    names: ['16 "Spoofed MAC'],
  },
  {
    id: 'third-party-driver',
    drops: [inbound(0x8000_000e)],
    severity: 'suspect',
    side: 'local',
    category: 'unknown',
    names: ['0x8000000E'],
  },
  {
    id: 'http-rejection',
    drops: [inbound(3012)],
    severity: 'fault',
    side: 'local',
    category: 'application',
    names: ['http.sys'],
  },
  {
    id: 'adapter-state',
    drops: [drop(5)],
    severity: 'fault',
    side: 'local',
    category: 'adapter-state',
    names: ['5 "Media Disconnected"'],
  },
  {
    id: 'late-reply',
    drops: [inbound(1204, { sourcePort: 161, destinationPort: 0 })],
    severity: 'suspect',
    side: 'undecided',
    category: 'application',
    names: [PEER, 'UDP port 161'],
  },
  {
    id: 'absorbed-packet',
    drops: [drop(919)],
    severity: 'info',
    side: 'undecided',
    category: 'local-policy',
    names: [PEER],
  },
  {
    id: 'discovery-noise',
    drops: [inbound(1206, { noise: true, verdict: 'benign', destination: '224.0.0.251', destinationPort: 5353 })],
    severity: 'info',
    side: 'undecided',
    category: 'normal-operation',
    names: ['3 packets'],
  },
  {
    id: 'normal-ending',
    drops: [inbound(1220, { protocol: 'tcp', tcpFlags: '.' })],
    severity: 'info',
    side: 'undecided',
    category: 'normal-operation',
    names: ['FIN-WAIT2'],
  },
  {
    id: 'remaining-drops',
    drops: [drop(962)],
    severity: 'suspect',
    side: 'undecided',
    category: 'normal-operation',
    names: ['962'],
  },
] as const;

describe.each(DROP_RULES)('$id', ({ id, drops, severity, side, category, names }) => {
  it('reports its drops with severity, side, category, parts and evidence', () => {
    const finding = findingOf(id, aCase({ drops: [...drops] }));
    expect(finding).toMatchObject({
      id,
      severity,
      side,
      category,
      packets: 3,
      connections: 1,
      firstTime: at(1_000),
      lastTime: at(3_000),
    });
    for (const name of names) expect(finding.title).toContain(name);
    expect(finding.evidence).toContainEqual(line(11));
  });

  it('passes without such drops and has no data without any packet', () => {
    expect(evaluate(id, aCase()).outcome).toBe('passed');
    expect(evaluate(id, emptyCase())).toMatchObject({ outcome: 'no-data', why: expect.stringMatching(/\.$/) });
  });
});

it('leaves one or two packets of a fault as a suspect', () => {
  for (const [id, group] of [
    ['next-hop-unreachable', drop(922, { packets: LOOK_FROM_PACKETS - 1 })],
    ['no-route', drop(907, { packets: 1 })],
    ['invalid-packet', inbound(1203, { packets: 2 })],
  ] as const) {
    expect(findingOf(id, aCase({ drops: [group] }))).toMatchObject({ severity: 'suspect', confidence: 'medium' });
  }
});

describe('next-hop-unreachable', () => {
  const router = 'fe80::5efe:1';

  it('merges the services behind one next hop and names neighbour discovery for IPv6', () => {
    const drops = [
      drop(922, { destination: router, destinationPort: 53, packets: 40 }),
      drop(923, { destination: router, destinationPort: 443, protocol: 'tcp', tcpFlags: 'S', packets: 19 }),
    ];
    const finding = findingOf('next-hop-unreachable', aCase({ drops }));
    expect(finding.title).toBe(
      `${router} does not answer neighbour discovery: 59 packets for UDP port 53 (DNS) and TCP port 443 (HTTPS) dropped here`,
    );
    expect(finding.sentence).toBe(`this host dropped 59 packets because ${router} does not answer neighbour discovery`);
    expect(finding.explanation).toContain('tcpip.sys (component 98)');
    expect(finding.next[0]).toContain(`Get-NetNeighbor -IPAddress ${router} `);
  });

  it('gives one finding for each next hop', () => {
    const drops = [
      drop(922, { destination: '192.0.2.1', packets: 5 }),
      drop(922, { destination: '192.0.2.2', packets: 9 }),
    ];
    expect(findingsOf('next-hop-unreachable', aCase({ drops })).map(({ packets }) => packets)).toEqual([9, 5]);
  });

  it('adds the questions that the packet lines show', () => {
    const neighbour = {
      target: PEER,
      protocol: 'arp',
      askedBy: HOST,
      requests: 6,
      replies: 0,
      unansweredAtEnd: 6,
      firstTime: at(1),
      lastTime: at(2),
      evidence: [line(40)],
    } as const;
    expect(
      findingOf('next-hop-unreachable', aCase({ drops: [drop(922)], neighbours: [neighbour] })).explanation,
    ).toContain('6 sent, no reply');
    expect(findingOf('next-hop-unreachable', aCase({ neighbours: [neighbour] }))).toMatchObject({
      severity: 'info',
      packets: 6,
    });
    expect(evaluate('next-hop-unreachable', aCase({ neighbours: [{ ...neighbour, replies: 1 }] })).outcome).toBe(
      'passed',
    );
  });

  it('takes the word of the stack for a connect', () => {
    const failed = stated({
      handshake: handshake({ outcome: 'failed', status: '0xC000023D(NT=STATUS_HOST_UNREACHABLE)' }),
    });
    expect(findingOf('next-hop-unreachable', aCase({ connections: [failed] }))).toMatchObject({
      severity: 'fault',
      connections: 1,
    });
  });
});

describe('firewalls', () => {
  it('merges many ports that one firewall refuses', () => {
    const drops = [
      inbound(1231, { ...SYN, destinationPort: 445, packets: 9 }),
      inbound(909, { destinationPort: 514, source: '192.0.2.31' }),
    ];
    const finding = findingOf('firewall-inbound', aCase({ drops }));
    expect(finding.title).toBe(
      `The firewall of this host dropped 12 packets from 2 machines to ${HOST}: TCP port 445 (SMB) and UDP port 514 (syslog)`,
    );
    expect(finding.next.join('\n')).toMatch(/auditpol .*\n[\s\S]*netsh wfp show state[\s\S]*-LocalPort 445/);
  });

  it('takes a connect that the stack refused for an outbound block', () => {
    for (const status of ['STATUS_ACCESS_DENIED', 'Connect request was failed by InetInspect']) {
      const failed = stated({ handshake: handshake({ outcome: 'failed', status }) });
      expect(findingOf('firewall-outbound', aCase({ connections: [failed] })).title).toContain('before a SYN was sent');
    }
  });
});

describe('missing-listener', () => {
  it('is a fault when clients want to connect', () => {
    const finding = findingOf('missing-listener', aCase({ drops: [inbound(1204, { ...SYN, verdict: 'fault' })] }));
    expect(finding).toMatchObject({ severity: 'fault', confidence: 'high' });
    expect(finding.next[0]).toContain('Get-NetTCPConnection -State Listen -LocalPort 443');
  });

  it('tells the suppressed answers in the same story, without counting them', () => {
    const suppressed = drop(909, {
      verdict: 'benign',
      protocol: 'icmp',
      sourcePort: 0,
      destinationPort: 0,
      packets: 8,
    });
    const finding = findingOf('missing-listener', aCase({ drops: [inbound(1204), suppressed] }));
    expect(finding.packets).toBe(3);
    expect(finding.explanation).toContain('kept back 8 packets');
    expect(findingOf('missing-listener', aCase({ drops: [suppressed] }))).toMatchObject({
      severity: 'info',
      packets: 8,
    });
  });

  it('leaves segments of closed connections to another rule', () => {
    const late = inbound(1204, { protocol: 'tcp', tcpFlags: 'R', destinationPort: 443, packets: 1 });
    expect(evaluate('missing-listener', aCase({ drops: [late] })).outcome).toBe('passed');
    expect(findingOf('forgotten-session', aCase({ drops: [late] })).severity).toBe('info');
  });

  it('knows refusals that this host sends', () => {
    const refused = observed(
      { handshake: handshake({ initiator: 'remote', outcome: 'refused' }) },
      { local: `${HOST}:8443`, remote: `${PEER}:51000` },
    );
    expect(findingOf('missing-listener', aCase({ connections: [refused] })).title).toContain('TCP port 8443 with RST');
    const datagrams = asking(
      'udp',
      `${PEER}:51000`,
      requests(4, 0, { icmpErrors: [{ type: 'port-unreachable', count: 4, mtuBytes: null }] }),
      { local: `${HOST}:514`, packetsOut: 0, packetsIn: 4 },
    );
    expect(findingOf('missing-listener', aCase({ connections: [datagrams] })).title).toContain(
      'UDP port 514 (syslog) with ICMP port unreachable',
    );
  });
});

it('calls a lack of resources a burst when it hits few of many packets', () => {
  const base = aCase({ drops: [drop(3)] });
  const packets = Math.ceil(3 / BURST_SHARE) + 1;
  expect(findingOf('low-resources', { ...base, traffic: { ...base.traffic, packets } }).severity).toBe('suspect');
  expect(
    findingOf('low-resources', { ...base, traffic: { ...base.traffic, packets, onlyDropsCaptured: true } }).severity,
  ).toBe('fault');
});

it('takes one or two packets over the MTU for path MTU discovery', () => {
  expect(findingOf('mtu-exceeded', aCase({ drops: [drop(920, { packets: 2 })] })).severity).toBe('info');
  const told = asking(
    'udp',
    `${PEER}:4500`,
    requests(9, 0, { icmpErrors: [{ type: 'packet-too-big', count: 5, mtuBytes: 1400 }] }),
  );
  const finding = findingOf('mtu-exceeded', aCase({ connections: [told] }));
  expect(finding).toMatchObject({ severity: 'suspect', side: 'remote' });
  expect(finding.explanation).toContain('1400 bytes');
});

describe('spurious-retransmission', () => {
  const duplicate = (packets: number, source: string) => inbound(1217, { protocol: 'tcp', source, packets });

  it('suspects late acknowledgements only from many duplicates between two machines', () => {
    expect(findingOf('spurious-retransmission', aCase({ drops: [duplicate(DUPLICATES_ABOVE, PEER)] })).severity).toBe(
      'info',
    );
    expect(
      findingOf('spurious-retransmission', aCase({ drops: [duplicate(DUPLICATES_ABOVE + 1, PEER)] })),
    ).toMatchObject({ severity: 'suspect', side: 'remote' });
    expect(findingOf('spurious-retransmission', aCase({ drops: [duplicate(500, '127.0.0.1')] })).severity).toBe('info');
  });

  it('names connections whose copies were not needed', () => {
    const spurious = observed({ retransmits: counts(4, { spurious: 3 }) });
    expect(findingOf('spurious-retransmission', aCase({ connections: [spurious] }))).toMatchObject({
      severity: 'info',
      packets: 3,
    });
    expect(
      evaluate(
        'spurious-retransmission',
        aCase({ connections: [observed({ retransmits: counts(7, { spurious: 3 }) })] }),
      ).outcome,
    ).toBe('passed');
    expect(evaluate('spurious-retransmission', aCase()).outcome).toBe('passed');
    expect(evaluate('spurious-retransmission', emptyCase()).outcome).toBe('no-data');
  });
});

it('judges drops of a capture of drops alone', () => {
  expect(findingOf('no-route', dropOnlyCase([drop(907)])).severity).toBe('fault');
});

it('gives a scan of many ports a few findings, not a thousand', () => {
  const drops = Array.from({ length: 1_000 }, (_, port) =>
    inbound(1204, { ...SYN, verdict: 'fault', destinationPort: port + 1, packets: 1 }),
  );
  const findings = findingsOf('missing-listener', aCase({ drops, connections: [connection()] }));
  expect(findings).toHaveLength(8);
  expect(findings.reduce((sum, { packets }) => sum + packets, 0)).toBe(1_000);
  expect(findings.at(-1)?.title).toContain('and 990 more');
});

it('counts the connections that a drop hit, though their ports are one group', () => {
  const group = drop(922, { protocol: 'tcp', sourcePort: 0, destinationPort: 3389, packets: 3 });
  const hit = (port: number) =>
    connection({
      local: `${HOST}:${port}`,
      remote: `${PEER}:3389`,
      drops: { lines: 2, packets: 1, reasons: [group.reason] },
    });
  const spared = connection({ local: `${HOST}:49999`, remote: `${PEER}:3389` });
  const connections = [hit(49_700), hit(49_701), hit(49_702), spared];
  expect(findingOf('next-hop-unreachable', aCase({ drops: [group], connections }))).toMatchObject({
    packets: 3,
    connections: 3,
  });
});
