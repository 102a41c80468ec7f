import type { InputSummary } from '../../aggregate/case.js';
import { findingOf } from '../finding.js';
import { PKTMON } from '../official-docs.js';
import { failedOrPassed, noData, type Rule, type RuleFinding } from '../rule.js';
import { counted, listed } from '../words.js';

export const traceLoss: Rule = {
  id: 'trace-loss',
  title: 'The trace itself is complete',
  trigger:
    'Events or buffers lost as the header of the trace states (suspect), and files that reached their size limit, so that their beginning is overwritten (information).',
  meaning:
    'The capture could not keep up or had no room: what is not in it may still have happened. Statements about what is missing are weak then.',
  category: 'coverage',
  side: 'undecided',
  evaluate({ aggregate }) {
    const { inputs } = aggregate;
    const known = inputs.filter(
      ({ eventsLost, buffersLost, wrapped }) => eventsLost !== null || buffersLost !== null || wrapped,
    );
    if (known.length === 0) return noData('No input has a header that states how many events were lost.');
    const lossy = inputs.filter(({ eventsLost, buffersLost }) => (eventsLost ?? 0) + (buffersLost ?? 0) > 0);
    const wrapped = inputs.filter((input) => input.wrapped);
    return failedOrPassed([
      ...(lossy.length > 0 ? [lostFinding(lossy)] : []),
      ...(wrapped.length > 0 ? [wrappedFinding(wrapped)] : []),
    ]);
  },
};

const COMMON = {
  category: 'coverage',
  side: 'undecided',
  packets: 0,
  connections: 0,
  evidence: [],
  doc: PKTMON,
  isLoss: false,
} as const;

function lostFinding(inputs: readonly InputSummary[]): RuleFinding {
  const events = inputs.reduce((sum, { eventsLost }) => sum + (eventsLost ?? 0), 0);
  const buffers = inputs.reduce((sum, { buffersLost }) => sum + (buffersLost ?? 0), 0);
  const what = listed([events > 0 ? counted(events, 'event') : '', buffers > 0 ? counted(buffers, 'buffer') : '']);
  return findingOf({
    ...COMMON,
    id: 'trace-loss',
    severity: 'suspect',
    confidence: 'high',
    title: `The trace lost ${what} while it was written`,
    explanation:
      'More events came than could be written. Drops and packets may be missing from this log, so a connection without them is not proven to be healthy, and counts are lower bounds.',
    ...spanOf(inputs),
    next: [
      'pktmon start --capture --file-size 2048   (megabytes; set a filter first, fewer events are better than larger files)',
      'pktmon filter add case -i <address>',
    ],
    notConfused: 'Not packet loss of the network: only the log is incomplete.',
  });
}

function wrappedFinding(inputs: readonly InputSummary[]): RuleFinding {
  return findingOf({
    ...COMMON,
    id: 'trace-loss',
    severity: 'info',
    confidence: 'medium',
    title: `${counted(inputs.length, 'trace')} reached the size limit, so the beginning is probably overwritten`,
    explanation:
      'The default of pktmon is a circular file of 512 MB: the newest events overwrite the oldest. How a connection began, or what came before the first line, is not in the log.',
    ...spanOf(inputs),
    next: ['pktmon start --capture --file-size 2048 --log-mode circular   (megabytes; or --log-mode multi-file)'],
    notConfused: 'Not a short problem: the problem may have begun long before the first line.',
  });
}

function spanOf(inputs: readonly InputSummary[]) {
  const firsts = inputs.flatMap(({ firstTime }) => (firstTime === null ? [] : [firstTime]));
  const lasts = inputs.flatMap(({ lastTime }) => (lastTime === null ? [] : [lastTime]));
  return {
    firstTime: firsts.reduce<bigint | null>((least, time) => (least === null || time < least ? time : least), null),
    lastTime: lasts.reduce<bigint | null>((most, time) => (most === null || time > most ? time : most), null),
  };
}
