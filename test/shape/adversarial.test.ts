import { describe, expect, test } from 'vitest';
import { ADVERSITIES } from './adversarial.js';
import { compareRecord, expectations } from './compare.js';
import { GRAMMARS, type TestedGrammar } from './grammars.js';
import { READERS } from './readers.js';
import { describeReading } from './reading.js';

/** So many records of each grammar are changed, from first to last: all would take minutes. */
const RECORDS = 60;
/** Lexing 60,000 bytes takes its time: such changes are made to a few records. */
const LONG = 4_000;

describe.each(Object.entries(GRAMMARS) as [string, TestedGrammar][])('records for %s', (_, { grammar, records }) => {
  const all = records();
  const originals = all.filter((__, i) => i % Math.ceil(all.length / RECORDS) === 0);
  const plainly = expectations(grammar, originals);

  test.each(ADVERSITIES)('with $name', ({ change }) => {
    const readers = READERS.map((create) => create(grammar));
    let long = 0;
    for (const original of originals) {
      const changed = change(original);
      if (changed === original || (changed.length > LONG && ++long > 3)) continue;
      for (const record of [original, changed]) {
        const expected = plainly(record);
        const wrong = compareRecord(record, expected, readers);
        if (wrong === null) continue;
        expect(`${record}\n${describeReading(wrong.actual)}`).toBe(`${record}\n${describeReading(expected)}`);
      }
    }
  });
});

test('every change changes something', () => {
  const all = Object.values(GRAMMARS).flatMap(({ records }) => records());
  const idle = ADVERSITIES.filter(({ change }) => all.every((record) => change(record) === record));
  expect(idle).toEqual([]);
});
