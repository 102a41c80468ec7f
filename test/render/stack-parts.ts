import type { Case } from '../../src/aggregate/case.js';
import type { Conversation } from '../../src/aggregate/conversation.js';
import { START, dropText } from './log-text.js';

const SECOND = 1_000_000_000n;
const TCPIP = '[2]0000.0000::2025/03/27-16:10:34.373456700 [Microsoft-Windows-TCPIP]';

/** A line of a NetTrace. */
export function stackText(text: string): string {
  return `${TCPIP}${text}`;
}

const evidence = [{ input: 0, line: 77, text: stackText('TCP: connection 0xFFFFB00C001A00A0 timer has expired.') }];
const seen = { count: 3, firstTime: START, lastTime: START + 9n * SECOND, evidence };

/** What only a NetTrace tells of a case: drops, tables of events, clocks; and neighbours that packets show. */
export function buildStackParts(): Required<Pick<Case, 'stackDrops' | 'stackEvents' | 'clockNotes' | 'neighbours'>> {
  const drop = {
    layer: 'network',
    reason: 'Inspection drop',
    code: 909,
    category: 'local-policy',
    lines: 4,
    packets: 4,
    alsoInPktMon: 1,
    firstTime: START,
    lastTime: START + 3n * SECOND,
    evidence,
  };
  return {
    stackDrops: {
      lines: 6,
      packets: 6,
      noisePackets: 2,
      benignPackets: 0,
      alsoInPktMon: 1,
      notCompared: 5,
      byReason: [
        {
          ...drop,
          value: 9,
          verdict: 'suspect',
          meaning: 'A filter of the Windows Filtering Platform stopped the packet.',
          noisePackets: 0,
          directions: { Tx: 4 },
          protocols: { icmp: 3, udp: 1 },
          interfaces: { 13: 4 },
        },
        {
          ...drop,
          layer: 'transport',
          value: null,
          code: null,
          verdict: 'benign',
          meaning: 'Nobody listened.',
          packets: 2,
          lines: 2,
          noisePackets: 2,
          alsoInPktMon: 0,
          directions: {},
          protocols: {},
          interfaces: {},
        },
      ],
      groups: [
        {
          ...drop,
          verdict: 'suspect',
          why: 'a filter of this host',
          noise: false,
          protocol: 'icmp',
          direction: 'Tx',
          interface: 13,
          source: '192.0.2.10',
          sourcePort: 0,
          destination: '192.0.2.88',
          destinationPort: 0,
          status: 'STATUS_ACCESS_DENIED',
        },
      ],
      groupsNotKept: 2,
    },
    stackEvents: {
      neighbors: [
        {
          ...seen,
          address: '192.0.2.1',
          interface: 13,
          mac: '00-00-5E-00-53-01',
          state: 'Unreachable',
          unreachable: 2,
          reachable: 1,
          solicitations: 3,
          answers: 0,
          duplicate: 0,
        },
      ],
      routes: [
        {
          ...seen,
          what: 'no-route',
          prefix: null,
          nextHop: null,
          destination: '203.0.113.88',
          interface: null,
          state: null,
          reason: 'no route',
          status: 'STATUS_NETWORK_UNREACHABLE',
        },
      ],
      ports: [{ ...seen, what: 'bind-failed', protocol: 'tcp', cause: 'wake', status: null, local: null, pid: 4_711 }],
      interfaces: [
        { ...seen, what: 'up', interface: 13, alias: 'Ethernet', address: null, bitsPerSecond: 1e9, status: null },
      ],
      wfp: [{ ...seen, what: 'blocked', filter: '70123', layer: '44', error: null }],
      applications: [
        {
          ...seen,
          layer: 'dns',
          what: 'query-failed',
          status: '9003',
          reason: null,
          name: 'portal.example.com',
          address: null,
        },
      ],
      tcp: [{ ...seen, what: 'rst-without-connection', local: '192.0.2.5:80', remote: '198.51.100.9:5', reason: null }],
      counters: [{ ...seen, layer: 'udp', counts: 'no-buffers', reason: null, packets: 9 }],
      notKept: 1,
      unattached: 12,
      connectionsNotKept: 3,
      notSeen: ['No Verbose events were captured: no timers. That they are absent proves nothing.'],
    },
    clockNotes: ['The two logs do not overlap. Drops and retransmissions of the two are not joined.'],
    neighbours: [
      {
        target: '2001:db8::53',
        protocol: 'nd',
        askedBy: '2001:db8::10',
        requests: 9,
        replies: 0,
        unansweredAtEnd: 9,
        firstTime: START,
        lastTime: START + 90n * SECOND,
        evidence,
      },
    ],
  };
}

/** A conversation in which the stack states everything that it can. */
export function buildStatedConversation(observed: Conversation): Conversation {
  const totals = {
    bytesSent: 48_200,
    bytesRetransmitted: 4_380,
    timeouts: 1,
    synRetransmits: 2,
    fastRetransmits: 1,
    spuriousTimeouts: null,
  };
  const [first, second] = observed.retransmissions;
  if (first === undefined || second === undefined) throw new Error('the observed conversation has two retransmissions');
  return {
    ...observed,
    source: 'stated',
    rtoMs: { min: 300, median: 300, p99: 1_200, last: 600, samples: 4 },
    congestionWindow: {
      minimum: 1_460,
      maximum: 29_200,
      last: 2_920,
      series: [14_600, 29_200, 1_460, 2_920].map((bytes, index) => ({
        at: START + BigInt(index) * SECOND,
        bytes,
        ssthresh: index < 2 ? null : 7_300,
      })),
    },
    retransmissions: [
      {
        ...first,
        droppedHere: true,
        explainedBy: {
          code: 909,
          reason: 'Inspection drop',
          at: START + 29n * SECOND,
          packet: 'data',
          by: 'sequence',
          source: 'pktmon',
          evidence: { input: 0, line: 8_990, text: dropText() },
        },
      },
      {
        ...second,
        spurious: null,
        droppedHere: true,
        explainedBy: {
          code: null,
          reason: 'No buffers',
          at: START + 29n * SECOND,
          packet: 'acknowledgement',
          by: 'time',
          source: 'nettrace',
          evidence: { input: 0, line: 8_991 },
        },
      },
    ],
    retransmits: observed.retransmits && { ...observed.retransmits, droppedHere: 2 },
    zeroWindows: 2,
    zeroWindowsBy: 'remote',
    windowProbes: 3,
    pathMtu: { entered: 1, left: 0, refused: 0, segmentBytes: 536, originalBytes: 1_460 },
    selfCheck: { counted: totals, stated: { ...totals, bytesSent: 50_000 }, agrees: false },
    tcb: 'FFFFB00C001A00A0',
    hostName: 'portal.example.com',
  };
}
