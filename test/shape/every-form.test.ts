import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type GrammarName, GRAMMARS, type TestedGrammar } from './grammars.js';
import { PlainNearley } from './plain-nearley.js';
import { unusedRules } from './rules-used.js';

/** Alternatives that the lexer leaves nothing to: `igmp` is only cut in front of a blank, which is its `rest`. */
const OUT_OF_REACH: Partial<Record<GrammarName, readonly string[]>> = { 'pktmon-text-detail': ['payload$ebnf$2 → '] };

describe.each(Object.entries(GRAMMARS) as [GrammarName, TestedGrammar][])('the records for %s', (name, tested) => {
  const { grammar, records } = tested;

  test('use every alternative of every rule of the grammar, so that no form of a record is left out', () => {
    expect(unusedRules(grammar, records())).toEqual(OUT_OF_REACH[name] ?? []);
  });

  test('have one parse at most', () => {
    const plain = new PlainNearley(grammar);
    const ambiguous = records().filter((record) => plain.parse(Buffer.from(record, 'latin1')) === 'ambiguous');
    expect(ambiguous).toEqual([]);
  });
});

test('every grammar is compared: a new one needs records in grammars.ts', () => {
  const files = readdirSync(new URL('../../grammar/', import.meta.url)).filter((file) => file.endsWith('.ne'));
  expect(files.map((file) => file.slice(0, -3)).toSorted()).toEqual(Object.keys(GRAMMARS).toSorted());
});
