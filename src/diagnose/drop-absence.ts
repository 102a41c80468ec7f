import type { Case } from '../aggregate/case.js';

/**
 * Would a drop on this host be in the log? Drop lines or counters of zero say so. A NetTrace alone states only the drops of the
 * layers and levels that were enabled, so a missing one proves nothing.
 */
export function wereDropsCaptured({ drops, stackDrops }: Case): boolean {
  return drops.lines > 0 || drops.selfCheck.counters === 0 || (stackDrops?.lines ?? 0) > 0;
}

/** `without a drop on this host`, or only as much as the log carries. */
export function withoutDrop(aggregate: Case): string {
  return wereDropsCaptured(aggregate) ? 'without a drop on this host' : 'and no drop in this log explains it';
}

/** `and this host did not drop them`, or only as much as the log carries. */
export function notDroppedHere(aggregate: Case, what: string): string {
  return wereDropsCaptured(aggregate) ? `and this host did not drop ${what}` : 'and no drop in this log explains it';
}
