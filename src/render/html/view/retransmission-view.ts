import type { ExplainingDrop, Retransmission } from '../../../aggregate/conversation.js';
import { evidencePlace } from '../../evidence-text.js';
import { formatCount, formatMilliseconds } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import type { Scope } from './scope.js';

export const KIND_WORD: Readonly<Record<Retransmission['kind'], string>> = {
  syn: 'SYN',
  rto: 'timeout',
  tlp: 'tail loss probe',
  fast: 'fast',
  rack: 'RACK',
  'send-tracker': 'send tracker',
  unknown: 'kind not known',
};

/** One row: when, how, which bytes, whether a drop on this host explains it, and where it stands. */
export function retransmissionView(one: Retransmission, scope: Scope) {
  const paths = scope.report.case.inputs.map(({ path }) => path);
  return {
    time: scope.clock.timeOfDay(one.at),
    direction: one.direction === 'out' ? 'sent' : 'received',
    kind: KIND_WORD[one.kind],
    copy: formatCount(one.copy),
    after: one.afterMs === null ? 'not seen' : formatMilliseconds(one.afterMs),
    sequence: one.sequence === null ? '-' : String(one.sequence),
    bytes: formatCount(one.bytes),
    mark: markOf(one),
    why: one.explainedBy ? explanation(one.explainedBy, paths) : null,
    place: evidencePlace(one.evidence, paths),
  };
}

/** A word for everybody, and a tone for those who see colours. */
function markOf({ droppedHere, spurious }: Retransmission): { readonly word: string; readonly tone: string } {
  if (droppedHere === true) return { word: 'dropped here', tone: 'fault' };
  if (spurious === true) return { word: 'not needed', tone: 'benign' };
  if (droppedHere === false) return { word: 'not dropped here', tone: 'suspect' };
  return { word: 'drops not captured', tone: 'note' };
}

/** `Inspection drop (909) of the data, 300 ms before, by sequence number, PktMon.txt:31`. */
function explanation(drop: ExplainingDrop, paths: readonly string[]): string {
  const code = drop.code === null ? '' : ` (${drop.code})`;
  const found = drop.by === 'sequence' ? 'same sequence number' : 'same ends and time';
  const evidence = 'text' in drop.evidence ? drop.evidence : { ...drop.evidence, text: '' };
  return `${visibleText(drop.reason)}${code} of the ${drop.packet}, ${found}, ${evidencePlace(evidence, paths)}`;
}
