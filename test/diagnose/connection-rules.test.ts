import { describe, expect, it } from 'vitest';
import type { ConnectionSummary } from '../../src/aggregate/case.js';
import type { Conversation } from '../../src/aggregate/conversation.js';
import {
  aCase,
  asking,
  at,
  connection,
  copy,
  counts,
  drop,
  dropOnlyCase,
  ending,
  episode,
  handshake,
  HOST,
  line,
  observed,
  PEER,
  requests,
  stated,
  SYN,
} from './case-builder.js';
import { evaluate, findingOf, findingsOf } from './evaluate.js';

const unanswered = (copies: readonly number[], changes: Partial<ConnectionSummary> = {}) =>
  observed(
    {
      handshake: handshake({
        outcome: 'unanswered',
        ms: null,
        synOffsets: copies,
        pattern: copies.length === 4 ? 'the default of Windows 11' : null,
      }),
      end: null,
    },
    { packetsIn: 0, ...changes },
  );
const failed = (status: string, changes: Partial<ConnectionSummary> = {}) =>
  stated({ handshake: handshake({ outcome: 'failed', status }), end: null }, changes);
const fromOutside = (facts: Partial<Conversation>) =>
  observed(facts, { local: `${HOST}:8443`, remote: `${PEER}:51000` });
const limit = {
  retransmits: counts(5),
  end: ending({ how: 'retransmission-limit', resetClass: 'retransmission-limit' }),
  retransmissions: [copy({ copy: 5 })],
  episodes: [episode({ recovered: false, longestSilenceMs: 4_800 })],
} as const;

