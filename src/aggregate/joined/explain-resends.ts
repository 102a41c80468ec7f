import { NANOSECONDS_PER_MILLISECOND, NANOSECONDS_PER_SECOND, type Nanoseconds } from '../../base/time.js';
import type { ExplainingDrop } from '../conversation.js';
import { sequenceDistance } from '../observed/sequence-number.js';
import { bytesOf, type Resend } from '../stated/resend.js';
import type { StatedConnection } from '../stated/stated-connection.js';
import type { DropNote } from './drop-note.js';
import type { DropNotes } from './drop-notes.js';
import type { StackDropNote } from './stack-drop-table.js';

/** When the copy before was not seen: the largest usual first timeout (InitialRto of Windows 8 to 10 is 3 s). */
const UNSEEN_BEFORE: Nanoseconds = 3n * NANOSECONDS_PER_SECOND;
/** The drop line of a packet may be stamped a little before the send event of the same packet. */
const SLACK: Nanoseconds = 5n * NANOSECONDS_PER_MILLISECOND;

export interface DropSources {
  readonly drops: DropNotes;
  /** Stack drops of TCP that belong to this connection and no other. */
  readonly stackDrops: readonly StackDropNote[];
  areComparable(one: number, other: number): boolean;
  /** Would a drop at this time have been captured? */
  wereDropsCaptured(input: number, at: Nanoseconds): boolean;
}

/**
 * Marks each kept retransmission: dropped here, not dropped here, or unknown because drops were not captured. What explains a
 * copy is the loss of the copy before it (or of its acknowledgement), so the drop lies between the two.
 */
export function explainResends(connection: StatedConnection, sources: DropSources): void {
  for (const resend of connection.loss.resends.kept) {
    const explanation = explain(resend, connection, sources);
    resend.explainedBy = explanation;
    resend.droppedHere =
      explanation !== null ? true : sources.wereDropsCaptured(resend.source.input, resend.at) ? false : null;
  }
}

function explain(resend: Resend, connection: StatedConnection, sources: DropSources): ExplainingDrop | null {
  const { local, remote } = connection;
  if (local === null || remote === null) return null;
  const from = (resend.before ?? resend.at - UNSEEN_BEFORE) - SLACK;
  const isWanted = (drop: DropNote) => !drop.isHarmless && sources.areComparable(resend.source.input, drop.input);
  const between = (source: string, destination: string) =>
    sources.drops.between('tcp', source, destination, from, resend.at).filter(isWanted);
  const out = between(local.address, remote.address).filter(
    (drop) => drop.isSent !== false && drop.sourcePort === local.port && drop.destinationPort === remote.port,
  );
  const data = bestOf(out, resend.at, (drop) => dataMatch(resend, drop));
  if (data !== null) return fromPktMon(data.drop, 'data', data.by);
  const back = between(remote.address, local.address).filter(
    (drop) => drop.isSent !== true && drop.sourcePort === remote.port && drop.destinationPort === local.port,
  );
  const answer = bestOf(back, resend.at, (drop) => answerMatch(resend, drop));
  if (answer !== null) return fromPktMon(answer.drop, 'acknowledgement', answer.by);
  const stack = sources.stackDrops.find(
    (note) => note.at >= from && note.at <= resend.at && note.meaning.verdict !== 'benign',
  );
  return stack === undefined ? null : fromStack(stack);
}

type By = ExplainingDrop['by'];

/**
 * A match by sequence number before one by time alone, and the latest one that is certainly older than the copy: each copy is
 * explained by the loss of the copy before it, and the copy itself may have been dropped too.
 */
function bestOf(
  drops: readonly DropNote[],
  copyAt: Nanoseconds,
  match: (drop: DropNote) => By | null,
): { readonly drop: DropNote; readonly by: By } | null {
  const matches = drops.flatMap((drop) => {
    const by = match(drop);
    return by === null ? [] : [{ drop, by }];
  });
  const bySequence = matches.filter(({ by }) => by === 'sequence');
  const candidates = bySequence.length > 0 ? bySequence : matches;
  return candidates.findLast(({ drop }) => drop.at <= copyAt - SLACK) ?? candidates[0] ?? null;
}

function dataMatch(resend: Resend, drop: DropNote): By | null {
  if (resend.kind === 'syn') return drop.flags === '' ? 'time' : drop.flags.includes('S') ? 'sequence' : null;
  if (drop.flags.includes('S')) return null;
  if (resend.sequence === null || drop.sequence === null) return 'time';
  const end = drop.sequenceEnd ?? drop.sequence;
  const startsBefore = sequenceDistance(drop.sequence, resend.sequence + Math.max(1, bytesOf(resend))) > 0;
  return startsBefore && sequenceDistance(resend.sequence, end) > 0 ? 'sequence' : null;
}

function answerMatch(resend: Resend, drop: DropNote): By | null {
  if (resend.kind === 'syn') return drop.flags === '' ? 'time' : drop.flags.includes('S') ? 'sequence' : null;
  if (resend.sequence === null || drop.acknowledgement === null) return 'time';
  return sequenceDistance(resend.sequence, drop.acknowledgement) > 0 ? 'sequence' : null;
}

function fromPktMon(drop: DropNote, packet: ExplainingDrop['packet'], by: By): ExplainingDrop {
  const place = { input: drop.input, line: drop.line };
  return {
    code: drop.codes[0] ?? null,
    reason: drop.reason,
    at: drop.at,
    packet,
    by,
    source: 'pktmon',
    evidence: drop.text === null ? place : { ...place, text: drop.text },
  };
}

function fromStack(note: StackDropNote): ExplainingDrop {
  return {
    code: note.meaning.code,
    reason: note.meaning.reason,
    at: note.at,
    packet: note.facts.direction === 'Tx' ? 'data' : 'acknowledgement',
    by: 'time',
    source: 'nettrace',
    evidence: note.evidence ?? { input: note.input, line: note.line },
  };
}
