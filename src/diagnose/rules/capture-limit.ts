import type { Case } from '../../aggregate/case.js';
import { findingOf } from '../finding.js';
import { PKTMON } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed, percentWords, shortName } from '../words.js';

/** A line or two at a cut end are lost in every broken copy; more of them are a format that is not understood. */
export const SUSPECT_ABOVE_UNPARSED_SHARE = 0.01;
export const SUSPECT_FROM_UNPARSED_LINES = 10;

export const captureLimit: Rule = {
  id: 'capture-limit',
  title: 'The capture shows all traffic of the case',
  trigger: `A packet filter in force, a capture of drops alone, lines that could not be read (a suspect from ${SUSPECT_FROM_UNPARSED_LINES} lines that are above ${percentWords(SUSPECT_ABOVE_UNPARSED_SHARE)}), inputs that broke off, drop counters that differ from the drop lines, events that the level of a NetTrace does not hold, clocks that could not be joined.`,
  meaning:
    'What the capture was told not to record, or what did not survive until here, cannot be judged: its absence proves nothing.',
  category: 'coverage',
  side: 'undecided',
  evaluate({ aggregate }) {
    if (aggregate.inputs.length === 0) return noData('Nothing was read.');
    return failedOrPassed([
      ...filters(aggregate),
      ...onlyDrops(aggregate),
      ...unread(aggregate),
      ...brokenOff(aggregate),
      ...selfCheck(aggregate),
      ...notSeen(aggregate),
    ]);
  },
};

function remark(
  title: string,
  explanation: string,
  next: readonly string[],
  changes: Partial<RuleFinding> = {},
): RuleFinding {
  return findingOf({
    id: 'capture-limit',
    severity: 'info',
    side: 'undecided',
    category: 'coverage',
    confidence: 'high',
    isLoss: false,
    title,
    explanation,
    packets: 0,
    connections: 0,
    firstTime: null,
    lastTime: null,
    next,
    doc: PKTMON,
    evidence: [],
    ...changes,
  });
}

function* filters({ filters: found }: Case): Generator<RuleFinding> {
  if (found.length === 0) return;
  const conditions = found.map(({ name, conditions: parts }) =>
    shortName([name, ...parts].filter((part) => part !== '').join(' ')),
  );
  yield remark(
    `${counted(found.length, 'packet filter')} in force (${listed(conditions, 2)}): everything else is not in the log`,
    'Only traffic that fits a filter was captured. ARP, DNS and ICMP errors that belong to the problem are easily left out.',
    ['pktmon filter list', 'pktmon filter remove   (removes all filters, for a capture of everything)'],
    { evidence: found.slice(0, 3).map(({ evidence }) => evidence) },
  );
}

function* onlyDrops({ traffic }: Case): Generator<RuleFinding> {
  if (!traffic.onlyDropsCaptured) return;
  yield remark(
    'Only drops were captured, so loss beyond this host cannot be seen',
    'Packets that went through are not in the log: no handshakes, no retransmissions, no missing answers. What this host dropped is complete.',
    ['pktmon start --capture --pkt-size 0   (without --type drop)'],
  );
}

function* unread(aggregate: Case): Generator<RuleFinding> {
  const inputs = aggregate.inputs.filter(({ role }) => role !== 'side');
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0);
  const unparsed = inputs.reduce((sum, { ledger }) => sum + ledger.unparsed, 0);
  if (unparsed === 0) return;
  const share = unparsed / Math.max(1, lines);
  const reasons = inputs.flatMap(({ unparsedReasons }) =>
    unparsedReasons.map(({ reason, firstLine }) => `${reason} from line ${firstLine}`),
  );
  yield remark(
    `${counted(unparsed, 'line')} of ${lines} could not be read (${listed(reasons)})`,
    'These lines are in no count. A file that was cut while it was copied ends in the middle of a record; lines of an unknown form may hide drops.',
    ['pktmon etl2txt PktMon.etl   (convert again, and copy the complete file)'],
    { severity: share > SUSPECT_ABOVE_UNPARSED_SHARE && unparsed >= SUSPECT_FROM_UNPARSED_LINES ? 'suspect' : 'info' },
  );
}

function* brokenOff({ inputs }: Case): Generator<RuleFinding> {
  const problems = inputs.flatMap((input) => input.problems);
  if (problems.length === 0) return;
  yield remark(
    `${counted(problems.length, 'problem')} while reading: ${listed(
      problems.map((problem) => problem.replace(/\.$/, '')),
      2,
    )}`,
    'The counts hold what was read up to there.',
    [],
    { confidence: 'medium' },
  );
}

function* selfCheck({ drops }: Case): Generator<RuleFinding> {
  const { agrees, counted: lines, counters } = drops.selfCheck;
  if (agrees !== false) return;
  yield remark(
    `The drop counters of Windows say ${counters ?? 0}, the log has ${counted(lines, 'drop line')}`,
    'Normally both are equal. Either lines are missing (lost events, an overwritten beginning, a part of the file), or the counters ran longer than the capture or without its filter.',
    ['pktmon counters --type drop', 'pktmon reset   (sets the counters to zero before the next capture)'],
    { confidence: 'medium' },
  );
}

function* notSeen({ stackEvents, clockNotes }: Case): Generator<RuleFinding> {
  const notes = [...(stackEvents?.notSeen ?? []), ...(clockNotes ?? [])];
  if (notes.length === 0) return;
  yield remark(
    `${counted(notes.length, 'limit')} of this trace: ${listed(
      notes.map((note) => note.replace(/\.$/, '')),
      2,
    )}`,
    'What the trace was not told to record cannot be judged: that it is absent proves nothing.',
    [
      'netsh trace start scenario=InternetClient capture=yes report=disabled level=5 tracefile=C:\\nettrace.etl   (reproduce, then: netsh trace stop, netsh trace convert C:\\nettrace.etl)',
    ],
  );
}