/** Every rule that lives from conversations, with a connection that it must report and how. */
const CONNECTION_RULES = [
  {
    id: 'refused-connection',
    hit: observed({
      handshake: handshake({ outcome: 'refused', synOffsets: [0.5, 1] }),
      end: ending({ how: 'refused', by: 'remote', resetClass: 'port-closed' }),
    }),
    severity: 'fault',
    side: 'remote',
    category: 'destination-unreachable',
    confidence: 'high',
    packets: 3,
  },
  {
    id: 'unreachable-destination',
    hit: asking(
      'udp',
      `${PEER}:3343`,
      requests(4, 0, { icmpErrors: [{ type: 'port-unreachable', count: 4, mtuBytes: null }] }),
    ),
    severity: 'fault',
    side: 'remote',
    category: 'destination-unreachable',
    confidence: 'high',
    packets: 4,
  },
  {
    id: 'mtu-black-hole',
    hit: observed({
      ...limit,
      sent: { bytes: 9_000, segments: 20 },
      retransmissions: [copy({ bytes: 1460, copy: 3 }), copy({ bytes: 1460, copy: 4 })],
    }),
    severity: 'fault',
    side: 'remote',
    category: 'mtu',
    confidence: 'low',
    packets: 5,
  },
  {
    id: 'silent-listener',
    hit: fromOutside({
      handshake: handshake({ initiator: 'remote', outcome: 'unanswered', synOffsets: [1, 3] }),
      end: null,
    }),
    severity: 'fault',
    side: 'local',
    category: 'destination-unreachable',
    confidence: 'medium',
    packets: 3,
  },
  {
    id: 'half-open-handshake',
    hit: fromOutside({
      handshake: handshake({ initiator: 'remote', outcome: 'half-open', synOffsets: [1] }),
      end: null,
    }),
    severity: 'suspect',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    packets: 2,
  },
  {
    id: 'port-exhaustion',
    hit: failed('0xC0000209(NT=STATUS_TOO_MANY_ADDRESSES)'),
    severity: 'fault',
    side: 'local',
    category: 'low-resources',
    confidence: 'high',
    packets: 0,
  },
  {
    id: 'cancelled-connect',
    hit: failed('STATUS_CANCELLED'),
    severity: 'info',
    side: 'undecided',
    category: 'application',
    confidence: 'medium',
    packets: 0,
  },
  {
    id: 'unanswered-handshake',
    hit: unanswered([1, 3, 7, 15]),
    severity: 'fault',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    packets: 5,
  },
  {
    id: 'failed-connect',
    hit: failed('STATUS_BAD_NETWORK_PATH'),
    severity: 'suspect',
    side: 'remote',
    category: 'destination-unreachable',
    confidence: 'medium',
    packets: 0,
  },
  {
    id: 'idle-session-loss',
    hit: observed({ ...limit, longestIdle: { ms: 300_000, from: at(-295_000) } }),
    severity: 'fault',
    side: 'remote',
    category: 'session-loss',
    confidence: 'medium',
    packets: 5,
  },
  {
    id: 'retransmission-limit',
    hit: observed(limit),
    severity: 'fault',
    side: 'remote',
    category: 'congestion',
    confidence: 'medium',
    packets: 5,
  },
  {
    id: 'middlebox-reset',
    hit: observed({ end: ending({ how: 'rst', by: 'remote', resetClass: 'middlebox' }) }),
    severity: 'suspect',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    packets: 1,
  },
  {
    id: 'lost-session-reset',
    hit: observed({ end: ending({ how: 'rst', by: 'remote', resetClass: 'unknown-connection' }) }),
    severity: 'suspect',
    side: 'remote',
    category: 'session-loss',
    confidence: 'medium',
    packets: 1,
  },
  {
    id: 'application-reset',
    hit: observed({ end: ending({ how: 'rst', by: 'remote', resetClass: 'application-abort' }) }),
    severity: 'suspect',
    side: 'remote',
    category: 'application',
    confidence: 'medium',
    packets: 1,
  },
  {
    id: 'path-loss',
    hit: observed({ retransmits: counts(4, { rto: 0, fast: 4 }), episodes: [episode()] }),
    severity: 'fault',
    side: 'remote',
    category: 'congestion',
    confidence: 'medium',
    packets: 4,
  },
  {
    id: 'delayed-handshake',
    hit: observed({ handshake: handshake({ ms: 1_020, synOffsets: [1] }) }),
    severity: 'info',
    side: 'undecided',
    category: 'congestion',
    confidence: 'medium',
    packets: 1,
  },
  {
    id: 'zero-window',
    hit: observed({ zeroWindows: 4, zeroWindowsBy: 'remote' }),
    severity: 'suspect',
    side: 'undecided',
    category: 'application',
    confidence: 'high',
    packets: 4,
  },
  {
    id: 'reordered-segments',
    hit: observed({ outOfOrder: 9 }),
    severity: 'info',
    side: 'undecided',
    category: 'congestion',
    confidence: 'medium',
    packets: 9,
  },
  {
    id: 'unanswered-dns',
    hit: asking('udp', '192.0.2.53:53', requests(4, 0)),
    severity: 'fault',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'medium',
    packets: 4,
  },
  {
    id: 'unanswered-echo',
    hit: asking('icmp', PEER, requests(4, 0)),
    severity: 'suspect',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    packets: 4,
  },
  {
    id: 'unanswered-datagram',
    hit: asking('udp', `${PEER}:500`, requests(5, 0)),
    severity: 'suspect',
    side: 'remote',
    category: 'remote-policy',
    confidence: 'low',
    packets: 5,
  },
] as const;

/** Conversations in which nothing is wrong, of every kind. */
const HEALTHY = [
  connection(),
  connection({
    local: `${HOST}:443`,
    remote: `${PEER}:51001`,
    observed: connection().observed,
    stated: stated({ handshake: handshake({ initiator: 'remote' }) }).stated,
  }),
  asking('udp', '192.0.2.53:53', requests(9, 9)),
  asking('icmp', PEER, requests(4, 4)),
];

describe.each(CONNECTION_RULES)('$id', ({ id, hit, severity, side, category, confidence, packets }) => {
  it('reports its connection with severity, side, confidence, remote end and evidence', () => {
    const finding = findingOf(id, aCase({ connections: [hit] }));
    expect(finding).toMatchObject({ id, severity, side, category, confidence, packets, connections: 1 });
    const parts = [hit.remote, hit.remote.split(':')[0], hit.local.split(':')[1], 'no free port'];
    expect(parts.some((part) => part !== undefined && finding.title.includes(part))).toBe(true);
    expect(finding.evidence.length).toBeGreaterThan(0);
  });

  it('passes when the conversations are healthy', () => {
    // A healthy one that is like the hit shows that the rule could have told.
    const idle = observed({ longestIdle: { ms: 600_000, from: at(0) }, end: ending({ at: at(700_000) }) });
    const other = asking('udp', `${PEER}:500`, requests(5, 5));
    const inbound = fromOutside({ handshake: handshake({ initiator: 'remote' }) });
    expect(evaluate(id, aCase({ connections: [...HEALTHY, idle, other, inbound] }))).toEqual({ outcome: 'passed' });
  });

  it('has no data when only drops were captured', () => {
    expect(evaluate(id, dropOnlyCase([drop(922)]))).toMatchObject({
      outcome: 'no-data',
      why: expect.stringMatching(/^Only drops were captured/),
    });
  });
});

