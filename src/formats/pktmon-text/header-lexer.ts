import moo from 'moo';

/**
 * Tokens of the lines that the converter itself writes at the top, always in English:
 * `[00]1ADC.3E44::2026-05-31 13:12:57.711864100 [MSNT_SystemTrace] Event: Header, BufferSize: 16777216, Version: 131082, …`
 */
export const headerLexer = moo.states({
  stamp: {
    ws: /[ \t]+/,
    cpu: /\[ ?\d{1,4}\]/,
    ids: /[0-9A-Fa-f]{4,}\.[0-9A-Fa-f]{4,}::/,
    date: /\d{4}-\d\d-\d\d(?= )/,
    time: { match: /\d\d:\d\d:\d\d\.\d{3,9}(?= |$)/, next: 'body' },
    other: { match: /[^\n]/, next: 'body' },
  },
  body: {
    ws: /[ \t]+/,
    provider: /\[MSNT_SystemTrace\]/,
    metadata: /Level: ?[^ ,]+, Keyword: ?[^,]*, (?:Event: ?\d+, )?(?:Info: ?)?/,
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
});
