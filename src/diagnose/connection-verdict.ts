import { notDroppedHere, wereDropsCaptured, withoutDrop } from './drop-absence.js';
import type { Case, ConnectionSummary } from '../aggregate/case.js';
import { allDropGroups } from './all-drop-groups.js';
import { sideOf } from '../knowledge/category.js';
import { findNtStatus } from '../knowledge/ntstatus.js';
import { indexDrops, viewConnection, type ConnectionView } from './connection-view.js';
import { isUnsent } from './conversation-facts.js';
import { isSeenToTheEnd } from './handshake-silence.js';
import type { CaseVerdict, Confidence, Loss } from './diagnosis.js';
import { reasonWords } from './drop-words.js';
import { LOSS_WORDS } from './verdict.js';
import { counted } from './words.js';

/** A report lists fewer; the rest would cost time and memory for nobody. */
export const MAXIMUM_CONNECTION_VERDICTS = 5_000;

/** Verdicts of the first connections of a case, in its order; null for multicast. */
export function connectionVerdicts(aggregate: Case): (CaseVerdict | null)[] {
  const dropsBetween = indexDrops(allDropGroups(aggregate));
  return aggregate.connections
    .slice(0, MAXIMUM_CONNECTION_VERDICTS)
    .map((connection) => (connection.multicast ? null : judge(viewConnection(connection, dropsBetween), aggregate)));
}

/** Verdict of one connection of a case; null for multicast. For many use `connectionVerdicts`. */
export function verdictOfConnection(connection: ConnectionSummary, aggregate: Case): CaseVerdict | null {
  if (connection.multicast) return null;
  return judge(viewConnection(connection, indexDrops(allDropGroups(aggregate))), aggregate);
}

/** Trust, most first: a drop on this host, the status the stack states, resets, retransmissions, nothing. */
function judge(view: ConnectionView, aggregate: Case): CaseVerdict {
  return (
    fromDrops(view) ??
    fromHandshake(view, aggregate) ??
    fromStatus(view) ??
    fromEnd(view, aggregate) ??
    fromRetransmissions(view, aggregate) ??
    fromNothing(view)
  );
}

function fromDrops(view: ConnectionView): CaseVerdict | null {
  if (view.handshake?.outcome === 'dropped-here' && view.drops.length === 0) {
    return verdict('local', 'high', 'this host dropped the SYN that opens it');
  }
  if (view.drops.length === 0) return null;
  const packets = Math.min(
    view.connection.drops.packets + (view.connection.stackDrops?.packets ?? 0),
    view.drops.reduce((sum, group) => sum + group.packets, 0),
  );
  const dropped = `this host dropped ${counted(packets, 'packet')} of it: ${reasonWords(view.drops)}`;
  const elsewhere = lostElsewhere(view);
  if (elsewhere === 0) return verdict('local', 'high', dropped);
  return verdict('both', 'medium', `${dropped}; ${counted(elsewhere, 'retransmission')} have no drop here`);
}

/** Retransmissions that were needed and that no drop on this host explains. */
function lostElsewhere({ retransmits }: ConnectionView): number {
  if (retransmits === null) return 0;
  return Math.max(0, retransmits.events - retransmits.droppedHere - retransmits.spurious);
}

function fromHandshake(view: ConnectionView, aggregate: Case): CaseVerdict | null {
  const { handshake, connection } = view;
  if (handshake === null) return null;
  const { remote, local } = connection;
  switch (handshake.outcome) {
    case 'refused':
      return handshake.initiator === 'remote'
        ? verdict('local', 'high', `this host refused the connection, nothing accepts it on ${local}`)
        : verdict('remote', 'high', `${remote} refused the connection with RST`);
    case 'unanswered':
      if (handshake.initiator !== 'remote' && !isSeenToTheEnd(view, aggregate)) {
        return verdict('undecided', 'low', 'the SYN was still unanswered when the capture ended');
      }
      return handshake.initiator === 'remote'
        ? verdict('local', 'medium', `the SYN from ${remote} reached this host and no answer left it`)
        : verdict('remote', 'medium', `${remote} did not answer the SYN, ${notDroppedHere(aggregate, 'it')}`);
    case 'half-open':
      return handshake.initiator === 'remote'
        ? verdict('remote', 'medium', `the SYN-ACK of this host got no answer from ${remote}`)
        : verdict('undecided', 'low', 'the handshake was not finished in this capture');
    case 'unreachable':
      // The stack's own word for a connect that never left is in its status.
      if (isUnsent(view) && view.status !== null) return null;
      return verdict('remote', 'high', `an ICMP error says that ${remote} cannot be reached`);
    case 'failed':
    case 'established':
    case 'dropped-here':
    case 'not-captured':
      return null;
  }
}

function fromStatus(view: ConnectionView): CaseVerdict | null {
  const { status, end } = view;
  const hasFailed = isUnsent(view) || end?.how === 'abort' || end?.how === 'retransmission-limit';
  const known = status === null ? null : findNtStatus(status);
  if (!hasFailed || known === null || known.category === 'normal-operation') return null;
  const side = sideOf(known.category);
  const loss: Loss = side === 'neither' ? 'none' : side;
  return verdict(loss, 'medium', `the stack gave it up with ${known.name}: ${known.meaning.replace(/\.$/, '')}`);
}

function fromEnd({ end, connection }: ConnectionView, aggregate: Case): CaseVerdict | null {
  if (end === null) return null;
  if (end.how === 'retransmission-limit') {
    return end.by === 'remote'
      ? verdict(
          'remote',
          'low',
          `${connection.remote} gave up after its retransmissions, which points to loss on the way`,
        )
      : verdict(
          'remote',
          'medium',
          `its data was sent again up to the limit and never acknowledged, ${withoutDrop(aggregate)}`,
        );
  }
  if (end.how === 'refused') return verdict('remote', 'high', `${connection.remote} refused the connection`);
  if ((end.how !== 'rst' && end.how !== 'abort') || end.resetClass === 'after-fin') return null;
  if (end.by === 'remote') return verdict('remote', 'medium', `a reset arrived from ${connection.remote}`);
  if (end.by === 'local') return verdict('none', 'medium', 'a program or the stack of this host reset it');
  return null;
}

function fromRetransmissions(view: ConnectionView, aggregate: Case): CaseVerdict | null {
  const lost = lostElsewhere(view);
  if (lost === 0) return null;
  return verdict(
    'remote',
    wereDropsCaptured(aggregate) ? 'medium' : 'low',
    wereDropsCaptured(aggregate)
      ? `${counted(lost, 'retransmission')} without a drop on this host: the loss is beyond it, of data or of acknowledgements`
      : `${counted(lost, 'retransmission')} that no drop in this log explains, which points beyond this host`,
  );
}

function fromNothing({ sources, connection }: ConnectionView): CaseVerdict {
  if (sources.length > 0 && connection.packetsIn > 0 && connection.packetsOut > 0) {
    return verdict('none', 'medium', 'no drop on this host and no retransmission');
  }
  if (sources.some(({ source }) => source === 'stated')) {
    return verdict('none', 'low', 'the stack states no loss; a capture of packets would show more');
  }
  return verdict('undecided', 'low', 'too little of it was captured; a capture with packets at both ends decides');
}

function verdict(loss: Loss, confidence: Confidence, sentence: string): CaseVerdict {
  return { loss, confidence, sentence: `${LOSS_WORDS[loss]}: ${sentence}.` };
}