it('says what is missing when no conversation could tell', () => {
  const blind = observed({
    handshake: handshake({ outcome: 'not-captured' }),
    end: null,
    retransmits: null,
    retransmissions: [],
    zeroWindows: null,
    outOfOrder: null,
    duplicateAcks: null,
    longestIdle: null,
    largestSegmentBytes: null,
    maximumSegmentSize: null,
  });
  for (const { id } of CONNECTION_RULES) {
    const result = evaluate(id, aCase({ connections: [blind] }));
    expect([id, result.outcome]).toEqual([id, 'no-data']);
  }
});

describe('unanswered-handshake', () => {
  it('names the default that the copies match and how long the user waited', () => {
    const finding = findingOf(
      'unanswered-handshake',
      aCase({ connections: [unanswered([1, 3, 7, 15]), connection({ remote: '192.0.2.99:22' })] }),
    );
    expect(finding.explanation).toContain(
      'SYNs at 0, 1, 3, 7, 15 s: the default of Windows 11. The user waited at least 15 s.',
    );
    expect(finding.confidence).toBe('medium');
    expect(finding.title).toBe(`${PEER}:443 did not answer 1 connection attempt (5 SYNs)`);
  });

  it('names the defaults before it calls other times odd', () => {
    expect(
      findingOf(
        'unanswered-handshake',
        aCase({ connections: [unanswered([2, 4]), connection({ remote: '192.0.2.99:22' })] }),
      ).explanation,
    ).toContain('no default of Windows (its defaults are 0, 1, 3, 7, 15 s');
  });

  it('never calls a firewall guilty', () => {
    const finding = findingOf('unanswered-handshake', aCase({ connections: [unanswered([1, 3])] }));
    expect(finding.title).not.toMatch(/firewall/i);
    expect(finding.notConfused).toContain('Not proven to be a firewall');
  });

  it('says that the machine is up when it answers elsewhere', () => {
    const port = findingOf(
      'unanswered-handshake',
      aCase({ connections: [unanswered([1, 3]), connection({ remote: `${PEER}:22` })] }),
    );
    expect(port.explanation).toContain('Other ports of the same machine answered');
    const same = findingOf(
      'unanswered-handshake',
      aCase({ connections: [unanswered([1, 3]), connection({ local: `${HOST}:50999` })] }),
    );
    expect(same.explanation).toContain('Other attempts to the same port were answered');
  });

  it('does not judge a SYN at the end of the capture', () => {
    const late = { firstTime: at(59_500), lastTime: at(59_500) };
    expect(evaluate('unanswered-handshake', aCase({ connections: [unanswered([], late), connection()] })).outcome).toBe(
      'passed',
    );
    expect(
      findingOf('unanswered-handshake', aCase({ connections: [unanswered([1], late), connection()] })).severity,
    ).toBe('info');
    expect(findingOf('unanswered-handshake', aCase({ connections: [unanswered([1]), connection()] })).severity).toBe(
      'suspect',
    );
  });

  it.each([
    // Copies of the SYN, seconds of capture behind the last one, severity.
    [[1, 3, 7], 7.3, 'info'],
    [[1, 3, 7], 8.1, 'fault'],
    [[3, 9], 11, 'info'],
    [[3, 9], 12.1, 'fault'],
    // Windows has told the program after 21 s, whatever the next gap would be.
    [[1, 3, 7, 15], 5.5, 'info'],
    [[1, 3, 7, 15], 6.1, 'fault'],
  ] as const)('SYNs at 0 and %j s and a capture that ends %d s later: %s', (copies, secondsLeft, severity) => {
    const lastTime = at(60_000 - secondsLeft * 1000);
    const { title, ...finding } = findingOf(
      'unanswered-handshake',
      aCase({ connections: [unanswered(copies, { lastTime }), connection()] }),
    );
    expect(finding.severity).toBe(severity);
    expect(title.includes('still unanswered when the capture ended')).toBe(severity === 'info');
  });

  it('needs no end of the capture when several attempts to one port repeat', () => {
    const late = { lastTime: at(59_000) };
    const several = [unanswered([1, 3, 7], late), unanswered([1, 3, 7], { ...late, local: `${HOST}:50200` })];
    expect(findingOf('unanswered-handshake', aCase({ connections: [...several, connection()] })).severity).toBe(
      'fault',
    );
    // A program that opens two and closes one at once has one attempt.
    const [repeated] = several;
    const closed = unanswered([], { local: `${HOST}:50200` });
    expect(findingOf('unanswered-handshake', aCase({ connections: [repeated!, closed, connection()] })).severity).toBe(
      'info',
    );
  });

  it('leaves a SYN that this host dropped to the rule about the drop', () => {
    const drops = [drop(907, SYN)];
    const dropped = unanswered([1, 3], { drops: { lines: 3, packets: 3, reasons: [drops[0]!.reason] } });
    expect(evaluate('unanswered-handshake', aCase({ drops, connections: [dropped] })).outcome).toBe('passed');
    expect(findingOf('no-route', aCase({ drops, connections: [dropped] })).packets).toBe(3);
  });

  it('merges attempts to one port and keeps ports apart', () => {
    const connections = [
      unanswered([1, 3]),
      unanswered([1, 3], { local: `${HOST}:50200` }),
      unanswered([1, 3], { remote: `${PEER}:8080` }),
      connection({ remote: '192.0.2.99:22' }),
    ];
    expect(findingsOf('unanswered-handshake', aCase({ connections })).map((finding) => finding.connections)).toEqual([
      2, 1,
    ]);
  });

  it('believes the stack that states a timeout', () => {
    expect(findingOf('unanswered-handshake', aCase({ connections: [failed('0xC00000B5')] }))).toMatchObject({
      severity: 'fault',
    });
  });
});

