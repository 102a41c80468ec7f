import type { UnparsedId } from '../formats/log-format.js';

/** What each reason means for the reader, in a sentence. */
export const UNPARSED_MEANING: Readonly<Record<UnparsedId, string>> = {
  'cut-record': 'The file ends in the middle of this line: it was cut, or was still being written when it was copied.',
  'unknown-record': 'A line of this format whose form is not known. It may be of a newer Windows build, or edited.',
  'unknown-detail': 'The packet below an event line could not be read; the event itself counts.',
  'detail-without-event':
    'A packet description without the event line above it: the file begins in the middle of a record.',
  'ambiguous-record': 'The grammar reads this line in two ways. That is a defect of etlreport; please report it.',
  'line-too-long': 'The line is longer than 1 MiB, which no log line is. Only its beginning was looked at.',
  'console-text': 'What pktmon or netsh say on the console; no event.',
  'not-a-log-line': 'The line is not in the form of a log: other text in the same file.',
  'placeholder-time':
    'The time of the line is a placeholder such as <DateTime>: it was copied from documentation, not captured.',
};
