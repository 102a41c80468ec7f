import type { Case, ConnectionSummary } from '../aggregate/case.js';
import type { SequenceCourse } from '../aggregate/journey/sequence-course.js';

/** Connections, most harmful first, whose stories are told in full, with their course. Case notes speak of a handful. */
export const STORIES_IN_FULL = 50;

/** Sequence numbers over time of one connection; absent when they were not followed. */
export function courseOf(
  { sequences }: Case,
  { protocol, local, remote }: ConnectionSummary,
): SequenceCourse | undefined {
  if (protocol !== 'tcp') return undefined;
  return sequences?.find(({ a, b }) => (a === local && b === remote) || (a === remote && b === local));
}
