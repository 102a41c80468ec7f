import type { Case, ConnectionSummary } from '../aggregate/case.js';
import type { Conversation } from '../aggregate/conversation.js';
import { formatCount, formatCounted } from './number.js';

/** Retransmissions of all kept connections together. */
export interface RetransmissionTotals {
  readonly events: number;
  readonly connections: number;
  /** Null when no log could show a drop on this host. */
  readonly droppedHere: number | null;
  readonly kinds: readonly (readonly [word: string, count: number])[];
}

/** Words of the kinds, in the order in which they are told. */
const KINDS = [
  ['SYN', 'syn'],
  ['timeout', 'rto'],
  ['tail loss probe', 'tlp'],
  ['fast', 'fast'],
] as const;

/** The totals; null when no connection was measured, which is not the same as none. */
export function retransmissionTotals({ connections }: Case): RetransmissionTotals | null {
  const measured = connections.flatMap(({ retransmits }) => (retransmits === null ? [] : [retransmits]));
  if (measured.length === 0) return null;
  const resending = connections.filter(({ retransmits }) => (retransmits?.events ?? 0) > 0);
  const here = resending.map(droppedHere).filter((count) => count !== null);
  return {
    events: measured.reduce((sum, { events }) => sum + events, 0),
    connections: resending.length,
    droppedHere: here.length === 0 ? null : here.reduce((sum, count) => sum + count, 0),
    kinds: KINDS.map(([word, key]) => [word, measured.reduce((sum, one) => sum + one[key], 0)] as const).filter(
      ([, count]) => count > 0,
    ),
  };
}

/** Retransmissions of one connection that a drop on this host explains; null when drops were not captured. */
export function droppedHere(connection: ConnectionSummary): number | null {
  const told = tellerOf(connection);
  if (told === null || told.retransmits === null) return null;
  const isKnown = told.retransmits.droppedHere > 0 || told.retransmissions.some((one) => one.droppedHere !== null);
  return isKnown ? told.retransmits.droppedHere : null;
}

/** The source whose figures stand in the short fields of a connection: the stack, if it states any. */
function tellerOf({ stated, observed }: ConnectionSummary): Conversation | null {
  if (stated !== null && stated.retransmits !== null) return stated;
  return observed;
}

/** `3 retransmissions on 2 connections (2 timeout, 1 SYN); 2 dropped here`. */
export function retransmissionSentence(totals: RetransmissionTotals): string {
  return `${formatCounted(totals.events, 'retransmission')} ${onConnections(totals)}`;
}

/** The same behind a label that says what is counted: `3 on 2 connections (2 timeout, 1 SYN); 2 dropped here`. */
export function retransmissionFigure(totals: RetransmissionTotals): string {
  return `${formatCount(totals.events)} ${onConnections(totals)}`;
}

function onConnections(totals: RetransmissionTotals): string {
  const connections = formatCounted(totals.connections, 'connection');
  return `on ${connections}${kindWords(totals.events, totals.kinds)}; ${droppedHereWords(totals)}`;
}

/** ` (3 timeout, 2 fast)`; the word alone, ` (timeout)`, when all of them are of one kind; empty when no kind is known. */
export function kindWords(events: number, kinds: RetransmissionTotals['kinds']): string {
  const known = kinds.filter(([, count]) => count > 0);
  const words = known.map(([word, count]) => (count === events ? word : `${formatCount(count)} ${word}`));
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

export function droppedHereWords({ droppedHere: count }: Pick<RetransmissionTotals, 'droppedHere'>): string {
  if (count === null) return 'drops on this host were not captured';
  return count === 0 ? 'none dropped here' : `${formatCount(count)} dropped here`;
}
