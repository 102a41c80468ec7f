import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import detail, { tokenNames as detailTokens } from '../../src/generated/grammar/pktmon-text-detail.js';
import event, { tokenNames as eventTokens } from '../../src/generated/grammar/pktmon-text-event.js';
import header, { tokenNames as headerTokens } from '../../src/generated/grammar/trace-header.js';

const grammars = [
  { name: 'pktmon-text-event', grammar: event, tokens: eventTokens, lexer: 'pktmon-text/event-lexer.ts' },
  { name: 'pktmon-text-detail', grammar: detail, tokens: detailTokens, lexer: 'pktmon-text/detail-lexer.ts' },
  { name: 'trace-header', grammar: header, tokens: headerTokens, lexer: 'pktmon-text/header-lexer.ts' },
];

describe.each(grammars)('$name', ({ name, grammar, tokens, lexer }) => {
  test('names only tokens that the lexer makes: a misspelt one would compile and never match', () => {
    // moo's own `has` says yes to every name, so the names are looked up in the source of the lexer.
    const files = [lexer, 'pktmon-text/stamp-tokens.ts'];
    const source = files
      .map((file) => readFileSync(new URL(`../../src/formats/${file}`, import.meta.url), 'utf8'))
      .join('\n');
    for (const token of tokens)
      expect(source).toMatch(new RegExp(`^\\s+${token}(?::|,$)|\\{ ${token}:|[,{] ${token}:`, 'm'));
    expect(tokens.length).toBeGreaterThan(5);
  });

  test('has no literals and no tests of a text, so the kinds of tokens alone decide the shape of a record', () => {
    const symbols = grammar().ParserRules.flatMap((rule) => rule.symbols);
    for (const symbol of symbols) if (typeof symbol !== 'string') expect(symbol).not.toHaveProperty('literal');
    for (const symbol of symbols) if (typeof symbol !== 'string') expect(symbol).not.toHaveProperty('test');
  });

  test('has postprocessors that never look at the text of a token', () => {
    const source = readFileSync(new URL(`../../grammar/${name}.ne`, import.meta.url), 'utf8');
    expect(source).not.toMatch(/\.text\b|\.value\b|\.offset\b/);
  });
});

test('every grammar of the folder is tested here or with its format', () => {
  const files = readdirSync(new URL('../../grammar/', import.meta.url)).filter((file) => file.endsWith('.ne'));
  const known = new Set(grammars.map(({ name }) => `${name}.ne`));
  expect(files.filter((file) => !known.has(file) && !file.startsWith('nettrace-') && !file.startsWith('_'))).toEqual(
    [],
  );
});
