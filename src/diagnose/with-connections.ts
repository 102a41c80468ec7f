import type { DropGroup } from '../aggregate/case.js';
import type { ConnectionView } from './connection-view.js';
import type { RuleFinding } from './rule.js';
import { counted } from './words.js';

/**
 * Adds to a finding about drops what the connections say of them: how many were hit (a group of drops holds all ports of
 * the clients of one service), and which retransmissions they made necessary.
 */
export function withConnections(
  finding: RuleFinding,
  groups: readonly DropGroup[],
  everyConnection: readonly ConnectionView[],
): RuleFinding {
  const own = new Set(groups);
  const hit = everyConnection.filter(({ drops }) => drops.some((group) => own.has(group)));
  const counts = { ...finding, connections: Math.max(finding.connections, hit.length) };
  const repeated = hit.filter(({ retransmits }) => (retransmits?.droppedHere ?? 0) > 0);
  if (repeated.length === 0) return counts;
  const retransmissions = repeated.reduce((sum, { retransmits }) => sum + (retransmits?.droppedHere ?? 0), 0);
  const words = `${counted(retransmissions, 'retransmission')} on ${counted(repeated.length, 'connection')}`;
  return { ...counts, explanation: `${finding.explanation} These drops explain ${words}.` };
}
