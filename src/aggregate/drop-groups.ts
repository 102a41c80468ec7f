import type { EvidenceText } from '../events/evidence.js';
import { categoryOfDrop } from '../knowledge/drop-location.js';
import type { DropVerdict } from '../knowledge/drop-verdict.js';
import type { CaseClock } from './case-clock.js';
import type { DropGroup, Verdict } from './case.js';
import type { DropLine } from './drop-cluster.js';
import type { DropKind } from './drop-kind.js';

/** Groups kept one by one (about 20 MB); a scan of all ports of a net must not fill the memory. */
const MAXIMUM_GROUPS = 20_000;
/** Lines shown as evidence for one group. */
export const EVIDENCE_PER_GROUP = 3;
/** From here on Windows gives out ports to clients: https://learn.microsoft.com/troubleshoot/windows-server/networking/default-dynamic-port-range-tcpip-chang */
const FIRST_EPHEMERAL_PORT = 49_152;

/** What is counted of one group. Its first packet gives the rest. */
export class GroupCount {
  readonly kind: DropKind;
  readonly verdict: Verdict;
  readonly why: string | null;
  readonly noise: boolean;
  readonly tcpFlags: string;
  readonly component: number;
  readonly location: number | null;
  sourcePort: number;
  destinationPort: number;
  lines = 0;
  packets = 0;
  firstNs: number;
  lastNs: number;
  readonly evidence: EvidenceText[] = [];

  constructor({ kind, header, component, location, atNs }: DropLine, { verdict, why }: DropVerdict, noise: boolean) {
    const { sourcePort, destinationPort } = kind.ends.flow;
    this.kind = kind;
    this.verdict = verdict;
    this.why = why;
    this.noise = noise;
    this.tcpFlags = header?.tcp?.flags ?? '';
    this.component = component;
    this.location = location;
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
    this.firstNs = atNs;
    this.lastNs = atNs;
  }
}

/** Dropped packets with the same reason, verdict, ends and service: what a person would call one problem. */
export class DropGroups {
  readonly #groups = new Map<string, GroupCount>();
  #notKept = 0;

  get notKept(): number {
    return this.#notKept;
  }

  /** Is another line of this kind still wanted as evidence? Asked before the text of a line is made. */
  wantsEvidence(kind: DropKind): boolean {
    if (kind.evidenceFullAt >= this.#groups.size) return false;
    const group = this.#find(kind, false) ?? this.#find(kind, true);
    const wants = group === null ? this.#groups.size < MAXIMUM_GROUPS : group.evidence.length < EVIDENCE_PER_GROUP;
    // A group that is noise speaks for its kind only until there is one that is not.
    if (!wants) kind.evidenceFullAt = kind.group === null ? this.#groups.size : MAXIMUM_GROUPS;
    return wants;
  }

  /** `lines`: how many the packet has. */
  add(cause: DropLine, verdict: DropVerdict, noise: boolean, lines: number): void {
    const { kind, atNs } = cause;
    const group = this.#find(kind, noise) ?? this.#begin(cause, verdict, noise);
    if (group === null) {
      this.#notKept++;
      return;
    }
    const { sourcePort, destinationPort } = kind.ends.flow;
    group.packets++;
    group.lines += lines;
    // A port that differs between the packets of a group is the client's: 0 says "various".
    if (group.sourcePort !== sourcePort) group.sourcePort = 0;
    if (group.destinationPort !== destinationPort) group.destinationPort = 0;
    if (atNs < group.firstNs) group.firstNs = atNs;
    if (atNs > group.lastNs) group.lastNs = atNs;
    if (cause.evidence !== null && group.evidence.length < EVIDENCE_PER_GROUP) group.evidence.push(cause.evidence);
  }

  #begin(cause: DropLine, verdict: DropVerdict, noise: boolean): GroupCount | null {
    if (this.#groups.size >= MAXIMUM_GROUPS) return null;
    const group = new GroupCount(cause, verdict, noise);
    this.#groups.set(keyOf(cause.kind, noise), group);
    return group;
  }

  /** A kind looks for its group again only when there are more of them: another kind may have begun it. */
  #find(kind: DropKind, noise: boolean): GroupCount | null {
    const known = noise ? kind.noiseGroup : kind.group;
    const absentAt = noise ? kind.noiseGroupAbsentAt : kind.groupAbsentAt;
    if (known !== null || absentAt === this.#groups.size) return known;
    const group = this.#groups.get(keyOf(kind, noise)) ?? null;
    if (noise) {
      kind.noiseGroup = group;
      kind.noiseGroupAbsentAt = this.#groups.size;
    } else {
      kind.group = group;
      kind.groupAbsentAt = this.#groups.size;
    }
    return group;
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

function finished(group: GroupCount, clock: CaseClock): DropGroup {
  const { reason, direction, ends } = group.kind;
  const { protocol, source, destination } = ends.flow;
  return {
    code: reason.code,
    reason: reason.text,
    category: categoryOfDrop(reason, group.location),
    verdict: group.verdict,
    why: group.why,
    noise: group.noise,
    protocol,
    direction,
    source,
    sourcePort: group.sourcePort,
    destination,
    destinationPort: group.destinationPort,
    tcpFlags: group.tcpFlags,
    component: group.component,
    location: group.location,
    lines: group.lines,
    packets: group.packets,
    firstTime: clock.time(group.firstNs),
    lastTime: clock.time(group.lastNs),
    evidence: group.evidence,
  };
}

/** Made once for each kind. */
function keyOf(kind: DropKind, noise: boolean): string {
  if (noise) {
    if (kind.noiseKey === '') kind.noiseKey = groupKey(kind, true);
    return kind.noiseKey;
  }
  if (kind.groupKey === '') kind.groupKey = groupKey(kind, false);
  return kind.groupKey;
}

/** The ends by address, and the service by its port; the client's port changes with every attempt. */
function groupKey({ reason, direction, isSyn, ends }: DropKind, noise: boolean): string {
  const { protocol, source, sourcePort, destination, destinationPort } = ends.flow;
  const sourceIsService = sourcePort > 0 && sourcePort < FIRST_EPHEMERAL_PORT && sourcePort < destinationPort;
  const service = sourceIsService ? `s${sourcePort}` : `d${destinationPort}`;
  const syn = isSyn ? 'S' : '';
  return `${reason.code ?? reason.text}|${noise ? 'n' : ''}|${direction}|${protocol}${syn}|${source}|${destination}|${service}`;
}
