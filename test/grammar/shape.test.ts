import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { CompiledRules } from 'nearley';
import { describe, expect, test } from 'vitest';
import { detailLexer } from '../../src/formats/pktmon-text/detail-lexer.js';
import { detailScanners } from '../../src/formats/pktmon-text/detail-scanners.js';
import { eventLexer } from '../../src/formats/pktmon-text/event-lexer.js';
import { eventScanners } from '../../src/formats/pktmon-text/event-scanners.js';
import detailRules from '../../src/generated/grammar/pktmon-text-detail.js';
import eventRules from '../../src/generated/grammar/pktmon-text-event.js';
import { RecordParser } from '../../src/parse/record-parser.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/pktmon-text');

/** Lines of all samples, and of real logs where they are. */
const lines = [
  ...readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(path.join(SAMPLES, file))),
  ...['pktmon/real/nathaniel-a9cce3b-PktMon.txt', 'pktmon/rebuilt/stmcast-26100-de-window.txt']
    .filter(corpusHas)
    .map((file) => readFileSync(path.join(CORPUS, file))),
].flatMap((bytes) => {
  const text = bytes[0] === 0xff ? iconv.decode(bytes, 'utf-16le') : bytes.toString('utf8');
  return text.split(/\r?\n/).map((line) => Buffer.from(line).toString('latin1'));
});

const parsers = [
  {
    name: 'event lines',
    grammar: { rules: eventRules as unknown as CompiledRules, lexer: eventLexer, scanners: eventScanners },
    wanted: lines.filter((line) => line.includes('[Microsoft-Windows-PktMon]')),
  },
  {
    name: 'detail lines',
    grammar: { rules: detailRules as unknown as CompiledRules, lexer: detailLexer, scanners: detailScanners },
    wanted: lines.filter((line) => line.startsWith('\t')),
  },
];

const FRAGMENTS = [
  ' ',
  '  ',
  ',',
  ', ',
  ':',
  ': ',
  '.',
  '-',
  '=',
  '  = ',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '0',
  '12',
  '1.2.3.4',
  '1.2.3.4.5',
  '.80',
  '::1',
  'fe80::1',
  '0x1F',
  'AB',
  'x',
  'Rx',
  'MAC-1',
  'PktNumber',
  'Drop: ',
  'ip: ',
  'length ',
  'seq ',
  'ack ',
  'win ',
  'DE-AD-BE-EF-00-01',
  '99999999999999999999',
  '\xef\xbc\x8c',
  '\xe3\x80\x81',
  '\xef\xbc\x9a',
  '\xc2\xa0',
  '\x00',
  '\t',
  '\r',
  '<DateTime>',
  '2026-01-01',
  '12:00:00.123456700',
  '[02]',
  '0000.0000::',
];

const edit = fc.record({
  at: fc.nat(260),
  remove: fc.nat(6),
  insert: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) }, { weight: 1, arbitrary: fc.constant('') }),
});

/** Everything a match says, or why there is none. */
function told(parser: RecordParser, line: string): string {
  const match = parser.parse(line);
  if (match === null) return parser.refusal;
  const fields = [...match.plan.slots.keys()]
    .sort()
    .map((field) => `${field}=${match.text(field)}/${match.number(field)}/${match.startOf(field)}`);
  return `${match.record} ${fields.join(' ')} ${JSON.stringify([...match.plan.constants])}`;
}

describe.each(parsers)('the trie of $name', ({ grammar, wanted }) => {
  test('says exactly what lexer and grammar say, of every line and of lines with anything written over them', () => {
    const fast = new RecordParser(grammar);
    const plain = new RecordParser({ rules: grammar.rules, lexer: grammar.lexer });
    for (const line of wanted) expect(told(fast, line)).toBe(told(plain, line));
    fc.assert(
      fc.property(fc.constantFrom(...wanted), fc.array(edit, { maxLength: 3 }), (line, edits) => {
        let mutated = line;
        for (const { at, remove, insert } of edits)
          mutated = mutated.slice(0, at) + insert + mutated.slice(at + remove);
        const expected = told(plain, mutated);
        // Twice: the second time the shape may be known.
        expect(told(fast, mutated)).toBe(expected);
        expect(told(fast, mutated)).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  test('takes packets of known shapes without the lexer, but for free text', () => {
    const packets = wanted.filter(
      (line) => line.includes('PktGroupId') || line.includes('Flags [') || line.includes('UDP, '),
    );
    const fast = new RecordParser(grammar);
    for (const line of packets) fast.parse(line);
    expect(fast.parsedByNearley / packets.length).toBeLessThan(0.2);
    const before = fast.lexed;
    for (const line of packets) fast.parse(line);
    // Chinese and Korean values, HTTP lines and DNS names are always lexed.
    expect((fast.lexed - before) / packets.length).toBeLessThan(0.15);
  });
});
