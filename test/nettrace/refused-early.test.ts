import fc from 'fast-check';
import type { CompiledRules } from 'nearley';
import { expect, test } from 'vitest';
import { messageLexer } from '../../src/formats/nettrace-text/message-lexer.js';
import { ATTACHED_VALUES, messageScanners, messageTokenAt } from '../../src/formats/nettrace-text/message-scanners.js';
import { phrases } from '../../src/generated/grammar/nettrace-messages-phrases.js';
import messageRules from '../../src/generated/grammar/nettrace-message.js';
import { RecordParser } from '../../src/parse/record-parser.js';
import { parseText } from '../shape/parse-text.js';

const rules = messageRules() as unknown as CompiledRules;
const opening = fc.constantFrom('TCP: connection ', 'TCP: Connection ', 'TCP: Tcb ', 'TCP: connection = ');
const value = fc.constantFrom('0xFFFF1234', '12', '192.0.2.5:443', '[2001:db8::5]:80', '4(Est)', '12:13:14', 'beef::1');
const phrase = fc.constantFrom(...phrases.map(([text]) => text));
const word = fc.constantFrom(
  'accepted',
  'foo',
  'to',
  'timer',
  'update',
  'abc',
  ': ',
  ':',
  ', x',
  '.',
  '(',
  'e',
  'sent',
);
const part = fc.oneof(
  value,
  word,
  word,
  phrase,
  phrase.chain((text) => fc.nat(12).map((length) => text.slice(0, length))),
);
const blanks = fc.constantFrom('', ' ', ' ', ' ', '  ', '\t');
const message = fc
  .tuple(opening, value, fc.array(fc.tuple(blanks, part), { maxLength: 5 }))
  .map(([first, one, rest]) => first + one + rest.flat().join(''));

/** As the reader of the format does before it parses: several blanks count as one. */
const single = (text: string) => text.replaceAll(/[ \t]{2,}|\t/g, ' ');

test('what is refused by its beginning is refused by lexer and grammar, with one blank and with several', () => {
  const plain = new RecordParser({ rules, lexer: messageLexer() });
  const quick = new RecordParser({
    rules,
    lexer: messageLexer(),
    scanners: messageScanners,
    attached: ATTACHED_VALUES,
    tokenAt: messageTokenAt,
  });
  let refused = 0;
  fc.assert(
    fc.property(message, (text) => {
      const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(64)]);
      const known = quick.parseKnown(bytes, 0, bytes.length - 64);
      const expected = parseText(plain, single(text));
      if (known === 'no-parse') {
        refused++;
        expect(expected).toBeNull();
      }
      const read = parseText(quick, single(text));
      expect(read?.record).toBe(expected?.record);
      expect(read?.plan.slots.size).toBe(expected?.plan.slots.size);
    }),
    { numRuns: 15_000 },
  );
  expect(refused).toBeGreaterThan(100);
});
