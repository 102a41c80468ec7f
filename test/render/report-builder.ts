import type {
  Case,
  ComponentSummary,
  ConnectionSummary,
  DropGroup,
  InputSummary,
  ReasonSummary,
} from '../../src/aggregate/case.js';
import type { Conversation } from '../../src/aggregate/conversation.js';
import type { Diagnosis, Finding } from '../../src/diagnose/diagnosis.js';
import type { Report } from '../../src/render/report.js';
import { buildCourse, buildJourney, buildResentJourney } from './journey-parts.js';
import { START, dropText } from './log-text.js';
import { buildRows } from '../rows/build-rows.js';
import { buildStackParts, buildStatedConversation } from './stack-parts.js';

const SECOND = 1_000_000_000n;

export function buildInput(changes: Partial<InputSummary> = {}): InputSummary {
  return {
    path: 'C:\\cases\\4711\\PktMon.txt',
    format: 'pktmon-text',
    encoding: 'utf-16le',
    sizeBytes: 12_345_678,
    lines: 42_118,
    firstTime: START,
    lastTime: START + 187n * SECOND,
    captureBuild: 26100,
    utcOffsetMinutes: 60,
    eventsLost: 12,
    buffersLost: 0,
    wrapped: false,
    hasRundown: true,
    packetLines: 15_003,
    dropLines: 3_428,
    language: 'en',
    ledger: {
      event: 18_431,
      detail: 23_000,
      rundown: 640,
      otherProvider: 20,
      blank: 24,
      unparsed: 3,
    },
    unparsedReasons: [
      {
        reason: 'cut-record',
        meaning: 'The record ends in the middle of the line.',
        lines: 3,
        firstLine: 42_116,
      },
    ],
    otherProviders: [
      { provider: 'Microsoft-Windows-TCPIP', lines: 18 },
      { provider: 'Microsoft-Windows-NDIS', lines: 2 },
    ],
    problems: [],
    notes: ['Dates are read as day, month, year.'],
    ...changes,
  };
}

export function buildReason(changes: Partial<ReasonSummary> = {}): ReasonSummary {
  return {
    code: 922,
    reason: 'Address resolution timeout',
    symbol: 'PktMonDrop_NL_AddressResolutionTimeout',
    category: 'arp-nd-failure',
    verdict: 'fault',
    meaning: 'Nobody answered the question for the link-layer address in time, so the waiting packet was given up.',
    lines: 177,
    packets: 59,
    noisePackets: 0,
    locations: [
      {
        code: '0xE0004219',
        symbol: 'NlNeighborResolutionTimeout',
        layer: 'network layer',
        lines: 177,
      },
    ],
    components: [{ id: 49, name: 'tcpip.sys', lines: 177 }],
    directions: { Tx: 177 },
    connections: 12,
    firstTime: START + 3n * SECOND,
    lastTime: START + 171n * SECOND,
    perSecond: 0.35,
    share: 0.0688,
    evidence: [{ input: 0, line: 1_234, text: dropText() }],
    ...changes,
  };
}

export function buildGroup(changes: Partial<DropGroup> = {}): DropGroup {
  return {
    code: 922,
    reason: 'Address resolution timeout',
    category: 'arp-nd-failure',
    verdict: 'fault',
    why: null,
    noise: false,
    protocol: 'udp',
    direction: 'Tx',
    source: '2001:db8::10',
    sourcePort: 51_877,
    destination: '2001:db8::53',
    destinationPort: 53,
    tcpFlags: '',
    component: 49,
    location: 0xe0004219,
    lines: 12,
    packets: 4,
    firstTime: START + 3n * SECOND,
    lastTime: START + 12n * SECOND,
    evidence: [{ input: 0, line: 1_234, text: dropText() }],
    ...changes,
  };
}

export function buildConnection(changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return {
    protocol: 'udp',
    local: '[2001:db8::10]:51877',
    remote: '[2001:db8::53]:53',
    localIsKnown: true,
    pids: [],
    firstTime: START + 3n * SECOND,
    lastTime: START + 12n * SECOND,
    state: 'no answer',
    multicast: false,
    packetLines: 24,
    packetsOut: 4,
    packetsIn: 0,
    drops: { lines: 12, packets: 4, reasons: ['Address resolution timeout'] },
    retransmits: null,
    sent: null,
    rttMs: null,
    connect: null,
    end: null,
    observed: null,
    stated: null,
    evidence: [{ input: 0, line: 1_234, text: dropText() }],
    ...changes,
  };
}

