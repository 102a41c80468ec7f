import { describe, expect, test } from 'vitest';
import { LineHead } from '../../src/sieve/line-head.js';

const HEAD = '::0000-00-00 00:00:00.000000000 [Microsoft-Windows-PktMon] PktGroupId 0';
const BEHIND = '::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] PktGroupId 7';

function begins(line: string, encoding: 'utf8' | 'utf16le'): boolean {
  const head = new LineHead(HEAD, encoding === 'utf8' ? 1 : 2);
  const bytes = Buffer.concat([Buffer.from(`x${line}`, encoding), Buffer.alloc(head.longest)]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return head.isAt(bytes, view, encoding === 'utf8' ? 1 : 2);
}

describe.each(['utf8', 'utf16le'] as const)('the head of a packet line in %s', (encoding) => {
  test.each([
    `[02]0004.0270${BEHIND}`,
    `[2]0004.0270${BEHIND}, PktNumber 1`,
    `[1023]12345678.0A1bC2d${BEHIND}`,
    `[02]0000.0000::1999-12-31 23:59:59.999999900 [Microsoft-Windows-PktMon] PktGroupId 8444249301423149`,
  ])('%s', (line) => expect(begins(line, encoding)).toBe(true));

  test.each([
    `[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] Drop: PktGroupId 7`,
    `[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon] PktGroupId x`,
    `[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon]  PktGroupId 7`,
    `[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-TCPIP] PktGroupId 7`,
    `[02]0004.0270::2026-03-01 21:40:57.1234567 [Microsoft-Windows-PktMon] PktGroupId 7`,
    `[02]0004.0270::2026/03/01-21:40:57.123456700 [Microsoft-Windows-PktMon] PktGroupId 7`,
    `[02]0004.0270::2026-03-01 21:40:57.12[456]00 [Microsoft-Windows-PktMon] PktGroupId 7`,
    `[02]0004.0270::<DateTime> [Microsoft-Windows-PktMon] PktGroupId 7`,
    `[00002]0004.0270${BEHIND}`,
    `[]0004.0270${BEHIND}`,
    `[02]004.0270${BEHIND}`,
    `[02]0004.027${BEHIND}`,
    `[02]123456789.0270${BEHIND}`,
    `[02]000G.0270${BEHIND}`,
    `(02]0004.0270${BEHIND}`,
    `21:40:57.123456700 PktGroupId 7`,
    `[02]0004.0270::2026-03-01 21:40`,
    '',
    // One half of these characters is that of the digit, the bracket, the letter in their place.
    `[0\u3132]0004.0270${BEHIND}`,
    `\u305B02]0004.0270${BEHIND}`,
    `[02]0004.0270${BEHIND.replace('P', '\u3050')}`,
  ])('not %s', (line) => expect(begins(line, encoding)).toBe(false));
});
