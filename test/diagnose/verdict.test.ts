import { describe, expect, it } from 'vitest';
import type { Case, ConnectionSummary } from '../../src/aggregate/case.js';
import { MAXIMUM_CONNECTION_VERDICTS, verdictOfConnection } from '../../src/diagnose/connection-verdict.js';
import { diagnose } from '../../src/diagnose/diagnose.js';
import {
  aCase,
  at,
  connection,
  counts,
  drop,
  dropOnlyCase,
  emptyCase,
  ending,
  handshake,
  HOST,
  inbound,
  input,
  line,
  observed,
  PEER,
  stated,
  SYN,
} from './case-builder.js';

const verdictOf = (aggregate: Case) => diagnose(aggregate).verdict;
const unanswered = observed(
  { handshake: handshake({ outcome: 'unanswered', synOffsets: [1, 3, 7, 15] }), end: null },
  { remote: '203.0.113.9:443' },
);

describe('the verdict of the case', () => {
  it('is local, with the number of packets and the cause', () => {
    const noise = inbound(1206, { noise: true, verdict: 'benign', packets: 800, lines: 3_000 });
    expect(verdictOf(aCase({ drops: [noise, drop(922, { packets: 59 })] }))).toEqual({
      loss: 'local',
      confidence: 'high',
      sentence: `Local loss: this host dropped 59 packets because ${PEER} does not answer ARP.`,
    });
  });

  it('is remote when nothing was dropped here', () => {
    expect(verdictOf(aCase({ connections: [unanswered, connection()] }))).toEqual({
      loss: 'remote',
      confidence: 'medium',
      sentence: 'Remote loss: 203.0.113.9:443 did not answer 1 connection attempt, and this host did not drop them.',
    });
  });

  it('is both when two faults sit on both sides, and names both', () => {
    const { loss, sentence } = verdictOf(aCase({ drops: [drop(922)], connections: [unanswered, connection()] }));
    expect(loss).toBe('both');
    expect(sentence).toMatch(
      /^Local and remote loss: this host dropped 3 packets .*; and beyond this host, 203\.0\.113\.9:443 did not answer/,
    );
  });

  it('follows the fault when the other side is only suspected', () => {
    expect(verdictOf(aCase({ drops: [inbound(1204)], connections: [unanswered, connection()] })).loss).toBe('remote');
    expect(
      verdictOf(
        aCase({
          drops: [drop(922)],
          connections: [observed({ end: ending({ how: 'rst', by: 'remote', resetClass: 'application-abort' }) })],
        }),
      ).loss,
    ).toBe('local');
  });

  it('points only, when the evidence only points', () => {
    const { confidence, sentence } = verdictOf(
      aCase({
        connections: [observed({ retransmits: counts(3), sent: { bytes: 9_000, segments: 9 }, received: null })],
      }),
    );
    expect(confidence).toBe('low');
    expect(sentence).toMatch(/^Remote loss: .* which only points to loss on the path\.$/);
  });

  it('is none in a healthy capture, and says what that proves', () => {
    const { loss, confidence, sentence } = verdictOf(aCase());
    expect([loss, confidence]).toEqual(['none', 'medium']);
    expect(sentence).toBe(
      'No loss found: this host dropped none of the 2,000 packets that were captured. The 1 connection that could be followed shows no sign of loss beyond it either; what began before or ended after the capture is not proven.',
    );
  });

  it('is none with low confidence when only drops were captured, and says what cannot be judged', () => {
    const { loss, confidence, sentence } = verdictOf(dropOnlyCase([inbound(1220, { protocol: 'tcp' })]));
    expect([loss, confidence]).toEqual(['none', 'low']);
    expect(sentence).toContain('Loss beyond this host cannot be judged: only drops were captured');
  });

  it('is undecided without any packet, and says what to capture', () => {
    expect(verdictOf(emptyCase())).toMatchObject({
      loss: 'undecided',
      sentence: expect.stringContaining('Capture again while the problem happens.'),
    });
  });

  it('says that nothing was found of what was asked for, and blames no capture', () => {
    const selection = { since: null, until: null, connection: [], reason: ['1204'] };
    const { loss, confidence, sentence } = verdictOf({ ...emptyCase(0), selection });
    expect([loss, confidence]).toEqual(['undecided', 'low']);
    expect(sentence).toBe(
      'Undecided: nothing in these logs is what was asked for, so they were not judged. Ask for more, or for everything.',
    );
  });

  it('does not say of a selection by reason that only drops were captured', () => {
    const selection = { since: null, until: null, connection: [], reason: ['922'] };
    const asked = dropOnlyCase([inbound(1220, { protocol: 'tcp' })]);
    const { sentence } = verdictOf({ ...asked, selection, traffic: { ...asked.traffic, onlyDropsCaptured: false } });
    expect(sentence).toContain('cannot be judged: only drops were asked for');
  });

  it('is none when no packet was captured and all drop counters are zero, which proves little', () => {
    const { loss, confidence, sentence } = verdictOf(emptyCase(0));
    expect([loss, confidence]).toEqual(['none', 'low']);
    expect(sentence).toContain('proves nothing about the network: no packet was captured');
    expect(verdictOf(emptyCase(7)).loss).toBe('undecided');
    // Behind a filter the counters are zero when nothing fitted it.
    const filter = { input: 0, id: 1, name: 'WEB', conditions: ['Port 443'], evidence: line() };
    expect(verdictOf({ ...emptyCase(0), filters: [filter] }).loss).toBe('undecided');
  });

  it('is none while a single attempt is still being repeated, and says that it has no answer', () => {
    const open = observed(
      { handshake: handshake({ outcome: 'unanswered', synOffsets: [1, 3, 7] }), end: null },
      { remote: '203.0.113.9:443', lastTime: at(53_000) },
    );
    const { verdict, connectionVerdicts } = diagnose(aCase({ connections: [open, connection()] }));
    expect(verdict.loss).toBe('none');
    expect(verdict.sentence).toContain('1 connection attempt had no answer when the capture ended');
    expect(connectionVerdicts[0]?.loss).toBe('undecided');
  });

  it('mentions a slow reader without calling it loss', () => {
    const { loss, sentence } = verdictOf(
      aCase({ connections: [observed({ zeroWindows: 9, zeroWindowsBy: 'remote' })] }),
    );
    expect(loss).toBe('none');
    expect(sentence).toContain('But the program at');
  });
});

