import type { Case, ConnectionSummary, DropGroup, InputSummary } from '../../src/aggregate/case.js';
import type {
  Conversation,
  ConversationEnd,
  Handshake,
  LossEpisode,
  Retransmission,
  RetransmitCounts,
  UnansweredRequests,
} from '../../src/aggregate/conversation.js';
import type { EvidenceText } from '../../src/events/evidence.js';
import { dropReasonOf } from '../../src/knowledge/drop-reason.js';

/** 2026-03-06 10:00:00 on the clock of the log. */
export const START = 1_772_791_200_000_000_000n;
const MILLISECOND = 1_000_000n;

/** A time in milliseconds after `START`. */
export const at = (ms: number): bigint => START + BigInt(Math.round(ms)) * MILLISECOND;

export const HOST = '192.0.2.10';
export const PEER = '198.51.100.27';

export function line(number = 7): EvidenceText {
  return { input: 0, line: number, text: `record ${number}` };
}

/** Three distinct packets with this reason; category, text and verdict as the tables have them. */
export function drop(code: number, changes: Partial<DropGroup> = {}): DropGroup {
  const reason = dropReasonOf(code);
  return {
    code,
    reason: reason.text,
    category: reason.category,
    verdict: reason.verdict,
    why: null,
    noise: false,
    protocol: 'udp',
    direction: 'Tx',
    source: HOST,
    sourcePort: 50_123,
    destination: PEER,
    destinationPort: 50_005,
    tcpFlags: '',
    component: 98,
    location: null,
    lines: 3,
    packets: 3,
    firstTime: at(1_000),
    lastTime: at(3_000),
    evidence: [line(11)],
    ...changes,
  };
}

/** The same, received from the peer. */
export function inbound(code: number, changes: Partial<DropGroup> = {}): DropGroup {
  return drop(code, { direction: 'Rx', source: PEER, sourcePort: 50_123, destination: HOST, ...changes });
}

/** What a SYN shows in a group of drops. */
export const SYN = { protocol: 'tcp', tcpFlags: 'S', destinationPort: 443 } as const;

export function handshake(changes: Partial<Handshake> = {}): Handshake {
  return {
    initiator: 'local',
    outcome: 'established',
    ms: 20,
    synOffsets: [],
    pattern: null,
    status: null,
    evidence: [line(21)],
    ...changes,
  };
}

export function ending(changes: Partial<ConversationEnd> = {}): ConversationEnd {
  return { how: 'fin', by: 'local', resetClass: null, status: null, at: at(9_000), evidence: [line(29)], ...changes };
}

/** `events` retransmissions of this host by timeout, unless changed. */
export function counts(events: number, changes: Partial<RetransmitCounts> = {}): RetransmitCounts {
  return {
    events,
    segments: events,
    bytes: events * 1460,
    syn: 0,
    rto: events,
    tlp: 0,
    fast: 0,
    spurious: 0,
    out: events,
    in: 0,
    droppedHere: 0,
    episodes: 1,
    mostCopies: events,
    ...changes,
  };
}

export function copy(changes: Partial<Retransmission> = {}): Retransmission {
  return {
    at: at(5_000),
    direction: 'out',
    kind: 'rto',
    sequence: 1,
    bytes: 260,
    segments: 1,
    afterMs: 300,
    copy: 1,
    spurious: false,
    droppedHere: false,
    evidence: line(25),
    ...changes,
  };
}

export function episode(changes: Partial<LossEpisode> = {}): LossEpisode {
  return {
    direction: 'out',
    firstTime: at(5_000),
    lastTime: at(6_000),
    segments: 1,
    bytes: 1460,
    longestSilenceMs: 600,
    recovered: true,
    ...changes,
  };
}

export function requests(
  requested: number,
  answered: number,
  changes: Partial<UnansweredRequests> = {},
): UnansweredRequests {
  return { requests: requested, answered, icmpErrors: [], evidence: [line(31)], ...changes };
}

/** A healthy TCP conversation as packets show it. */
export function conversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    source: 'observed',
    handshake: handshake(),
    sent: { bytes: 20_000, segments: 60 },
    received: { bytes: 80_000, segments: 80 },
    rttMs: { min: 18, median: 20, p99: 30, last: 20, samples: 40 },
    rtoMs: null,
    congestionWindow: null,
    retransmissions: [],
    retransmits: counts(0, { episodes: 0 }),
    episodes: [],
    episodesNotKept: 0,
    duplicateAcks: 0,
    zeroWindows: 0,
    keepAlives: 0,
    outOfOrder: 0,
    longestIdle: { ms: 900, from: at(2_000) },
    end: ending(),
    unanswered: null,
    largestSegmentBytes: 1460,
    maximumSegmentSize: 1460,
    pids: [],
    notSeen: [],
    ...changes,
  };
}

/** An exchange without a connection: UDP or ICMP. */
export function exchange(unanswered: UnansweredRequests): Conversation {
  return conversation({
    handshake: null,
    end: null,
    retransmits: null,
    rttMs: null,
    duplicateAcks: null,
    zeroWindows: null,
    outOfOrder: null,
    longestIdle: null,
    largestSegmentBytes: null,
    maximumSegmentSize: null,
    unanswered,
  });
}

