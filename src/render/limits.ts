import type { Case, InputSummary } from '../aggregate/case.js';
import { selectionWords } from './selection-words.js';
import { formatCount, formatCounted, formatShare } from './number.js';
import { statedLimits } from './stated-limits.js';

/** One thing that the capture cannot show, and what that means for the conclusions. */
export interface Limit {
  /** `gap`: something is known to be missing. `note`: a property of the capture to keep in mind. */
  readonly weight: 'gap' | 'note';
  /** Input it holds for; null for the whole case. */
  readonly input: number | null;
  /** Short, for one line on a terminal. */
  readonly fact: string;
  /** What therefore cannot be concluded. */
  readonly consequence: string;
}

/** All limits of a case, gaps first. Numbers and fixed words only, except for what the user asked for. */
export function limitsOf(theCase: Case): readonly Limit[] {
  const limits = [
    ...selectionLimits(theCase),
    ...theCase.inputs.flatMap((input, index) => [...inputLimits(input, index)]),
    ...filterLimits(theCase),
    ...countingLimits(theCase),
    ...statedLimits(theCase),
  ];
  return [...limits.filter(({ weight }) => weight === 'gap'), ...limits.filter(({ weight }) => weight === 'note')];
}

function* inputLimits(input: InputSummary, index: number): Generator<Limit> {
  const limit = (weight: Limit['weight'], fact: string, consequence: string): Limit => ({
    weight,
    input: index,
    fact,
    consequence,
  });
  const lost = (input.eventsLost ?? 0) + (input.buffersLost ?? 0);
  if (lost > 0) {
    yield limit(
      'gap',
      `The trace lost ${formatCounted(input.eventsLost ?? 0, 'event')} and ${formatCounted(input.buffersLost ?? 0, 'buffer')}`,
      'A packet or drop that is not listed may still have happened. Repeat with a larger buffer or a filter.',
    );
  }
  if (input.wrapped) {
    yield limit(
      'gap',
      'The size limit was reached, the beginning is probably overwritten',
      'What happened first is missing: the start of a connection, or the cause of what is seen. Raise the file size.',
    );
  }
  if (input.ledger.unparsed > 0) {
    yield limit(
      'gap',
      `${formatCounted(input.ledger.unparsed, 'line')} could not be read (${formatShare(input.ledger.unparsed, input.lines)})`,
      'Those lines are in no count. Their reasons and first line numbers are listed with the input.',
    );
  }
  if (input.ledger.leftOut !== undefined) {
    yield limit(
      'note',
      `${formatCounted(input.ledger.leftOut, 'line')} of packets that were not dropped were left out (${formatShare(input.ledger.leftOut, input.lines)})`,
      'Only drops were asked for, so those lines were not read: if they are damaged, nobody would know.',
    );
  }
  if (!input.hasRundown && input.packetLines + input.dropLines > 0) {
    yield limit(
      'note',
      'No list of components and counters at the end',
      'Components are numbers without names, and the drop lines cannot be checked against the counters.',
    );
  }
}

function* selectionLimits({ selection }: Case): Generator<Limit> {
  if (selection === undefined) return;
  yield {
    weight: 'gap',
    input: null,
    fact: `Only a part is shown: ${selectionWords(selection)}`,
    consequence: 'Everything else in the logs was left out as asked: what is missing here may well be there.',
  };
}

function* filterLimits(theCase: Case): Generator<Limit> {
  if (theCase.filters.length > 0) {
    yield {
      weight: 'gap',
      input: null,
      fact: `${formatCounted(theCase.filters.length, 'packet filter')} in force`,
      consequence: 'Traffic outside of the filters is not in the log: that it is missing proves nothing.',
    };
  }
  if (theCase.traffic.onlyDropsCaptured) {
    yield {
      weight: 'gap',
      input: null,
      fact: 'Only drops were captured',
      consequence: 'Packets that went through are not in the log: retransmissions and missing answers cannot be seen.',
    };
  }
}

function* countingLimits(theCase: Case): Generator<Limit> {
  const { drops, traffic } = theCase;
  if (traffic.lines === 0 && drops.lines === 0 && theCase.connections.some(({ stated }) => stated !== null)) {
    yield {
      weight: 'note',
      input: null,
      fact: 'No packet lines: the network stack alone speaks',
      consequence:
        'A drop is known only where the stack states it; what reached or left the adapter is not seen. Capture with pktmon at the same time.',
    };
  }
  if (drops.selfCheck.agrees === false) {
    yield {
      weight: 'gap',
      input: null,
      fact: `The drop counters say ${formatCount(drops.selfCheck.counters ?? 0)}, the log has ${formatCount(drops.selfCheck.counted)} drop lines`,
      consequence: 'Lines are missing from the log, or the counters ran longer than the capture or without its filter.',
    };
  }
  if (traffic.truncatedLines > 0) {
    yield {
      weight: 'note',
      input: null,
      fact: `${formatCounted(traffic.truncatedLines, 'packet line')} hold only the beginning of the packet`,
      consequence: 'Payload beyond the logged size is unknown. Capture with --pkt-size 0 to see all of it.',
    };
  }
  if (traffic.withoutAddresses > 0) {
    yield {
      weight: 'note',
      input: null,
      fact: `${formatCounted(traffic.withoutAddresses, 'packet line')} name no pair of addresses`,
      consequence: 'They are counted as packets but belong to no connection.',
    };
  }
  if (drops.groupsNotKept > 0 || theCase.connectionsNotKept > 0) {
    yield {
      weight: 'note',
      input: null,
      fact: `${formatCounted(theCase.connectionsNotKept, 'connection')} and ${formatCounted(drops.groupsNotKept, 'drop group')} were counted but not kept one by one`,
      consequence: 'Totals include them, lists do not. Narrow the input with a filter to see them.',
    };
  }
  if (theCase.connections.length > 0 && theCase.connections.every((one) => one.retransmits === null)) {
    yield {
      weight: 'note',
      input: null,
      fact: 'Retransmissions were not measured',
      consequence: 'Loss beyond this host shows as retransmissions: its absence from this report proves nothing.',
    };
  }
}