describe('unreachable-destination', () => {
  const told = (type: string) =>
    findingOf(
      'unreachable-destination',
      aCase({
        connections: [
          asking('udp', `${PEER}:161`, requests(3, 0, { icmpErrors: [{ type, count: 3, mtuBytes: null }] })),
        ],
      }),
    );

  it('reads each ICMP error for what it says', () => {
    expect(told('host-unreachable').explanation).toContain('last router');
    expect(told('admin-prohibited').category).toBe('remote-policy');
    expect(told('port-unreachable').next[0]).toContain('findstr /C:":161 "');
  });

  it('takes a SYN that ICMP answered for a fault at once', () => {
    const hit = observed({ handshake: handshake({ outcome: 'unreachable' }), end: null });
    expect(findingOf('unreachable-destination', aCase({ connections: [hit] })).severity).toBe('fault');
  });
});

describe('refused-connection', () => {
  it('says that Windows repeats a refused SYN and that this is normal', () => {
    const hit = observed({ handshake: handshake({ outcome: 'refused', ms: 1_030, synOffsets: [0.5, 1] }) });
    expect(findingOf('refused-connection', aCase({ connections: [hit] })).explanation).toContain(
      'normally twice, so 3 SYNs are one attempt; it cost 1 s',
    );
  });

  it('is less sure when the port accepts others', () => {
    const hit = observed({ handshake: handshake({ outcome: 'refused' }) });
    expect(
      findingOf('refused-connection', aCase({ connections: [hit, connection({ local: `${HOST}:50999` })] })),
    ).toMatchObject({ confidence: 'medium' });
  });
});