/** What packets show of a connection with one loss. */
export function buildConversation(changes: Partial<Conversation> = {}): Conversation {
  const evidence = [{ input: 0, line: 88, text: dropText() }];
  return {
    source: 'observed',
    handshake: {
      initiator: 'local',
      outcome: 'established',
      ms: 12.6,
      synOffsets: [1, 3],
      pattern: 'the default of Windows: 1 s, then doubled',
      status: null,
      evidence,
    },
    sent: { bytes: 48_200, segments: 41 },
    received: { bytes: 1_204, segments: 12 },
    rttMs: { min: 8.1, median: 12.4, p99: 210, last: 13, samples: 37 },
    rtoMs: null,
    congestionWindow: null,
    retransmissions: [
      {
        at: START + 30n * SECOND,
        direction: 'out',
        kind: 'rto',
        sequence: 4_294_967_200,
        bytes: 1_460,
        segments: 1,
        afterMs: 300,
        copy: 1,
        spurious: null,
        droppedHere: false,
        evidence: { input: 0, line: 9_001, text: dropText() },
      },
      {
        at: START + 31n * SECOND,
        direction: 'out',
        kind: 'tlp',
        sequence: null,
        bytes: 1_460,
        segments: 1,
        afterMs: null,
        copy: 2,
        spurious: true,
        droppedHere: null,
        evidence: { input: 0, line: 9_002, text: dropText() },
      },
    ],
    retransmits: {
      events: 3,
      segments: 3,
      bytes: 4_380,
      syn: 0,
      rto: 1,
      tlp: 1,
      fast: 1,
      spurious: 1,
      out: 3,
      in: 0,
      droppedHere: 0,
      episodes: 2,
      mostCopies: 2,
    },
    episodes: [
      {
        direction: 'out',
        firstTime: START + 30n * SECOND,
        lastTime: START + 31n * SECOND,
        segments: 2,
        bytes: 2_920,
        longestSilenceMs: 300,
        recovered: true,
      },
    ],
    episodesNotKept: 1,
    duplicateAcks: 3,
    zeroWindows: 0,
    keepAlives: null,
    outOfOrder: 1,
    longestIdle: { ms: 21_000, from: START + 40n * SECOND },
    end: {
      how: 'rst',
      by: 'remote',
      resetClass: 'after-fin',
      status: null,
      at: START + 61n * SECOND,
      evidence,
    },
    unanswered: {
      requests: 2,
      answered: 1,
      icmpErrors: [{ type: 'port-unreachable', count: 1, mtuBytes: null }],
      evidence,
    },
    largestSegmentBytes: 1_460,
    maximumSegmentSize: 1_460,
    pids: [4_711],
    notSeen: ['The capture begins in the middle of the connection.'],
    ...changes,
  };
}

/** A TCP connection with everything measured. */
export function buildTcpConnection(changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return buildConnection({
    protocol: 'tcp',
    local: '192.0.2.5:55330',
    remote: '198.51.100.27:443',
    pids: [4_711],
    firstTime: START + SECOND,
    lastTime: START + 61n * SECOND,
    state: 'closed',
    packetLines: 311,
    packetsOut: 41,
    packetsIn: 38,
    drops: { lines: 0, packets: 0, reasons: [] },
    retransmits: {
      events: 3,
      segments: 3,
      bytes: 4_380,
      syn: 0,
      rto: 1,
      tlp: 1,
      fast: 1,
      episodes: 2,
    },
    sent: { bytes: 48_200, segments: 41 },
    rttMs: { min: 8.1, median: 12.4, p99: 210 },
    connect: { outcome: 'established', ms: 12.6, synRetransmits: 0 },
    end: { how: 'graceful close', by: 'remote', status: null },
    observed: buildConversation(),
    stated: buildStatedConversation(buildConversation()),
    stackDrops: { lines: 2, packets: 1, reasons: ['No buffers'] },
    evidence: [
      {
        input: 0,
        line: 88,
        text: dropText('192.0.2.5.55330 > 198.51.100.27.443: Flags [S], seq 1, win 64240, length 0'),
      },
    ],
    ...changes,
  });
}

export function buildComponent(changes: Partial<ComponentSummary> = {}): ComponentSummary {
  return {
    input: 0,
    id: 49,
    type: 'Protocol',
    name: 'tcpip.sys',
    description: 'TCPIP',
    properties: [{ name: 'EtherType', value: 'IPv6' }],
    dropLines: 3_006,
    packetLines: 5_001,
    dropCounters: 3_006,
    ...changes,
  };
}

