import type { Occurrences, StackEventSummary } from '../../src/aggregate/joined/stack-event-summary.js';
import type { StackDropGroup, StackDropSummary } from '../../src/aggregate/joined/stack-drop-summary.js';
import { at, HOST, line, PEER } from './case-builder.js';

/** Something that the stack stated twice. */
export const TWICE: Occurrences = { count: 2, firstTime: at(100), lastTime: at(900), evidence: [line(51)] };

/** A NetTrace in which nothing bad was stated. */
export function stackEvents(changes: Partial<StackEventSummary> = {}): StackEventSummary {
  return {
    neighbors: [],
    routes: [],
    ports: [],
    interfaces: [],
    wfp: [],
    applications: [],
    tcp: [],
    counters: [],
    notKept: 0,
    unattached: 0,
    connectionsNotKept: 0,
    notSeen: [],
    ...changes,
  };
}

/** Four packets that the stack dropped at the network layer for an inspection. */
export function stackDrop(changes: Partial<StackDropGroup> = {}): StackDropGroup {
  return {
    layer: 'network',
    reason: 'Inspection drop',
    code: 909,
    category: 'local-policy',
    verdict: 'fault',
    why: null,
    noise: false,
    protocol: 'tcp',
    direction: 'Tx',
    interface: 13,
    source: HOST,
    sourcePort: 0,
    destination: PEER,
    destinationPort: 443,
    status: null,
    lines: 4,
    packets: 4,
    alsoInPktMon: 0,
    firstTime: at(1_000),
    lastTime: at(2_000),
    evidence: [line(61)],
    ...changes,
  };
}

export function stackDrops(...groups: readonly StackDropGroup[]): StackDropSummary {
  const sum = (key: 'lines' | 'packets' | 'alsoInPktMon') => groups.reduce((total, group) => total + group[key], 0);
  return {
    lines: sum('lines'),
    packets: sum('packets'),
    noisePackets: 0,
    benignPackets: 0,
    alsoInPktMon: sum('alsoInPktMon'),
    notCompared: 0,
    byReason: [],
    groups,
    groupsNotKept: 0,
  };
}
