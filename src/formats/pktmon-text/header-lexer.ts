import moo from 'moo';
import { lazy } from '../../base/lazy.js';
import { metadataToken, stampTokens } from './stamp-tokens.js';

/**
 * Tokens of the lines that the converter itself writes at the top, always in English:
 * `[00]2C10.1A84::2026-05-30 09:00:00.333000100 [MSNT_SystemTrace] Event: Header, BufferSize: 16777216, Version: 131082, …`
 */
export const headerLexer = lazy(() =>
  moo.states({
    // netsh joins date and time: `2026/03/27-16:12:13.966003800 [MSNT_SystemTrace]Event: Header, …`
    stamp: { netshDate: /\d{4}\/\d\d\/\d\d-(?=\d)/, ...stampTokens },
    body: {
      ws: /[ \t]+/,
      provider: /\[MSNT_SystemTrace\]/,
      metadata: metadataToken,
      separator: ', ',
      colon: /:(?= |$|,)/,
      word: {
        match: /[A-Za-z][A-Za-z0-9_]*(?=:(?: |,|$))/,
        type: moo.keywords({
          build: 'ProviderVersion',
          processors: 'NumberOfProcessors',
          startTime: 'StartTime',
          endTime: 'EndTime',
          eventsLost: 'EventsLost',
          buffersLost: 'BuffersLost',
          maximumFileSize: 'MaxFileSize',
          logFileMode: 'LogFileMode',
        }),
      },
      // Paths may hold blanks, commas and colons: `LogFileNameString: C:\case 7\PktMon.etl` is the last pair.
      value: /(?:(?!, [A-Za-z][A-Za-z0-9_]*:)[^\n])+/,
    },
  }),
);