export function buildFinding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'next-hop-unreachable',
    severity: 'fault',
    side: 'local',
    category: 'arp-nd-failure',
    confidence: 'high',
    title: 'DNS server 2001:db8::53 does not answer neighbour discovery, so 59 packets to port 53 were given up',
    explanation:
      'This host asked for the link-layer address of 2001:db8::53 and got no answer. Windows keeps a packet for about three seconds and then gives it up. All 59 packets went to the same next hop, so the fault is there or on the link to it, not at the servers behind it.',
    packets: 59,
    connections: 12,
    firstTime: START + 3n * SECOND,
    lastTime: START + 171n * SECOND,
    next: [
      'Get-NetNeighbor -IPAddress 2001:db8::53   (State Unreachable or Incomplete means that nobody answers)',
      'Look whether the server is listed twice: `Get-DnsClientServerAddress -AddressFamily IPv6` names the servers of each adapter.',
      'Check VLAN, prefix length and the switch port of the server.',
    ],
    notConfused:
      'Not a firewall: an inspection drop would name the filter, and the packets never left the queue for address resolution.',
    doc: 'https://learn.microsoft.com/troubleshoot/windows-server/networking/address-resolution-protocol-arp-caching-behavior',
    evidence: [
      { input: 0, line: 1_234, text: dropText() },
      {
        input: 0,
        line: 1_240,
        text: dropText('fe80::5efe:1.51878 > 2001:db8::53.53: UDP, length 44'),
      },
    ],
    ...changes,
  };
}

/** A client whose IPv6 DNS server is gone, among thousands of lines of multicast noise. */
export function buildReport(changes: Partial<Report> = {}): Report {
  return {
    case: buildCase(),
    diagnosis: buildDiagnosis(),
    generator: { name: 'etlreport', version: '0.1.0' },
    top: 200,
    ...changes,
  };
}

export function buildDiagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    verdict: {
      loss: 'local',
      confidence: 'high',
      sentence:
        'Local loss: next hop 2001:db8::53 (DNS) does not answer neighbour discovery; 59 packets of 12 connections were given up on this host.',
    },
    findings: [
      buildFinding(),
      buildFinding({
        id: 'inspection-drop',
        severity: 'suspect',
        category: 'local-policy',
        confidence: 'medium',
        title: 'A filter on this host stops 5 SYN segments from 198.51.100.77 to 192.0.2.5 port 8443',
        explanation:
          'The segments reached tcpip.sys and were refused by an inspection. This points to a firewall rule, or to nobody listening: Windows refuses such a SYN in silence.',
        packets: 5,
        connections: 1,
        next: [
          'Get-NetTCPConnection -LocalPort 8443 -State Listen',
          'auditpol /set /subcategory:"Filtering Platform Packet Drop" /failure:enable',
        ],
        notConfused: '',
        doc: 'https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/troubleshooting-uwp-firewall',
        evidence: [
          {
            input: 0,
            line: 20_111,
            text: dropText('198.51.100.77.50001 > 192.0.2.5.8443: Flags [S], seq 7, win 64240, length 0'),
          },
        ],
      }),
      buildFinding({
        id: 'multicast-noise',
        severity: 'info',
        side: 'undecided',
        category: 'noise',
        title: '751 multicast and discovery packets had no listener',
        explanation:
          'mDNS, LLMNR and SSDP questions of the neighbours reach every machine; those without a listener are dropped. That is how it should be.',
        packets: 751,
        connections: 0,
        next: [],
        notConfused: '',
        doc: '',
        evidence: [],
      }),
    ],
    connectionVerdicts: [
      { loss: 'local', confidence: 'high', sentence: 'Local loss: the next hop does not answer.' },
      null,
    ],
    ...changes,
  };
}

