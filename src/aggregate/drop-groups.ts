import type { EvidenceText } from '../events/evidence.js';
import type { DropFacts } from '../knowledge/drop-condition.js';
import type { DropReason } from '../knowledge/drop-reason.js';
import { categoryOfDrop } from '../knowledge/drop-location.js';
import type { CaseClock } from './case-clock.js';
import type { DropGroup, Verdict } from './case.js';
import type { DropLine } from './drop-cluster.js';

/** Groups kept one by one (about 20 MB); a scan of all ports of a net must not fill the memory. */
const MAXIMUM_GROUPS = 20_000;
/** Lines shown as evidence for one group. */
export const EVIDENCE_PER_GROUP = 3;
/** From here on Windows gives out ports to clients: https://learn.microsoft.com/troubleshoot/windows-server/networking/default-dynamic-port-range-tcpip-chang */
const FIRST_EPHEMERAL_PORT = 49_152;

interface MutableGroup {
  readonly reason: DropReason;
  readonly line: DropLine;
  readonly facts: DropFacts;
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly noise: boolean;
  sourcePort: number;
  destinationPort: number;
  lines: number;
  packets: number;
  firstNs: number;
  lastNs: number;
  readonly evidence: EvidenceText[];
}

/** Dropped packets with the same reason, verdict, ends and service: what a person would call one problem. */
export class DropGroups {
  readonly #groups = new Map<string, MutableGroup>();
  #notKept = 0;

  get notKept(): number {
    return this.#notKept;
  }

  /** Is another line of this kind still wanted as evidence? Asked before the text of a line is made. */
  wantsEvidence(reason: DropReason, facts: DropFacts): boolean {
    const group = this.#groups.get(groupKey(reason, facts, false)) ?? this.#groups.get(groupKey(reason, facts, true));
    return group === undefined ? this.#groups.size < MAXIMUM_GROUPS : group.evidence.length < EVIDENCE_PER_GROUP;
  }

  add(
    line: DropLine,
    facts: DropFacts,
    verdict: Verdict,
    why: string | null,
    noise: boolean,
    lines: readonly DropLine[],
  ): void {
    const { reason } = line;
    const key = groupKey(reason, facts, noise);
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= MAXIMUM_GROUPS) {
        this.#notKept++;
        return;
      }
      group = {
        reason,
        line,
        facts,
        verdict,
        why,
        noise,
        sourcePort: facts.sourcePort,
        destinationPort: facts.destinationPort,
        lines: 0,
        packets: 0,
        firstNs: line.atNs,
        lastNs: line.atNs,
        evidence: [],
      };
      this.#groups.set(key, group);
    }
    group.packets++;
    group.lines += lines.length;
    // A port that differs between the packets of a group is the client's: 0 says "various".
    if (group.sourcePort !== facts.sourcePort) group.sourcePort = 0;
    if (group.destinationPort !== facts.destinationPort) group.destinationPort = 0;
    if (line.atNs < group.firstNs) group.firstNs = line.atNs;
    if (line.atNs > group.lastNs) group.lastNs = line.atNs;
    if (group.evidence.length < EVIDENCE_PER_GROUP && 'text' in line.evidence) group.evidence.push(line.evidence);
  }

  /** Most harmful first: faults before suspects, real ones before noise, many packets before few. */
  finish(clock: CaseClock): DropGroup[] {
    const rank: Readonly<Record<Verdict, number>> = { fault: 0, suspect: 1, benign: 2 };
    return [...this.#groups.entries()]
      .sort(
        ([xKey, x], [yKey, y]) =>
          Number(x.noise) - Number(y.noise) ||
          rank[x.verdict] - rank[y.verdict] ||
          y.packets - x.packets ||
          (xKey < yKey ? -1 : 1),
      )
      .map(([, group]) => finished(group, clock));
  }
}

function finished(group: MutableGroup, clock: CaseClock): DropGroup {
  const { reason, line, facts } = group;
  return {
    code: reason.code,
    reason: reason.text,
    category: categoryOfDrop(reason, line.event.location),
    verdict: group.verdict,
    why: group.why,
    noise: group.noise,
    protocol: facts.protocol,
    direction: facts.direction,
    source: facts.source,
    sourcePort: group.sourcePort,
    destination: facts.destination,
    destinationPort: group.destinationPort,
    tcpFlags: facts.tcpFlags ?? '',
    component: line.event.component,
    location: line.event.location,
    lines: group.lines,
    packets: group.packets,
    firstTime: clock.time(group.firstNs),
    lastTime: clock.time(group.lastNs),
    evidence: group.evidence,
  };
}

/** The ends by address, and the service by its port; the client's port changes with every attempt. */
function groupKey(reason: DropReason, facts: DropFacts, noise: boolean): string {
  const sourceIsService =
    facts.sourcePort > 0 && facts.sourcePort < FIRST_EPHEMERAL_PORT && facts.sourcePort < facts.destinationPort;
  const service = sourceIsService ? `s${facts.sourcePort}` : `d${facts.destinationPort}`;
  const syn = facts.tcpFlags === 'S' ? 'S' : '';
  return `${reason.code ?? reason.text}|${noise ? 'n' : ''}|${facts.direction}|${facts.protocol}${syn}|${facts.source}|${facts.destination}|${service}`;
}
