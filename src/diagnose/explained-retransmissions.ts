import type { DropGroup } from '../aggregate/case.js';
import type { ConnectionView } from './connection-view.js';
import type { RuleFinding } from './rule.js';
import { counted } from './words.js';

/** Adds to a finding about drops which retransmissions they made necessary: the two belong together in the case notes. */
export function withExplained(
  finding: RuleFinding,
  groups: readonly DropGroup[],
  everyConnection: readonly ConnectionView[],
): RuleFinding {
  const hit = everyConnection.filter(
    ({ drops, retransmits }) => (retransmits?.droppedHere ?? 0) > 0 && drops.some((group) => groups.includes(group)),
  );
  if (hit.length === 0) return finding;
  const retransmissions = hit.reduce((sum, { retransmits }) => sum + (retransmits?.droppedHere ?? 0), 0);
  const words = `${counted(retransmissions, 'retransmission')} on ${counted(hit.length, 'connection')}`;
  return { ...finding, explanation: `${finding.explanation} These drops explain ${words}.` };
}
