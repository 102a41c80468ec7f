import type { Case } from '../aggregate/case.js';
import { asksForDropsOnly } from '../aggregate/selection.js';

/** What the capture can show at all: without it, silence proves nothing. */
export interface Coverage {
  /** Null when drops on this host would be in the log, else the sentence that says why not. */
  readonly noDrops: string | null;
  /** Null when at least one connection could be followed, else the sentence that says why not. */
  readonly noConversations: string | null;
  /** What is known to be missing from the trace, as noun phrases: `412 events were lost`. */
  readonly gaps: readonly string[];
}

/** What the capture can show, from what was read. */
export function coverageOf(aggregate: Case): Coverage {
  return { noDrops: noDrops(aggregate), noConversations: noConversations(aggregate), gaps: gaps(aggregate) };
}

function noDrops({ traffic, drops, connections, stackDrops, stackEvents }: Case): string | null {
  if (traffic.lines > 0 || drops.lines > 0) return null;
  // A NetTrace alone has no packet lines, but it states drops and connections.
  if (connections.length > 0 || stackDrops !== undefined || stackEvents !== undefined) return null;
  return 'No packet, drop or connection was in the log.';
}

/** True when packets that went through are not in the case: none were captured, or only drops were asked for. */
export function showsOnlyDrops({ traffic, selection }: Case): boolean {
  return traffic.onlyDropsCaptured || asksForDropsOnly(selection);
}

function noConversations({ connections, traffic, selection }: Case): string | null {
  if (connections.some(({ stated }) => stated !== null)) return null;
  // What drop lines alone tell of a connection is not its conversation.
  if (traffic.onlyDropsCaptured) {
    return 'Only drops were captured: packets that went through are not in the log.';
  }
  if (asksForDropsOnly(selection)) return 'Only drops were asked for: packets that went through were left out.';
  if (connections.some(({ observed }) => observed !== null)) return null;
  if (traffic.lines === 0) return 'No packet was in the log.';
  return 'No connection could be followed from these lines.';
}

function gaps({ inputs, filters, traffic }: Case): string[] {
  const lost = inputs.reduce((sum, input) => sum + (input.eventsLost ?? 0), 0);
  const buffers = inputs.reduce((sum, input) => sum + (input.buffersLost ?? 0), 0);
  return [
    ...(lost > 0 ? [`${lost} events were lost`] : []),
    ...(buffers > 0 ? [`${buffers} buffers were lost`] : []),
    ...(inputs.some(({ wrapped }) => wrapped) ? ['the beginning was overwritten'] : []),
    ...(filters.length > 0 ? ['a packet filter was in force'] : []),
    ...(traffic.onlyDropsCaptured ? ['only drops were captured'] : []),
  ];
}
