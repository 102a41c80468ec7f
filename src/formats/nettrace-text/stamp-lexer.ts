import moo from 'moo';
import { lazy } from '../../base/lazy.js';

/**
 * Tokens of the prefix of a line; lexing ends at the provider. Bytes are UTF-8, one character each, so U+200E is E2 80 8E.
 *
 *     1234 [2]0A1C.2B3C::2016-03-30 08:15:05.250 [Microsoft-Windows-TCPIP]
 *     |num| |c||pid|tid--||-- date --||-- time --||------- provider ------|
 */
export const stampLexer = lazy(() =>
  moo.states({
    stamp: {
      // Old netsh puts U+200E around each part of a date; copies show it as `?`, or as the three characters of its bytes
      // read as Windows-1252 (here in UTF-8 once more).
      ws: /[ \t]+|\xE2\x80[\x8E\x8F]|\xC3\xA2\xE2\x82\xAC\xC5\xBD|\xEF\xBB\xBF|\?/,
      cpu: /\[ ?\d{1,4}\]/,
      pid: /[0-9A-Fa-f]{4,8}(?=\.[0-9A-Fa-f]{4,8}::)/,
      tid: /\.[0-9A-Fa-f]{4,8}::/,
      time: /\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?/,
      number: /\d+/,
      mark: /[-./]/,
      placeholder: /<\w{1,40}>/,
      meridiem: /[AP]M/,
      provider: /\[[^\]]{0,120}\]/,
      other: /[^\n]/,
    },
  }),
);
