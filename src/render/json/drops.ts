import type { DropGroup, DropSummary, ReasonSummary } from '../../aggregate/case.js';
import type { Clock } from '../clock.js';
import { jsonEvidence } from './evidence.js';
import { locationCode } from './location-code.js';
import { sortedByKey } from './sorted-by-key.js';

/** Everything about drops: totals, the self-check, and the two groupings. */
export function jsonDrops(drops: DropSummary, clock: Clock) {
  const { selfCheck } = drops;
  return {
    lines: drops.lines,
    packets: drops.packets,
    noisePackets: drops.noisePackets,
    noiseLines: drops.noiseLines,
    benignPackets: drops.benignPackets,
    duplicateLines: drops.duplicateLines,
    connections: drops.connections,
    identity: drops.identity,
    firstTime: drops.firstTime === null ? null : clock.iso(drops.firstTime),
    lastTime: drops.lastTime === null ? null : clock.iso(drops.lastTime),
    selfCheck: {
      counted: selfCheck.counted,
      counters: selfCheck.counters,
      agrees: selfCheck.agrees,
    },
    byReason: drops.byReason.map((reason) => jsonReason(reason, clock)),
    groups: drops.groups.map((group) => jsonGroup(group, clock)),
    groupsNotKept: drops.groupsNotKept,
  };
}

function jsonReason(reason: ReasonSummary, clock: Clock) {
  return {
    code: reason.code,
    reason: reason.reason,
    symbol: reason.symbol,
    category: reason.category,
    verdict: reason.verdict,
    meaning: reason.meaning,
    lines: reason.lines,
    packets: reason.packets,
    noisePackets: reason.noisePackets,
    locations: reason.locations.map(({ code, symbol, layer, lines }) => ({
      code,
      symbol,
      layer,
      lines,
    })),
    components: reason.components.map(({ id, name, lines }) => ({ id, name, lines })),
    directions: sortedByKey(reason.directions),
    connections: reason.connections,
    firstTime: clock.iso(reason.firstTime),
    lastTime: clock.iso(reason.lastTime),
    perSecond: reason.perSecond,
    share: reason.share,
    evidence: jsonEvidence(reason.evidence),
  };
}

function jsonGroup(group: DropGroup, clock: Clock) {
  return {
    code: group.code,
    reason: group.reason,
    category: group.category,
    verdict: group.verdict,
    why: group.why,
    noise: group.noise,
    protocol: group.protocol,
    direction: group.direction,
    source: group.source,
    sourcePort: group.sourcePort,
    destination: group.destination,
    destinationPort: group.destinationPort,
    tcpFlags: group.tcpFlags,
    component: group.component,
    location: group.location === null ? null : locationCode(group.location),
    lines: group.lines,
    packets: group.packets,
    firstTime: clock.iso(group.firstTime),
    lastTime: clock.iso(group.lastTime),
    evidence: jsonEvidence(group.evidence),
  };
}

/** `0xE000460A`, as the logs print it. */
