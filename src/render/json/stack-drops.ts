import type { StackDropGroup, StackDropReason, StackDropSummary } from '../../aggregate/joined/stack-drop-summary.js';
import type { Clock } from '../clock.js';
import { jsonEvidence } from './evidence.js';
import { sortedByKey } from './sorted-by-key.js';

/** Packets that the network stack says it discarded; null when it said nothing of the kind. */
export function jsonStackDrops(drops: StackDropSummary | undefined, clock: Clock) {
  if (drops === undefined) return null;
  return {
    lines: drops.lines,
    packets: drops.packets,
    noisePackets: drops.noisePackets,
    benignPackets: drops.benignPackets,
    alsoInPktMon: drops.alsoInPktMon,
    notCompared: drops.notCompared,
    byReason: drops.byReason.map((reason) => jsonReason(reason, clock)),
    groups: drops.groups.map((group) => jsonGroup(group, clock)),
    groupsNotKept: drops.groupsNotKept,
  };
}

function jsonReason(reason: StackDropReason, clock: Clock) {
  return {
    layer: reason.layer,
    value: reason.value,
    reason: reason.reason,
    code: reason.code,
    category: reason.category,
    verdict: reason.verdict,
    meaning: reason.meaning,
    lines: reason.lines,
    packets: reason.packets,
    noisePackets: reason.noisePackets,
    alsoInPktMon: reason.alsoInPktMon,
    directions: sortedByKey(reason.directions),
    protocols: sortedByKey(reason.protocols),
    interfaces: sortedByKey(reason.interfaces),
    firstTime: clock.iso(reason.firstTime),
    lastTime: clock.iso(reason.lastTime),
    evidence: jsonEvidence(reason.evidence),
  };
}

function jsonGroup(group: StackDropGroup, clock: Clock) {
  return {
    layer: group.layer,
    reason: group.reason,
    code: group.code,
    category: group.category,
    verdict: group.verdict,
    why: group.why,
    noise: group.noise,
    protocol: group.protocol,
    direction: group.direction,
    interface: group.interface,
    source: group.source,
    sourcePort: group.sourcePort,
    destination: group.destination,
    destinationPort: group.destinationPort,
    status: group.status,
    lines: group.lines,
    packets: group.packets,
    alsoInPktMon: group.alsoInPktMon,
    firstTime: clock.iso(group.firstTime),
    lastTime: clock.iso(group.lastTime),
    evidence: jsonEvidence(group.evidence),
  };
}
