import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { explainableRules } from '../../src/diagnose/explainable-rules.js';
import { rules } from '../../src/diagnose/rules/index.js';
import { explain } from '../../src/knowledge/explain.js';

const README = fileURLToPath(new URL('../../src/diagnose/README.md', import.meta.url));
const MARKED = /(<!-- rules -->\n)[\s\S]*(<!-- \/rules -->)/;

/** The table of all rules, as it has to stand in the README. */
function ruleTable(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = rules.map(
    ({ id, title, trigger, category, side }) =>
      `| \`${id}\` | ${cell(title)} | ${cell(trigger)} | ${category} | ${side} |`,
  );
  return [
    '',
    '| rule | healthy | triggered by | category | side |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '',
  ].join('\n');
}

it('lists every rule with its trigger in the README, as the code has it', async () => {
  const written = readFileSync(README, 'utf8');
  expect(written).toMatch(MARKED);
  const expected = written.replace(MARKED, (_, begin: string, end: string) => `${begin}${ruleTable()}${end}`);
  await expect(expected).toMatchFileSnapshot(README);
});

it('explains every rule by its id', () => {
  expect(explainableRules()).toHaveLength(rules.length);
  for (const { id, title, meaning } of rules) {
    const { entries, match } = explain(id, explainableRules());
    expect(match).toBe('exact');
    const entry = entries.find(({ kind }) => kind === 'rule');
    expect(entry?.title).toBe(title);
    expect(entry?.facts.flatMap(({ lines }) => lines)).toContain(meaning);
  }
});

it('names every rule once, by a noun phrase that is its file', () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(() => readFileSync(new URL(`../../src/diagnose/rules/${id}.ts`, import.meta.url))).not.toThrow();
  }
});
