import { largest } from './largest.js';
import type { DropGroup } from '../aggregate/case.js';
import type { EvidenceText } from '../events/evidence.js';
import type { ConnectionView } from './connection-view.js';
import type { Finding } from './diagnosis.js';
import type { RuleFinding } from './rule.js';
import { withinSentence } from './words.js';

/** Evidence lines that a finding shows at most. */
export const MAXIMUM_EVIDENCE = 5;

/** How much is affected, since when, and the lines that show it. */
export type Affected = Pick<Finding, 'packets' | 'connections' | 'firstTime' | 'lastTime' | 'evidence'>;

/** What a rule writes; the sentence of the verdict is the title unless the rule has a better one. */
export type FindingDraft = Omit<RuleFinding, 'sentence' | 'notConfused' | 'isLoss'> & {
  readonly isLoss?: boolean;
  readonly sentence?: string;
  readonly notConfused?: string;
};

/** Completes a finding. */
export function findingOf(draft: FindingDraft): RuleFinding {
  return { notConfused: '', isLoss: true, ...draft, sentence: draft.sentence ?? withinSentence(draft.title) };
}

/** Sums of several groups of drops. */
export function affectedByDrops(groups: readonly DropGroup[]): Affected {
  const conversations = groups.map(
    (group) => `${group.protocol} ${group.source} ${group.sourcePort} ${group.destination} ${group.destinationPort}`,
  );
  return {
    packets: groups.reduce((sum, group) => sum + group.packets, 0),
    connections: new Set(conversations).size,
    ...span(groups),
    evidence: inTurns(groups.map(({ evidence }) => evidence)),
  };
}

/** Sums of several connections; `packets` and `evidence` say what counts of each. */
export function affectedByConnections(
  views: readonly ConnectionView[],
  packets: (view: ConnectionView) => number,
  evidence: (view: ConnectionView) => readonly EvidenceText[],
): Affected {
  return {
    packets: views.reduce((sum, view) => sum + packets(view), 0),
    connections: views.length,
    ...span(views.map(({ connection }) => connection)),
    evidence: inTurns(firstTold(views, evidence)),
  };
}

/** Lines of the first connections that have some: `inTurns` takes no more, and a cause may have thousands of connections. */
function firstTold(
  views: readonly ConnectionView[],
  evidence: (view: ConnectionView) => readonly EvidenceText[],
): EvidenceText[][] {
  const told: EvidenceText[][] = [];
  for (const view of views) {
    if (told.length === MAXIMUM_EVIDENCE) break;
    const lines = [...evidence(view), ...view.connection.evidence];
    if (lines.length > 0) told.push(lines);
  }
  return told;
}

/** Two sums together: the same cause seen in drops and in connections. */
export function bothAffected(one: Affected, other: Affected): Affected {
  const spans = [one, other].flatMap(({ firstTime, lastTime }) =>
    firstTime === null || lastTime === null ? [] : [{ firstTime, lastTime }],
  );
  return {
    packets: one.packets + other.packets,
    connections: one.connections + other.connections,
    ...span(spans),
    evidence: inTurns([one.evidence, other.evidence]),
  };
}

function span(
  items: readonly { readonly firstTime: bigint; readonly lastTime: bigint }[],
): Pick<Finding, 'firstTime' | 'lastTime'> {
  let firstTime: bigint | null = null;
  let lastTime: bigint | null = null;
  for (const item of items) {
    if (firstTime === null || item.firstTime < firstTime) firstTime = item.firstTime;
    if (lastTime === null || item.lastTime > lastTime) lastTime = item.lastTime;
  }
  return { firstTime, lastTime };
}

/** The first line of every source before the second of any, each line once, so that several conversations are shown. */
function inTurns(sources: readonly (readonly EvidenceText[])[]): EvidenceText[] {
  const taken = new Set<string>();
  const evidence: EvidenceText[] = [];
  const few = sources.filter((lines) => lines.length > 0).slice(0, MAXIMUM_EVIDENCE);
  const deepest = largest(few.map((lines) => lines.length));
  for (let depth = 0; depth < deepest; depth++) {
    for (const lines of few) {
      const line = lines[depth];
      if (line === undefined || evidence.length >= MAXIMUM_EVIDENCE) continue;
      const place = `${line.input}:${line.line}`;
      if (taken.has(place)) continue;
      taken.add(place);
      evidence.push(line);
    }
  }
  return evidence;
}
