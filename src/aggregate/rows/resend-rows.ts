import type { ConnectionSummary } from '../case.js';
import { ExactTime } from '../exact-time.js';
import type { Conversation } from '../conversation.js';
import { type CaseRows, ROW_GRADES, ROW_KINDS, type RowGrade } from './case-rows.js';
import type { RowTable } from './row-table.js';

/** How much a retransmission says: caused by a drop on this host, needed for whatever cause, or needless. */
export function resendGrade(isDroppedHere: boolean, isNeedless: boolean): RowGrade {
  if (isDroppedHere) return 'resent-dropped-here';
  return isNeedless ? 'resent-needless' : 'resent';
}

/** Retransmissions that the stack states: those that its connections kept as rows, the others as a number. */
export function statedResends(connections: readonly ConnectionSummary[], table: RowTable): void {
  for (const { protocol, local, remote, stated } of connections) {
    if (stated !== null) addResends(stated, table.conversations.id(protocol, local, remote), table);
  }
}

const OBSERVED = ROW_KINDS.indexOf('retransmission');
const STATED = ROW_KINDS.indexOf('stated-retransmission');

function addResends({ retransmissions, retransmits }: Conversation, conversation: number, table: RowTable): void {
  const time = new ExactTime();
  for (const { at, kind, direction, bytes, droppedHere, spurious, evidence } of retransmissions) {
    time.set(at);
    table.add({
      ms: time.ms,
      ns: time.ns,
      kind: STATED,
      grade: ROW_GRADES.indexOf(resendGrade(droppedHere === true, spurious === true)),
      reason: table.reasons.id(kind),
      direction: table.directions.id(direction === 'out' ? 'Tx' : 'Rx'),
      component: -1,
      location: 0,
      conversation,
      packet: 0,
      bytes,
      lines: 1,
      packetCount: 1,
      input: evidence.input,
      line: evidence.line,
    });
  }
  const notKept = (retransmits?.events ?? 0) - retransmissions.length;
  if (notKept > 0) table.count(STATED, ROW_GRADES.indexOf('resent'), notKept);
}

/**
 * A later acknowledgement or drop line may tell more of a retransmission than its own segment did. Its connection knows
 * for those that it kept, and row and story must not disagree.
 */
export function settleResends({ columns, length }: CaseRows, connections: readonly ConnectionSummary[]): void {
  const settled = new Map<string, RowGrade>();
  for (const { observed } of connections) {
    for (const { droppedHere, spurious, evidence } of observed?.retransmissions ?? [])
      settled.set(`${evidence.input}:${evidence.line}`, resendGrade(droppedHere === true, spurious === true));
  }
  for (let row = 0; row < length; row++) {
    if (columns.kind[row] !== OBSERVED) continue;
    const grade = settled.get(`${columns.input[row]}:${columns.line[row]}`);
    if (grade !== undefined) columns.grade[row] = ROW_GRADES.indexOf(grade);
  }
}