describe('the verdict of a connection', () => {
  const judge = (one: ConnectionSummary, drops: Case['drops']['groups'] = []) =>
    verdictOfConnection(one, aCase({ drops, connections: [one] }));
  const dropped = (packets = 3) => ({ lines: packets, packets, reasons: ['No route available'] });

  it('trusts a local drop of its addresses and ports most', () => {
    const one = observed({ end: ending({ how: 'rst', by: 'remote' }) }, { drops: dropped() });
    expect(judge(one, [drop(907, { protocol: 'tcp', destinationPort: 443 })])).toEqual({
      loss: 'local',
      confidence: 'high',
      sentence: 'Local loss: this host dropped 3 packets of it: 907 "No route available".',
    });
    // The same drop on another port is not its own.
    expect(judge(one, [drop(907, { protocol: 'tcp', destinationPort: 80, sourcePort: 1 })])?.loss).toBe('remote');
  });

  it('does not take the line of a RST, or of a late segment, for the loss of its connection', () => {
    for (const [code, reason] of [
      [1210, 'INET: received RST'],
      [1204, 'INET: transport endpoint was not found'],
    ] as const) {
      const one = observed(
        { end: ending({ how: 'rst', by: 'remote' }) },
        { drops: { lines: 1, packets: 1, reasons: [reason] } },
      );
      expect(
        judge(one, [inbound(code, { protocol: 'tcp', tcpFlags: 'R.', sourcePort: 443, destinationPort: 50_123 })])
          ?.loss,
      ).toBe('remote');
    }
  });

  it('is both when other segments were lost beyond this host', () => {
    const one = observed({ retransmits: counts(5, { droppedHere: 3 }) }, { drops: dropped() });
    expect(judge(one, [drop(907, { protocol: 'tcp', destinationPort: 443 })])).toMatchObject({
      loss: 'both',
      confidence: 'medium',
    });
  });

  it.each([
    ['refused', 'local', 'remote', 'high'],
    ['refused', 'remote', 'local', 'high'],
    ['unanswered', 'local', 'remote', 'medium'],
    ['unanswered', 'remote', 'local', 'medium'],
    ['half-open', 'remote', 'remote', 'medium'],
    ['half-open', 'local', 'undecided', 'low'],
    ['unreachable', 'local', 'remote', 'high'],
    ['dropped-here', 'local', 'local', 'high'],
  ] as const)('reads a handshake that is %s and opened by %s', (outcome, initiator, loss, confidence) => {
    expect(judge(observed({ handshake: handshake({ outcome, initiator }), end: null }))).toMatchObject({
      loss,
      confidence,
    });
  });

  it('reads the status that the stack states before a reset', () => {
    expect(judge(stated({ handshake: handshake({ outcome: 'failed', status: '0xC0000209' }) }))).toMatchObject({
      loss: 'local',
      sentence: expect.stringContaining('STATUS_TOO_MANY_ADDRESSES'),
    });
    expect(judge(stated({ handshake: handshake({ outcome: 'failed', status: 'STATUS_CANCELLED' }) }))?.loss).toBe(
      'none',
    );
  });

  it('reads how it ended', () => {
    expect(judge(observed({ end: ending({ how: 'retransmission-limit' }) }))).toMatchObject({
      loss: 'remote',
      confidence: 'medium',
    });
    expect(judge(observed({ end: ending({ how: 'rst', by: 'remote' }) }))?.loss).toBe('remote');
    expect(judge(observed({ end: ending({ how: 'rst', by: 'local' }) }))?.loss).toBe('none');
    expect(judge(observed({ end: ending({ how: 'rst', by: 'remote', resetClass: 'after-fin' }) }))?.loss).toBe('none');
  });

  it('sends retransmissions without a local drop beyond this host, and ignores spurious ones', () => {
    expect(judge(observed({ retransmits: counts(2) }))).toMatchObject({ loss: 'remote', confidence: 'medium' });
    expect(judge(observed({ retransmits: counts(2, { spurious: 2 }) }))?.loss).toBe('none');
  });

  it('says what would decide when too little was captured', () => {
    expect(judge(connection({ observed: null, packetsIn: 0 }))).toMatchObject({
      loss: 'undecided',
      confidence: 'low',
      sentence: expect.stringContaining('both ends'),
    });
    expect(judge(connection())).toMatchObject({ loss: 'none', confidence: 'medium' });
    expect(judge(stated({}, { packetsIn: 0, packetsOut: 0 }))).toMatchObject({ loss: 'none', confidence: 'low' });
  });

  it('is given in the order of the connections, for the first few thousand, and not for multicast', () => {
    const group = connection({ multicast: true, remote: '224.0.0.251:5353', protocol: 'udp' });
    const many = [
      unanswered,
      group,
      ...Array.from({ length: MAXIMUM_CONNECTION_VERDICTS }, () => connection({ observed: null })),
    ];
    const { connectionVerdicts } = diagnose(aCase({ connections: many }));
    expect(connectionVerdicts).toHaveLength(MAXIMUM_CONNECTION_VERDICTS);
    expect(connectionVerdicts.slice(0, 2)).toEqual([expect.objectContaining({ loss: 'remote' }), null]);
  });
});

