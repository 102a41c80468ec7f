import { describe, expect, test } from 'vitest';
import { RecordParser } from '../../src/parse/record-parser.js';
import { GRAMMARS } from './grammars.js';
import { parseText } from './parse-text.js';
import { logLines } from './records/log-lines.js';

/** Most lines of most logs: snapshots of packets, and packets without free text or lists. ASCII. */
const COMMON_LINES = [
  {
    name: 'event lines',
    grammar: GRAMMARS['pktmon-text-event'].grammar,
    pattern: /^[\x20-\x7e]*PktGroupId(?!.*DropReason)[\x20-\x7e]*$/,
  },
  {
    name: 'detail lines',
    grammar: GRAMMARS['pktmon-text-detail'].grammar,
    pattern: /^\t[\x20-\x7e]*(?:Flags \[(?!.*options|.*: HTTP)|UDP, )[\x20-\x7e]*$/,
  },
];

describe.each(COMMON_LINES)('$name of packets', ({ grammar, pattern }) => {
  test('are read without the lexer once their shapes are known', () => {
    const packets = logLines('pktmon-text').filter((line) => pattern.test(line));
    const parser = new RecordParser(grammar);
    for (const line of packets) parseText(parser, line);
    expect(packets.length).toBeGreaterThan(500);
    expect(parser.parsedByNearley / packets.length).toBeLessThan(0.1);
    const before = parser.lexed;
    for (const line of packets) parseText(parser, line);
    expect((parser.lexed - before) / packets.length).toBeLessThan(0.05);
  });
});
