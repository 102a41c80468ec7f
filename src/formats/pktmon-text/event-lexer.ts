import moo from 'moo';
import { lazy } from '../../base/lazy.js';
import { metadataToken, stampTokens } from './stamp-tokens.js';

/**
 * Tokens of a PktMon event line, by shape, never by label: labels are translated. Bytes are UTF-8, one character each
 * (see `parse/record-parser.ts`), so U+FF0C `，` is EF BC 8C, U+3001 `、` is E3 80 81 and U+FF1A `：` is EF BC 9A.
 *
 *     [02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] PktGroupId 5, PktNumber 1, Appearance 1, Direction Rx , …
 *     |cpu||-- ids --||- date -| |----- time ----| |------- provider -------| |anchor-||num sep|anchor-||num sep| word  |num sep| word |word
 *
 * The anchors are the words that no language translates.
 */
export const eventLexer = lazy(() =>
  moo.states({
    stamp: stampTokens,
    body: {
      // Property names end with a blank of their own, so properties have two: `IfIndex  = 22`. Counters have one or none.
      propertyEquals: / {2,}=(?= |$)/,
      ws: /[ \t]+/,
      provider: /\[Microsoft-Windows-PktMon\]/,
      metadata: metadataToken,
      hex: /0x[0-9A-Fa-f]+(?=[ ,]|\xEF\xBC|\xE3\x80|$)/,
      number: /\d+(?=[ ,]|\xEF\xBC|\xE3\x80|$)/,
      separator: /, ?|(?:\xEF\xBC\x8C|\xE3\x80\x81) ?/,
      colon: /(?::|\xEF\xBC\x9A)(?= |$)/,
      equals: /=(?= |$)/,
      word: {
        match: /(?:(?!\xEF\xBC[\x8C\x9A]|\xE3\x80\x81|[:=](?: |$))[^ \t,\n])+/,
        type: moo.keywords({
          groupId: 'PktGroupId',
          packetNumber: 'PktNumber',
          packetCount: 'PktCount',
          filterMac1: 'MAC-1',
          filterMac2: 'MAC-2',
          checksumOffload: 'TcpIpChecksum',
        }),
      },
      other: /[^\n]/,
    },
  }),
);
