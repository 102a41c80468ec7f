import type { EvidenceText } from '../../events/evidence.js';
import type { BlockedFact } from '../../events/side/blocked.js';

const MAXIMUM_FLOWS = 20_000;
const EVIDENCE_PER_FLOW = 2;

/** Events with the same ends, filter and layer, while they are read. Times are as printed. */
export interface BlockedGroup {
  readonly fact: BlockedFact;
  events: number;
  first: bigint | null;
  last: bigint | null;
  readonly evidence: EvidenceText[];
}

/** Blocked packets and connections, bounded. */
export class BlockedFlows {
  readonly #groups = new Map<string, BlockedGroup>();
  events = 0;
  notKept = 0;

  add(input: number, fact: BlockedFact): void {
    this.events++;
    const key = [
      input,
      fact.what,
      fact.protocol,
      fact.source,
      fact.sourcePort,
      fact.destination,
      fact.destinationPort,
      fact.filterId,
      fact.layerId,
      fact.origin,
      fact.time?.zone,
    ].join(' ');
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= MAXIMUM_FLOWS) {
        this.notKept++;
        return;
      }
      group = { fact, events: 0, first: null, last: null, evidence: [] };
      this.#groups.set(key, group);
    }
    group.events++;
    const at = fact.time?.at ?? null;
    if (at !== null && (group.first === null || at < group.first)) group.first = at;
    if (at !== null && (group.last === null || at > group.last)) group.last = at;
    if (group.evidence.length < EVIDENCE_PER_FLOW) group.evidence.push({ input, line: fact.line, text: fact.text });
  }

  /** Most events first; ties by ends. */
  finish(): readonly BlockedGroup[] {
    return [...this.#groups]
      .sort(([xKey, x], [yKey, y]) => y.events - x.events || (xKey < yKey ? -1 : 1))
      .map(([, group]) => group);
  }
}
