import { describe, expect, it } from 'vitest';
import type { BlockedFlow, CounterRow, FilterAnswer, SideSummary } from '../../src/aggregate/side/side-summary.js';
import { aCase, at, handshake, HOST, inbound, input, line, PEER, stated, SYN } from './case-builder.js';
import { evaluate, findingOf } from './evaluate.js';

const BLOCK: FilterAnswer = {
  filterId: '70101',
  lookup: 'found',
  origin: 'Contoso-Block-In',
  originFrom: 'state',
  name: 'Contoso: block',
  action: 'FWP_ACTION_BLOCK',
  layer: 'FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4',
  subLayer: 'FWPM_SUBLAYER_MPSSVC_WF',
  provider: { key: 'FWPM_PROVIDER_MPSSVC_WF', name: 'Windows Firewall', kind: 'windows-firewall' },
  stateHoursLater: 0.1,
  evidence: { ...line(70), input: 1 },
};

function flow(changes: Partial<BlockedFlow> = {}): BlockedFlow {
  return {
    what: 'packet',
    eventId: 5152,
    direction: 'in',
    protocol: 'tcp',
    source: PEER,
    sourcePort: 50_123,
    destination: HOST,
    destinationPort: 443,
    pid: 4,
    application: 'System',
    layerId: 44,
    layerName: 'Receive/Accept',
    events: 3,
    firstTime: at(1_000),
    lastTime: at(3_000),
    isOnTraceClock: true,
    filter: BLOCK,
    joined: 'time',
    evidence: [{ ...line(5), input: 1 }],
    ...changes,
  };
}

function side(parts: Partial<SideSummary> & { readonly flows?: readonly BlockedFlow[] } = {}): SideSummary {
  const { flows = [], ...rest } = parts;
  return {
    sources: [{ input: 1, format: 'security-5152', what: 'events', facts: 3, takenAt: null }],
    blocked: { events: flows.reduce((sum, { events }) => sum + events, 0), notKept: 0, flows },
    statedFilters: [],
    processes: [],
    listeners: [],
    hasSockets: false,
    addresses: [],
    counters: [],
    settings: [],
    componentsNamed: 0,
    ...rest,
  };
}

const withSide = (parts: Parameters<typeof side>[0] = {}) =>
  aCase({ inputs: [input(), input({ role: 'side', path: 'beside.xml' })], side: side(parts) });

describe('audited-block', () => {
  it('tells of blocks within the time of the trace that no drop line shows', () => {
    const finding = findingOf('audited-block', withSide({ flows: [flow()] }));
    expect(finding).toMatchObject({
      severity: 'fault',
      side: 'local',
      category: 'local-policy',
      confidence: 'high',
      packets: 3,
    });
    expect(finding.evidence.map(({ input: one }) => one)).toEqual([1, 1]);
  });

  it('suspects one or two of them', () => {
    expect(findingOf('audited-block', withSide({ flows: [flow({ events: 2 })] })).severity).toBe('suspect');
  });

  it('counts connections that were refused, not packets', () => {
    const refused = flow({
      what: 'connection',
      eventId: 5157,
      direction: 'out',
      source: HOST,
      destination: PEER,
      layerId: 48,
    });
    const finding = findingOf('audited-block', withSide({ flows: [refused] }));
    expect(finding).toMatchObject({ packets: 0, connections: 1 });
    expect(finding.title).toContain('Windows blocked 3 connections to 198.51.100.27:443');
  });

  it('folds discovery traffic and ICMP errors', () => {
    const noise = flow({ protocol: 'udp', destination: '224.0.0.251', destinationPort: 5353 });
    expect(findingOf('audited-block', withSide({ flows: [noise] }))).toMatchObject({
      severity: 'info',
      category: 'normal-operation',
    });
    expect(findingOf('audited-block', withSide({ flows: [flow({ layerId: 32 })] }))).toMatchObject({
      severity: 'info',
      isLoss: false,
    });
  });

  it('is only a suspect while the network is being identified', () => {
    const quarantine = { ...BLOCK, origin: 'Quarantine Default' };
    expect(findingOf('audited-block', withSide({ flows: [flow({ filter: quarantine, events: 50 })] })).severity).toBe(
      'suspect',
    );
  });

  it('passes when the trace shows the drops itself, or was of another time', () => {
    expect(evaluate('audited-block', withSide({ flows: [flow({ joined: 'drop' })] })).outcome).toBe('passed');
    expect(evaluate('audited-block', withSide({ flows: [flow({ joined: 'none' })] })).outcome).toBe('passed');
  });

  it('has no data without events', () => {
    expect(evaluate('audited-block', aCase()).outcome).toBe('no-data');
    expect(evaluate('audited-block', withSide()).outcome).toBe('no-data');
  });
});