export function buildCase(changes: Partial<Case> = {}): Case {
  const series = (pick: (second: number) => number) => Array.from({ length: 187 }, (_, second) => pick(second));
  return {
    inputs: [buildInput()],
    traffic: {
      lines: 18_431,
      packets: 4_120,
      flows: 214,
      identity: 'content',
      truncatedLines: 2_040,
      withoutAddresses: 31,
      onlyDropsCaptured: false,
    },
    drops: {
      lines: 3_428,
      packets: 858,
      noisePackets: 751,
      noiseLines: 3_200,
      benignPackets: 43,
      duplicateLines: 2,
      connections: 13,
      identity: 'content',
      firstTime: START,
      lastTime: START + 187n * SECOND,
      selfCheck: { counted: 3_428, counters: 3_428, agrees: true },
      byReason: [
        buildReason(),
        buildReason({
          code: 1_207,
          reason: 'INET: receive inspection',
          symbol: 'PktMonDrop_Inet_ReceiveInspection',
          category: 'local-policy',
          verdict: 'suspect',
          meaning: 'A filter of the Windows Filtering Platform refused the packet before it reached its socket.',
          lines: 505,
          packets: 125,
          noisePackets: 120,
          locations: [{ code: '0xE0004501', symbol: null, layer: 'transport layer', lines: 505 }],
          directions: { Rx: 505 },
          connections: 1,
          share: 0.1457,
          perSecond: 2.7,
        }),
        buildReason({
          code: 1_206,
          reason: 'INET: session state error',
          verdict: 'benign',
          category: 'noise',
          lines: 2_000,
          packets: 500,
          noisePackets: 500,
          connections: 0,
          share: 0.58,
          perSecond: 10.7,
        }),
        buildReason({
          code: null,
          reason: '228',
          symbol: null,
          verdict: 'benign',
          category: 'unknown',
          lines: 746,
          packets: 174,
          noisePackets: 131,
          components: [{ id: 12, name: '', lines: 746 }],
          locations: [],
          connections: 0,
          share: 0.2,
          perSecond: null,
        }),
      ],
      groups: [
        buildGroup(),
        buildGroup({
          noise: true,
          verdict: 'benign',
          why: 'multicast: nobody here listens',
          source: '192.0.2.77',
          destination: '224.0.0.251',
          sourcePort: 5_353,
          destinationPort: 5_353,
          direction: 'Rx',
        }),
      ],
      groupsNotKept: 0,
    },
    connections: [
      buildConnection(),
      buildTcpConnection(),
      buildConnection({
        local: '192.0.2.77:5353',
        remote: '224.0.0.251:5353',
        localIsKnown: false,
        multicast: true,
        state: 'multicast',
        drops: { lines: 40, packets: 10, reasons: ['INET: session state error'] },
      }),
    ],
    connectionsNotKept: 0,
    ...buildStackParts(),
    journeys: [buildJourney(), buildResentJourney()],
    sequences: [buildCourse()],
    components: [
      buildComponent(),
      buildComponent({
        id: 12,
        type: 'NetCx',
        name: 'e1dn.sys',
        description: 'Ethernet Connection I219-V',
        properties: [
          { name: 'MAC Address', value: '00-00-5E-00-53-0A' },
          { name: 'IfIndex', value: '22' },
        ],
        dropLines: 422,
        dropCounters: null,
      }),
    ],
    filters: [
      {
        input: 0,
        id: 1,
        name: '',
        conditions: ['Port-1 53'],
        evidence: { input: 0, line: 41_990, text: 'Packet Filter 1, Name , Port-1 53 ' },
      },
    ],
    timeline: {
      bucketMs: 1_000,
      from: START,
      series: {
        drops: series((second) => (second > 2 && second < 172 && second % 3 === 0 ? 1 + (second % 5) : 0)),
        noise: series((second) => (second % 20 === 0 ? 60 : second % 4)),
        retransmits: series((second) => (second === 30 || second === 31 ? 2 : 0)),
        packets: series((second) => 10 + ((second * 7) % 23)),
      },
    },
    rows: buildRows(),
    ...changes,
  };
}

/** A log with nothing in it. */
export function buildEmptyReport(): Report {
  const {
    stackDrops: _drops,
    stackEvents: _events,
    clockNotes: _notes,
    neighbours: _asked,
    journeys: _journeys,
    sequences: _sequences,
    rows: _rows,
    ...bare
  } = buildCase();
  return buildReport({
    case: {
      ...bare,
      inputs: [],
      traffic: {
        lines: 0,
        packets: 0,
        flows: 0,
        identity: 'group-id',
        truncatedLines: 0,
        withoutAddresses: 0,
        onlyDropsCaptured: false,
      },
      drops: {
        lines: 0,
        packets: 0,
        noisePackets: 0,
        noiseLines: 0,
        benignPackets: 0,
        duplicateLines: 0,
        connections: 0,
        identity: 'group-id',
        firstTime: null,
        lastTime: null,
        selfCheck: { counted: 0, counters: null, agrees: null },
        byReason: [],
        groups: [],
        groupsNotKept: 0,
      },
      connections: [],
      components: [],
      filters: [],
      timeline: {
        bucketMs: 1_000,
        from: null,
        series: { drops: [], noise: [], retransmits: [], packets: [] },
      },
    },
    diagnosis: {
      verdict: {
        loss: 'undecided',
        confidence: 'low',
        sentence: 'Nothing was read that could show a loss.',
      },
      findings: [],
      connectionVerdicts: [],
    },
  });
}
