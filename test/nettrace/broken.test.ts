import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessages } from '../../grammar/read-messages.mjs';
import type { CompiledRules } from 'nearley';
import { messageLexer } from '../../src/formats/nettrace-text/message-lexer.js';
import { ATTACHED_VALUES, messageScanners, messageTokenAt } from '../../src/formats/nettrace-text/message-scanners.js';
import { stampLexer } from '../../src/formats/nettrace-text/stamp-lexer.js';
import { phrases } from '../../src/generated/grammar/nettrace-messages-phrases.js';
import messageRules, { tokenNames as messageTokens } from '../../src/generated/grammar/nettrace-message.js';
import { tokenNames as stampTokens } from '../../src/generated/grammar/nettrace-stamp.js';
import { RecordParser } from '../../src/parse/record-parser.js';
import { route } from '../read-cases.js';
import { parseText } from '../shape/parse-text.js';
import { netshLine, pktmonLine } from './read-lines.js';
import { render, valuesOf } from './render-message.js';

const messages = readMessages(readFileSync(new URL('../../grammar/nettrace-messages.txt', import.meta.url), 'utf8'));

const line = fc
  .constantFrom(...messages)
  .chain((message) =>
    fc
      .tuple(valuesOf(message), fc.boolean())
      .map(([values, isNetsh]) =>
        isNetsh ? netshLine(render(message, values, 'netsh')) : pktmonLine(render(message, values, 'pktmon')),
      ),
  );
const FRAGMENTS = [
  ' ',
  ', ',
  '.',
  ')',
  '(',
  '=',
  ' = ',
  ', Status = ',
  'TCP: connection ',
  '0x',
  '4(',
  '\\',
  '\uFFFD',
  '本',
  '[',
  ']',
  '::',
  '999999999999999999999',
  '\t',
];
const mutated = fc
  .tuple(
    line,
    fc.array(fc.tuple(fc.nat(400), fc.nat(3), fc.constantFrom(...FRAGMENTS)), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((changed, [at, drop, piece]) => changed.slice(0, at) + piece + changed.slice(at + drop), text),
  );

test('broken lines are never a crash, never read in two ways, and each is in one bucket', () => {
  fc.assert(
    fc.property(fc.array(mutated, { minLength: 1, maxLength: 40 }), (lines) => {
      const { routed } = route(lines);
      const { event, detail, rundown, otherProvider, blank, unparsed } = routed.ledger;
      expect(event + detail + rundown + otherProvider + blank + unparsed).toBe(lines.length);
      expect(routed.unparsed.map(({ reason }) => reason)).not.toContain('ambiguous-record');
    }),
    { numRuns: 60, seed: 11 },
  );
});

test('a message cut anywhere is never read in two ways', () => {
  const parser = new RecordParser({ rules: messageRules() as unknown as CompiledRules, lexer: messageLexer() });
  for (const message of messages) {
    const [values] = fc.sample(valuesOf(message), { numRuns: 1, seed: 5 });
    const text = Buffer.from(render(message, values ?? {}, 'netsh')).toString('latin1');
    for (let end = 0; end <= text.length; end += 7) {
      if (parseText(parser, text.slice(0, end)) === null) expect(parser.refusal, text.slice(0, end)).toBe('no-parse');
    }
  }
});

test('messages that are none of ours cost one shape together', () => {
  const parser = new RecordParser({ rules: messageRules() as unknown as CompiledRules, lexer: messageLexer() });
  for (let i = 0; i < 1000; i++) parseText(parser, `IP: ${'word '.repeat(i % 50)} ${i}, and (more) = ${i}.`);
  expect(parser.parsedByNearley).toBe(1);
});

test('a line cut at the end of the file is said to be cut', () => {
  const text = netshLine('TCP: connection 0xFFFFA98C1E2D4050 (local=192.0.2.5:50123 remo');
  expect(route([text]).routed.otherProviders).toHaveLength(1);
});

test('the grammars name only tokens that their lexers make', () => {
  const kinds = new Set(phrases.map(([, kind]) => kind));
  const known = new Set([
    ...kinds,
    'metadata',
    'icmp',
    'unknown',
    'status',
    'ignoreIp4',
    'useIp4',
    'named',
    'hex',
    'ip4',
    'ip6',
    'clock',
    'number',
    'slash',
    'label',
    'word',
    'punctuation',
  ]);
  expect(messageTokens.filter((name) => !known.has(name))).toEqual([]);
  expect(messageTokens.filter((name) => !messageLexer().has(name) && !kinds.has(name))).toEqual([]);
  expect(stampTokens.filter((name) => !stampLexer().has(name))).toEqual([]);
});

test('known shapes are walked to the same result as lexer and grammar give', () => {
  const rules = messageRules() as unknown as CompiledRules;
  const plain = new RecordParser({ rules, lexer: messageLexer() });
  const quick = new RecordParser({
    rules,
    lexer: messageLexer(),
    scanners: messageScanners,
    attached: ATTACHED_VALUES,
    tokenAt: messageTokenAt,
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(line, mutated), { minLength: 1, maxLength: 60 }), (lines) => {
      for (const text of lines) {
        const message = Buffer.from(text.slice(text.indexOf(']', 10) + 1)).toString('latin1');
        expect(fieldsOf(quick, message), message).toEqual(fieldsOf(plain, message));
      }
    }),
    { numRuns: 150, seed: 23 },
  );
  expect(quick.lexed).toBeLessThan(plain.lexed);
});

function fieldsOf(parser: RecordParser, message: string): unknown {
  const match = parseText(parser, message);
  if (match === null) return parser.refusal;
  return [
    match.record,
    [...match.plan.constants],
    [...match.plan.slots.keys()].map((name) => [name, match.text(name)]),
  ];
}