it('puts what hurts first: a fault before many suspects, and harmless drops last', () => {
  const drops = [
    inbound(1220, { protocol: 'tcp', packets: 900 }),
    inbound(1204, { packets: 500 }),
    drop(922, { packets: 3 }),
    inbound(1206, { noise: true, verdict: 'benign', packets: 5_000 }),
  ];
  const { findings } = diagnose(aCase({ drops, inputs: [input({ wrapped: true })] }));
  expect(findings.map(({ id }) => id)).toEqual([
    'next-hop-unreachable',
    'missing-listener',
    'trace-loss',
    'discovery-noise',
    'normal-ending',
  ]);
});

it('does not count a connection twice: its drop speaks for it', () => {
  const drops = [drop(909, { ...SYN, verdict: 'fault' })];
  const one = observed(
    { handshake: handshake({ outcome: 'dropped-here', synOffsets: [1, 3] }), end: null },
    { drops: { lines: 3, packets: 3, reasons: ['Inspection drop'] } },
  );
  expect(diagnose(aCase({ drops, connections: [one] })).findings.map(({ id }) => id)).toEqual(['firewall-outbound']);
  expect(diagnose(aCase({ drops, connections: [one] })).verdict.sentence).toContain(`${HOST} to ${PEER}:443`);
});