describe('adapter-discards', () => {
  const counter = (changes: Partial<CounterRow> = {}): CounterRow => ({
    source: 'adapter-statistics',
    scope: 'Ethernet',
    name: 'ReceivedDiscardedPackets',
    first: 12,
    last: 40,
    inTrace: null,
    evidence: [{ ...line(10), input: 1 }],
    ...changes,
  });

  it('suspects discards that grew', () => {
    const finding = findingOf('adapter-discards', withSide({ counters: [counter()] }));
    expect(finding).toMatchObject({ severity: 'suspect', packets: 28, category: 'low-resources' });
  });

  it('only informs of a counter that was read once', () => {
    expect(findingOf('adapter-discards', withSide({ counters: [counter({ last: null })] }))).toMatchObject({
      severity: 'info',
      packets: 0,
      isLoss: false,
    });
  });

  it('passes when nothing was discarded, and has no data without discards in the statistics', () => {
    expect(evaluate('adapter-discards', withSide({ counters: [counter({ first: 0, last: 0 })] })).outcome).toBe(
      'passed',
    );
    expect(evaluate('adapter-discards', withSide({ counters: [counter({ name: 'ReceivedBytes' })] })).outcome).toBe(
      'no-data',
    );
    expect(evaluate('adapter-discards', aCase()).outcome).toBe('no-data');
  });
});

describe('firewall-inbound with the filter behind it', () => {
  const drops = [inbound(1231, { ...SYN })];

  it('names the rule, with its lines and its steps', () => {
    const found = findingOf('firewall-inbound', {
      ...withSide({ flows: [flow({ joined: 'drop' })] }),
      drops: aCase({ drops }).drops,
    });
    expect(found.title).toContain('by the firewall rule "Contoso: block" (Contoso-Block-In)');
    expect(found.severity).toBe('fault');
    expect(found.next.join('\n')).not.toContain('auditpol');
    expect(found.evidence.map(({ input: one }) => one)).toEqual([0, 1, 1]);
  });

  it('says of stealth mode that nothing listens', () => {
    const stealth = flow({ joined: 'drop', filter: { ...BLOCK, origin: 'Stealth' } });
    const found = findingOf('firewall-inbound', { ...withSide({ flows: [stealth] }), drops: aCase({ drops }).drops });
    expect(found.category).toBe('destination-unreachable');
    expect(found.title).toMatch(/^Nothing listens here, and stealth mode hid that/);
  });

  it('without events asks for the audit, as before', () => {
    expect(findingOf('firewall-inbound', aCase({ drops })).next.join('\n')).toContain('auditpol');
  });
});

describe('firewall-outbound with the filter behind a refused connect', () => {
  const refused = stated(
    { handshake: handshake({ outcome: 'failed', status: 'STATUS_ACCESS_DENIED' }) },
    { local: `${HOST}:50123`, remote: `${PEER}:443` },
  );
  const event = flow({
    what: 'connection',
    eventId: 5157,
    direction: 'out',
    source: HOST,
    destination: PEER,
    layerId: 48,
    firstTime: refused.firstTime,
    lastTime: refused.firstTime,
    joined: 'drop',
  });

  it('names the rule that refused it', () => {
    const { connections } = aCase({ connections: [refused] });
    const found = findingOf('firewall-outbound', { ...withSide({ flows: [event] }), connections });
    expect(found.title).toContain('refused on this host before a SYN was sent, by the firewall rule "Contoso: block"');
    expect(found.confidence).toBe('high');
    expect(found.evidence.some(({ input: one }) => one === 1)).toBe(true);
  });

  it('asks for the audit when the event is of another connection', () => {
    const { connections } = aCase({ connections: [refused] });
    const other = { ...event, destinationPort: 8443 };
    const found = findingOf('firewall-outbound', { ...withSide({ flows: [other] }), connections });
    expect(found.next.join('\n')).toContain('auditpol');
  });
});