describe('a connection that breaks', () => {
  it('is an idle timeout only after a pause that is one', () => {
    const after = (ms: number) =>
      aCase({ connections: [observed({ ...limit, longestIdle: { ms, from: at(5_000 - ms) } })] });
    expect(findingOf('idle-session-loss', after(60_000)).explanation).toContain('60, 240, 300, 350 and 900 s');
    expect(evaluate('idle-session-loss', after(59_000)).outcome).not.toBe('failed');
    expect(findingOf('retransmission-limit', after(59_000)).explanation).toContain('5 is the Windows default');
  });

  it('is an idle timeout only right after the pause', () => {
    const hit = observed({ ...limit, longestIdle: { ms: 400_000, from: at(-800_000) } });
    expect(evaluate('idle-session-loss', aCase({ connections: [hit] })).outcome).toBe('passed');
    expect(findingOf('retransmission-limit', aCase({ connections: [hit] })).severity).toBe('fault');
  });

  it('is a reset by a middlebox after a pause, when the RST fits nobody', () => {
    const hit = observed({
      end: ending({ how: 'rst', by: 'remote', resetClass: 'unknown-connection' }),
      longestIdle: { ms: 350_000, from: at(-342_000) },
    });
    expect(findingOf('idle-session-loss', aCase({ connections: [hit] })).explanation).toContain(
      'was answered with RST',
    );
  });

  it('is no black hole when small segments are repeated too', () => {
    const mixed = observed({
      ...limit,
      retransmissions: [copy({ bytes: 1460, copy: 4 }), copy({ bytes: 200, copy: 1 })],
    });
    expect(evaluate('mtu-black-hole', aCase({ connections: [mixed] })).outcome).toBe('passed');
    const recovered = observed({
      retransmits: counts(3),
      retransmissions: [copy({ bytes: 1460, copy: 3 })],
      episodes: [episode()],
    });
    expect(evaluate('mtu-black-hole', aCase({ connections: [recovered] })).outcome).toBe('passed');
  });

  it('was dropped here when this host dropped what it repeats', () => {
    const drops = [inboundAck()];
    const hit = observed(
      { ...limit, retransmits: counts(5, { droppedHere: 5 }) },
      { drops: { lines: 5, packets: 5, reasons: [drops[0]!.reason] } },
    );
    expect(evaluate('retransmission-limit', aCase({ drops, connections: [hit] })).outcome).toBe('passed');
  });

  it('counts as given up by the peer with less confidence', () => {
    const hit = observed({ ...limit, end: ending({ how: 'retransmission-limit', by: 'remote' }) });
    expect(findingOf('retransmission-limit', aCase({ connections: [hit] }))).toMatchObject({ confidence: 'low' });
  });

  const inboundAck = () => drop(3, { protocol: 'tcp', tcpFlags: '.', destinationPort: 443, packets: 5 });
});

describe('application-reset', () => {
  it('names the process that reset the connection', () => {
    const hit = stated({
      end: ending({ how: 'abort', by: 'local', status: 'Abortive disconnect requested on endpoint' }),
      pids: [4711],
    });
    const finding = findingOf('application-reset', aCase({ connections: [hit] }));
    expect(finding.title).toContain('A program on this host (process 4711) reset 1 open connection');
    expect(finding.next[0]).toContain('Get-Process -Id 4711');
    expect(finding.side).toBe('local');
  });

  it('says when a request got nothing but the RST', () => {
    const hit = observed({
      received: { bytes: 0, segments: 2 },
      sent: { bytes: 355, segments: 3 },
      end: ending({ how: 'rst', by: 'remote', resetClass: 'application-abort' }),
    });
    expect(findingOf('application-reset', aCase({ connections: [hit] })).title).toContain(
      'instead of answering the request',
    );
  });

  it('lets a RST behind the FIN exchange pass', () => {
    for (const end of [
      ending({ how: 'rst', by: 'remote', resetClass: 'after-fin' }),
      ending({ how: 'fin', resetClass: 'after-fin' }),
    ]) {
      expect(evaluate('application-reset', aCase({ connections: [observed({ end })] })).outcome).toBe('passed');
    }
  });
});