export function connection(changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return {
    protocol: 'tcp',
    local: `${HOST}:50123`,
    remote: `${PEER}:443`,
    localIsKnown: true,
    pids: [],
    firstTime: at(1_000),
    lastTime: at(9_000),
    state: 'seen',
    multicast: false,
    packetLines: 40,
    packetsOut: 20,
    packetsIn: 20,
    drops: { lines: 0, packets: 0, reasons: [] },
    retransmits: null,
    sent: null,
    rttMs: null,
    connect: null,
    end: null,
    observed: conversation(),
    stated: null,
    evidence: [line(20)],
    ...changes,
  };
}

/** The TCP connection with these facts in its observed conversation. */
export function observed(facts: Partial<Conversation>, changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return connection({ observed: conversation(facts), ...changes });
}

/** The TCP connection of which only the stack speaks. */
export function stated(facts: Partial<Conversation>, changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return connection({ observed: null, stated: conversation({ source: 'stated', ...facts }), ...changes });
}

/** An exchange over UDP or ICMP of this host with `remote`. */
export function asking(
  protocol: string,
  remote: string,
  unanswered: UnansweredRequests,
  changes: Partial<ConnectionSummary> = {},
): ConnectionSummary {
  return connection({
    protocol,
    local: protocol === 'udp' ? `${HOST}:50124` : HOST,
    remote,
    packetsOut: unanswered.requests,
    packetsIn: unanswered.answered,
    observed: exchange(unanswered),
    ...changes,
  });
}

export function input(changes: Partial<InputSummary> = {}): InputSummary {
  return {
    path: 'PktMon.txt',
    format: 'pktmon-text',
    encoding: 'utf-16le',
    sizeBytes: 100_000,
    lines: 500,
    firstTime: START,
    lastTime: at(60_000),
    captureBuild: 26_100,
    utcOffsetMinutes: 60,
    eventsLost: 0,
    buffersLost: 0,
    wrapped: false,
    hasRundown: true,
    packetLines: 200,
    dropLines: 0,
    language: 'en',
    ledger: { event: 250, detail: 240, rundown: 8, otherProvider: 0, blank: 2, unparsed: 0 },
    unparsedReasons: [],
    otherProviders: [],
    problems: [],
    notes: [],
    ...changes,
  };
}

/** A healthy capture of a minute with 2,000 packets, with these drops and connections in it. */
export function aCase(
  parts: { readonly drops?: readonly DropGroup[]; readonly connections?: readonly ConnectionSummary[] } & Partial<
    Omit<Case, 'drops' | 'connections'>
  > = {},
): Case {
  const { drops = [], connections = [connection()], ...rest } = parts;
  const packets = drops.reduce((sum, group) => sum + group.packets, 0);
  const lines = drops.reduce((sum, group) => sum + group.lines, 0);
  const sum = (groups: readonly DropGroup[]) => groups.reduce((total, group) => total + group.packets, 0);
  return {
    inputs: [input({ dropLines: lines })],
    traffic: {
      lines: 2_000 + lines,
      packets: 2_000,
      flows: 2,
      identity: 'content',
      truncatedLines: 0,
      withoutAddresses: 0,
      onlyDropsCaptured: false,
    },
    drops: {
      lines,
      packets,
      noisePackets: sum(drops.filter(({ noise }) => noise)),
      noiseLines: drops.filter(({ noise }) => noise).reduce((total, group) => total + group.lines, 0),
      benignPackets: sum(drops.filter(({ noise, verdict }) => !noise && verdict === 'benign')),
      duplicateLines: 0,
      connections: drops.length,
      identity: 'content',
      firstTime: drops[0]?.firstTime ?? null,
      lastTime: drops[0]?.lastTime ?? null,
      selfCheck: { counted: lines, counters: lines, agrees: true },
      byReason: [],
      groups: drops,
      groupsNotKept: 0,
    },
    connections,
    connectionsNotKept: 0,
    components: [
      {
        input: 0,
        id: 98,
        type: 'Protocol',
        name: 'tcpip.sys',
        description: 'TCPIP',
        properties: [],
        dropLines: lines,
        packetLines: 0,
        dropCounters: lines,
      },
    ],
    filters: [],
    timeline: { bucketMs: 1000, from: START, series: { drops: [], noise: [], retransmits: [], packets: [] } },
    ...rest,
  };
}

/** Nothing but a header, and what the drop counters add up to if there are any: no packet, no drop. */
export function emptyCase(counters: number | null = null): Case {
  const { drops } = aCase();
  const changes = { packetLines: 0, firstTime: null, lastTime: null, eventsLost: null, buffersLost: null };
  const empty = aCase({
    connections: [],
    inputs: [input({ ...changes, hasRundown: counters !== null })],
    traffic: {
      lines: 0,
      packets: 0,
      flows: 0,
      identity: 'content',
      truncatedLines: 0,
      withoutAddresses: 0,
      onlyDropsCaptured: false,
    },
  });
  const agrees = counters === null ? null : counters === 0;
  return { ...empty, drops: { ...drops, selfCheck: { counted: 0, counters, agrees } } };
}

/** A capture of drops alone: no conversation can be followed. */
export function dropOnlyCase(drops: readonly DropGroup[] = []): Case {
  const { traffic, ...rest } = aCase({
    drops,
    connections: [connection({ observed: null, packetsOut: 0, packetsIn: 3 })],
  });
  return { ...rest, traffic: { ...traffic, onlyDropsCaptured: true } };
}
