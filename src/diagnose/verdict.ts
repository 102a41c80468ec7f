import type { Case } from '../aggregate/case.js';
import { coverageOf } from './coverage.js';
import type { CaseVerdict, Loss } from './diagnosis.js';
import type { RuleFinding } from './rule.js';
import { counted, listed, withinSentence } from './words.js';

/** How the sentence begins for each answer. */
export const LOSS_WORDS: Readonly<Record<Loss, string>> = {
  local: 'Local loss',
  remote: 'Remote loss',
  both: 'Local and remote loss',
  none: 'No loss found',
  undecided: 'Undecided',
};

/** The answer in one sentence, from the findings that are more than information, in the order of their rank. */
export function verdictOf(aggregate: Case, findings: readonly RuleFinding[]): CaseVerdict {
  const serious = findings.filter(({ severity, isLoss }) => severity !== 'info' && isLoss);
  const decided = serious.filter(({ side }) => side !== 'undecided');
  // A fault whose side is open does not hide a side that is known, unless that is only suspected.
  const worst = serious[0];
  const first = decided[0];
  if (worst === undefined) return noLoss(aggregate, findings);
  if (first === undefined || (worst.severity === 'fault' && first.severity !== 'fault')) {
    return {
      loss: 'undecided',
      confidence: worst.confidence,
      sentence: `${LOSS_WORDS.undecided}: ${worst.sentence}.`,
    };
  }
  const equals = decided.filter(({ severity }) => severity === first.severity);
  const other = equals.find(({ side }) => side !== first.side);
  if (other !== undefined) {
    const [local, remote] = first.side === 'local' ? [first, other] : [other, first];
    return {
      loss: 'both',
      confidence: first.confidence,
      sentence: `${LOSS_WORDS.both}: ${local.sentence}; and beyond this host, ${remote.sentence}.`,
    };
  }
  const loss = first.side === 'local' ? 'local' : 'remote';
  return { loss, confidence: first.confidence, sentence: `${LOSS_WORDS[loss]}: ${first.sentence}.` };
}

/** Nothing serious was found: what that proves depends on what the capture could show. */
function noLoss(aggregate: Case, findings: readonly RuleFinding[]): CaseVerdict {
  const { drops, traffic } = aggregate;
  const coverage = coverageOf(aggregate);
  // Of a selection that is empty nothing can be said, and least of all that the capture was at fault.
  if (coverage.noDrops !== null && aggregate.selection !== undefined) {
    return {
      loss: 'undecided',
      confidence: 'low',
      sentence: `${LOSS_WORDS.undecided}: nothing in these logs is what was asked for, so they were not judged. Ask for more, or for everything.`,
    };
  }
  if (coverage.noDrops !== null && haveCountersNoDrop(aggregate)) {
    return {
      loss: 'none',
      confidence: 'low',
      sentence: `${LOSS_WORDS.none}: the drop counters of this host are all zero, so none of the monitored components dropped anything while the capture ran. That proves nothing about the network: no packet was captured. Capture again while the problem happens.`,
    };
  }
  if (coverage.noDrops !== null) {
    const filter = aggregate.filters.length > 0 ? ' A packet filter was in force: check that it fits the traffic.' : '';
    return {
      loss: 'undecided',
      confidence: 'high',
      sentence: `${LOSS_WORDS.undecided}: no packet and no drop was captured, so this log can show no loss.${filter} Capture again while the problem happens.`,
    };
  }
  const harmless = isOnlyStated(aggregate)
    ? 'the network stack states no harmful drop'
    : drops.packets === 0
      ? `this host dropped none of the ${counted(traffic.packets, 'packet')} that were captured`
      : `what it dropped (${counted(drops.packets, 'packet')}) is discovery traffic or normal endings`;
  // What slows connections without losing packets is worth a word, or the reader stops here.
  const slow = findings.find(({ severity, category }) => severity !== 'info' && category !== 'coverage');
  const but = slow === undefined ? '' : ` But ${slow.sentence}.`;
  const others = traffic.onlyDropsCaptured
    ? coverage.gaps.filter((gap) => !gap.startsWith('only drops'))
    : coverage.gaps;
  const missing = others.length === 0 ? '' : ` Mind the gaps: ${listed(others, 4)}.`;
  return {
    loss: 'none',
    confidence: coverage.noConversations === null && coverage.gaps.length === 0 ? 'medium' : 'low',
    sentence: `${LOSS_WORDS.none}: ${harmless}.${but}${beyondThisHost(aggregate, coverage.noConversations, findings)}${missing}`,
  };
}

/** Counters count without a single line, but only what a filter lets through: behind one, zero may mean that nothing fitted. */
function haveCountersNoDrop({ inputs, filters, drops }: Case): boolean {
  return (
    filters.length === 0 &&
    drops.selfCheck.counters === 0 &&
    inputs.every(({ role, hasRundown }) => role === 'side' || hasRundown)
  );
}

/** Loss elsewhere is never a drop line here; it shows as retransmissions, if packets were captured. */
function beyondThisHost(
  { connections }: Case,
  noConversations: string | null,
  findings: readonly RuleFinding[],
): string {
  if (noConversations !== null) {
    return ` Loss beyond this host cannot be judged: ${withinSentence(noConversations)}`;
  }
  const followed = connections.filter(({ observed, stated }) => observed !== null || stated !== null).length;
  const who = `The ${counted(followed, 'connection')} that could be followed`;
  const resent = findings.filter(({ id }) => id === 'path-loss').reduce((sum, { packets }) => sum + packets, 0);
  const unproven = 'what began before or ended after the capture is not proven';
  const open = findings
    .filter(({ id }) => id === 'unanswered-handshake')
    .reduce((sum, one) => sum + one.connections, 0);
  if (open > 0) {
    const attempts = `${counted(open, 'connection attempt')} had no answer when the capture ended`;
    return ` ${who} ${followed === 1 ? 'shows' : 'show'} no proof of loss beyond it: ${attempts}, and an answer may have come later; ${unproven}.`;
  }
  if (resent > 0) return ` ${who} needed ${counted(resent, 'retransmission')}, so few are normal; ${unproven}.`;
  return ` ${who} ${followed === 1 ? 'shows' : 'show'} no sign of loss beyond it either; ${unproven}.`;
}

/** A NetTrace alone: the stack speaks of drops and connections, and no packet is in the log. */
function isOnlyStated({ traffic, drops, connections }: Case): boolean {
  return traffic.lines === 0 && drops.lines === 0 && connections.some(({ stated }) => stated !== null);
}