describe('path-loss', () => {
  const lossy = (events: number, segments: number, remote = `${PEER}:443`) =>
    observed(
      {
        retransmits: counts(events, { rto: 0, fast: events }),
        sent: { bytes: segments * 1000, segments },
        received: { bytes: 0, segments: 0 },
      },
      { remote },
    );
  const severity = (one: ConnectionSummary) => findingOf('path-loss', aCase({ connections: [one] })).severity;

  it('follows the thresholds: 0.1 % is normal, above 1 % is bad', () => {
    expect(severity(lossy(3, 3_000))).toBe('info');
    expect(severity(lossy(3, 2_000))).toBe('suspect');
    expect(severity(lossy(31, 3_000))).toBe('fault');
  });

  it('is careful with few segments', () => {
    expect(findingOf('path-loss', aCase({ connections: [lossy(3, 60)] }))).toMatchObject({
      severity: 'suspect',
      confidence: 'low',
    });
    expect(severity(lossy(2, 60))).toBe('info');
  });

  it('says what the loss does to a transfer', () => {
    expect(findingOf('path-loss', aCase({ connections: [lossy(100, 10_000 - 1)] })).explanation).toMatch(
      /1 % is bad\. With a round trip of 20 ms this loss alone holds one connection to about 7\.1 Mbit\/s/,
    );
  });

  it('looks near this host when peers with nothing in common are hit at once', () => {
    const peers = ['192.0.2.21', '198.51.100.22', '203.0.113.23'].map((address) => lossy(50, 1_000, `${address}:443`));
    const finding = findingOf('path-loss', aCase({ connections: peers }));
    expect(finding.title).toContain('3 peers at once');
    expect(finding.next[0]).toContain('Get-NetAdapterStatistics');
    const apart = peers.map((one, index) => ({
      ...one,
      firstTime: at(index * 20_000),
      lastTime: at(index * 20_000 + 5_000),
    }));
    expect(findingsOf('path-loss', aCase({ connections: apart }))).toHaveLength(3);
  });

  it('counts only what was needed and not dropped here', () => {
    expect(
      evaluate(
        'path-loss',
        aCase({ connections: [observed({ retransmits: counts(9, { spurious: 4, droppedHere: 3, syn: 2 }) })] }),
      ).outcome,
    ).toBe('passed');
  });
});

describe('requests without an answer', () => {
  it('adds up the queries of all ports to one DNS server', () => {
    const queries = Array.from({ length: 20 }, (_, index) =>
      asking('udp', '192.0.2.53:53', requests(1, index < 4 ? 0 : 1), { local: `${HOST}:${50_000 + index}` }),
    );
    expect(findingOf('unanswered-dns', aCase({ connections: queries }))).toMatchObject({
      severity: 'suspect',
      title: 'DNS server 192.0.2.53 left 4 queries of 20 unanswered',
    });
    expect(evaluate('unanswered-dns', aCase({ connections: queries.slice(2) })).outcome).toBe('passed');
  });

  it('does not take blocked ping for a fault when the machine is up', () => {
    const ping = asking('icmp', PEER, requests(4, 0));
    expect(findingOf('unanswered-echo', aCase({ connections: [ping, connection()] })).severity).toBe('info');
    expect(
      findingOf('unanswered-echo', aCase({ connections: [asking('icmp', PEER, requests(9, 5)), connection()] }))
        .category,
    ).toBe('congestion');
    const asked = asking('icmp', PEER, requests(4, 0), { packetsIn: 4, packetsOut: 0 });
    expect(findingOf('unanswered-echo', aCase({ connections: [asked] }))).toMatchObject({
      severity: 'info',
      side: 'local',
    });
  });

  it('does not expect an answer from protocols that may be one-way', () => {
    expect(
      findingOf('unanswered-datagram', aCase({ connections: [asking('udp', `${PEER}:514`, requests(50, 0))] }))
        .severity,
    ).toBe('info');
    expect(
      evaluate('unanswered-datagram', aCase({ connections: [asking('udp', `${PEER}:5004`, requests(50, 1))] })).outcome,
    ).toBe('passed');
  });
});

it('explains a repeated SYN by its price', () => {
  const delayed = Array.from({ length: 3 }, (_, index) =>
    observed({ handshake: handshake({ ms: 3_015, synOffsets: [3] }) }, { local: `${HOST}:${50_300 + index}` }),
  );
  const finding = findingOf('delayed-handshake', aCase({ connections: delayed }));
  expect(finding).toMatchObject({ severity: 'suspect', side: 'remote' });
  expect(finding.title).toContain('up to 3 s of waiting');
});

it('says who closed the window', () => {
  expect(
    findingOf(
      'zero-window',
      aCase({ connections: [observed({ zeroWindows: 1, zeroWindowsBy: 'local' }, { pids: [99] })] }),
    ),
  ).toMatchObject({ severity: 'info', title: expect.stringContaining('A program on this host (process 99)') });
});

it('says that a cancelled connect may have a faster sibling', () => {
  const finding = findingOf(
    'cancelled-connect',
    aCase({ connections: [failed('STATUS_CANCELLED', { remote: '[2001:db8::7]:443' }), connection()] }),
  );
  expect(finding.explanation).toContain('slower of two parallel attempts');
  expect(finding.evidence).toContainEqual(line(21));
});
