import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { StackDropEvent } from '../../events/stack-drop.js';
import type { DropFacts } from '../../knowledge/drop-condition.js';
import type { StackDropMeaning } from './stack-drop-meaning.js';
import { SEVERITY } from './stack-drop-reasons.js';
import type { StackDropGroup } from './stack-drop-summary.js';

const MAXIMUM_GROUPS = 10_000;
const EVIDENCE_PER_GROUP = 3;

interface MutableGroup {
  readonly layer: string;
  readonly meaning: StackDropMeaning;
  readonly facts: DropFacts;
  readonly interface: number | null;
  readonly status: string | null;
  sourcePort: number;
  destinationPort: number;
  lines: number;
  packets: number;
  alsoInPktMon: number;
  firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  readonly evidence: EvidenceText[];
}

/** Stack drops with one reason between the same ends: what a person would call one problem. */
export class GroupRows {
  readonly #groups = new Map<string, MutableGroup>();
  #notKept = 0;

  get notKept(): number {
    return this.#notKept;
  }

  wantsText(key: string): boolean {
    return (this.#groups.get(key)?.evidence.length ?? 0) < EVIDENCE_PER_GROUP;
  }

  add(
    key: string,
    event: StackDropEvent,
    facts: DropFacts,
    meaning: StackDropMeaning,
    packets: number,
    status: string | null,
    evidence: EvidenceText | null,
  ): void {
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= MAXIMUM_GROUPS) {
        this.#notKept++;
        return;
      }
      group = {
        layer: event.layer,
        meaning,
        facts,
        interface: event.interface,
        status,
        sourcePort: facts.sourcePort,
        destinationPort: facts.destinationPort,
        lines: 0,
        packets: 0,
        alsoInPktMon: 0,
        firstTime: event.at,
        lastTime: event.at,
        evidence: [],
      };
      this.#groups.set(key, group);
    }
    group.lines++;
    group.packets += packets;
    // A port that differs between the packets of a group is the client's: 0 says "various".
    if (group.sourcePort !== facts.sourcePort) group.sourcePort = 0;
    if (group.destinationPort !== facts.destinationPort) group.destinationPort = 0;
    if (event.at < group.firstTime) group.firstTime = event.at;
    if (event.at > group.lastTime) group.lastTime = event.at;
    if (evidence !== null && group.evidence.length < EVIDENCE_PER_GROUP) group.evidence.push(evidence);
  }

  /** One more line about a packet that was counted. */
  addLine(key: string): void {
    const group = this.#groups.get(key);
    if (group !== undefined) group.lines++;
  }

  alsoInPktMon(key: string, packets: number): void {
    const group = this.#groups.get(key);
    if (group !== undefined) group.alsoInPktMon += packets;
  }

  /** Most harmful first: real ones before noise, faults before suspects, many packets before few. */
  finish(): StackDropGroup[] {
    return [...this.#groups]
      .sort(
        ([xKey, x], [yKey, y]) =>
          Number(x.meaning.noise) - Number(y.meaning.noise) ||
          SEVERITY[y.meaning.verdict] - SEVERITY[x.meaning.verdict] ||
          y.packets - x.packets ||
          (xKey < yKey ? -1 : 1),
      )
      .map(([, { meaning, facts, ...group }]) => ({
        ...group,
        reason: meaning.reason,
        code: meaning.code,
        category: meaning.category,
        verdict: meaning.verdict,
        why: meaning.why,
        noise: meaning.noise,
        protocol: facts.protocol,
        direction: facts.direction,
        source: facts.source,
        destination: facts.destination,
      }));
  }
}
