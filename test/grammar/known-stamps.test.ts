import { expect, test } from 'vitest';
import { route } from '../read-cases.js';

const BODY =
  'PktGroupId 7, PktNumber 1, Appearance 1, Direction Rx , Type IP , Component 11, Edge 1, Filter 0, OriginalSize 197, LoggedSize 128 ';
const NAME = '[Microsoft-Windows-PktMon]';
const KNOWN = [
  `[02]0004.0270::2026-03-01 21:40:57.123456700 ${NAME} ${BODY}`,
  `[2]0004.0270::2026-03-01 21:40:57.123456700 ${NAME} ${BODY}`,
];

/** Stamps near those of logs, and what the records are read as. */
const STAMPS: readonly (readonly [string, string])[] = [
  ['the same again', `[03]1004.0271::2026-03-01 21:40:58.123456700 ${NAME}`],
  ['eight digits', `[1]0000000A.0000000B::2026-03-01 21:40:58.123456700 ${NAME}`],
  ['nine digits', `[1]00000000A.0000000B::2026-03-01 21:40:58.123456700 ${NAME}`],
  ['a processor of five digits', `[12345]0004.0270::2026-03-01 21:40:58.123456700 ${NAME}`],
  ['another provider', '[02]0004.0270::2026-03-01 21:40:58.123456700 [Microsoft-Windows-PktMoo]'],
  ['no provider', '[02]0004.0270::2026-03-01 21:40:58.123456700'],
  ['blanks', `[02]0004.0270::2026-03-01  21:40:58.123456700  ${NAME}`],
  ['many blanks', `[02]0004.0270::2026-03-01 ${' '.repeat(90)}21:40:58.123456700 ${NAME}`],
  ['milliseconds', `[02]0004.0270::2026-03-01 21:40:58.123 ${NAME}`],
];

test.each(STAMPS)('a record after known ones is read as if it stood alone: %s', (_, stamp) => {
  const line = `${stamp} ${BODY}`;
  const [alone, afterOthers, before] = [route([line]), route([...KNOWN, line]), route(KNOWN)];
  expect(afterOthers.events.length - before.events.length).toBe(alone.events.length);
  expect(afterOthers.routed.unparsed.map(({ reason }) => reason)).toEqual(
    alone.routed.unparsed.map(({ reason }) => reason),
  );
  expect(afterOthers.routed.otherProviders).toEqual(alone.routed.otherProviders);
});
