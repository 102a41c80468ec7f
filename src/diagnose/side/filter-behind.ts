import type { Case, DropGroup } from '../../aggregate/case.js';
import { type DroppedEnds, FlowIndex } from '../../aggregate/side/drop-join.js';
import type { BlockedFlow, SideSummary } from '../../aggregate/side/side-summary.js';
import type { EvidenceText } from '../../events/evidence.js';
import type { Severity } from '../diagnosis.js';
import { LOOK_FROM_PACKETS, severityOf } from '../drop-severity.js';
import { filterSteps } from './filter-steps.js';
import { filterSentences, originOf, whoseFilter } from './filter-words.js';

/** Different filters told of in one finding. */
const MOST_FILTERS = 3;

/** Which filter dropped, as the files beside the trace prove. */
export interface FilterBehind {
  /** `the firewall rule "Block SMB" (contoso-block-smb)`, to follow "by". */
  readonly whose: string;
  /** Nothing listens on the port and Windows Firewall hides that: the firewall is not the cause. */
  readonly isStealth: boolean;
  /** Only while the network is identified or Windows starts. */
  readonly isTransient: boolean;
  readonly isThirdParty: boolean;
  /** A rule, or a default that keeps out what somebody wants in. */
  readonly isFault: boolean;
  /** The filter was looked up, or the event names the rule itself. */
  readonly isNamed: boolean;
  readonly explanation: string;
  readonly next: readonly string[];
  readonly doc: string | null;
  readonly evidence: readonly EvidenceText[];
}

/** The filter behind some drops; null when no event beside the trace is of the same packets. `port` is that of the service. */
export function filterBehind(groups: readonly DroppedEnds[], { side }: Case, port: number): FilterBehind | null {
  if (side === undefined || side.blocked.flows.length === 0) return null;
  const index = indexOf(side);
  return filterOf([...new Set(groups.flatMap((group) => index.flowsOf(group)))], port);
}

/** The same for blocked flows that are known already. */
export function filterOf(flows: readonly BlockedFlow[], port: number): FilterBehind | null {
  const different = byFilter(flows);
  const [first, ...others] = different;
  if (first === undefined) return null;
  const shown = [first, ...others].slice(0, MOST_FILTERS);
  const record = originOf(first.filter, first.layerId);
  const isStealth = different.every(({ filter, layerId }) => originOf(filter, layerId)?.match === '^Stealth$');
  return {
    whose: whoseFilter(first.filter, first.layerId) + (others.length === 0 ? '' : ` and ${others.length} more`),
    isStealth,
    isTransient: different.every(({ filter, layerId }) => originOf(filter, layerId)?.verdict === 'benign'),
    isFault: different.some(({ filter, layerId }) => originOf(filter, layerId)?.verdict === 'fault'),
    isThirdParty: first.filter.provider?.kind === 'third-party',
    isNamed: first.filter.lookup === 'found' || first.filter.origin !== null,
    explanation: shown.map(filterSentences).join(' '),
    next: [...new Set(shown.flatMap((flow) => filterSteps(flow, port)))],
    doc: record?.doc ?? null,
    evidence: shown.flatMap(({ evidence, filter }) => [
      ...evidence.slice(0, 1),
      ...(filter.evidence === null ? [] : [filter.evidence]),
    ]),
  };
}

/** How bad drops are, now that it is known which filter made them. */
export function severityBehind(filter: FilterBehind | null, groups: readonly DropGroup[]): Severity {
  if (filter === null || filter.isStealth) return severityOf(groups);
  if (filter.isTransient) return 'suspect';
  const packets = groups.reduce((sum, group) => sum + group.packets, 0);
  return filter.isFault && packets >= LOOK_FROM_PACKETS ? 'fault' : severityOf(groups);
}

/** One flow for each filter with the events of all of them, most events first. */
function byFilter(flows: readonly BlockedFlow[]): readonly BlockedFlow[] {
  const merged = new Map<string, BlockedFlow>();
  for (const flow of flows) {
    const key = `${flow.filter.filterId} ${flow.filter.origin} ${flow.layerId}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? flow : { ...known, events: known.events + flow.events });
  }
  return [...merged.values()].sort((x, y) => y.events - x.events);
}

/** A case is judged by many rules, its flows are indexed once. */
const indexes = new WeakMap<SideSummary, FlowIndex<BlockedFlow>>();

function indexOf(side: SideSummary): FlowIndex<BlockedFlow> {
  let index = indexes.get(side);
  if (index === undefined) {
    index = new FlowIndex(side.blocked.flows);
    indexes.set(side, index);
  }
  return index;
}
