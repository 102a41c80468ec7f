import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Handlebars from 'handlebars';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { renderCollection, renderIndexJson, renderIndexPage } from '../../src/render/index-page/index.js';
import { indexView } from '../../src/render/index-page/index-view.js';
import { sharedCauses } from '../../src/render/index-page/shared-causes.js';
import { HOSTILE_TEXTS } from '../render/hostile.js';
import { missingPaths } from '../render/template-paths.js';
import { EMPTY, HEALTHY, buildFinding, buildIndex, buildSummary, hostileIndex } from './index-builder.js';

const TEMPLATES = new URL('../../templates/', import.meta.url);
const schema = JSON.parse(
  readFileSync(new URL('../../src/render/index-page/index-schema.json', import.meta.url), 'utf8'),
) as object;

const RULES = {
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'void-style': ['error', { style: 'omit' }],
    'require-sri': 'off',
    'long-title': 'off',
  },
} as const;

async function mistakes(html: string): Promise<readonly string[]> {
  const { results } = await new HtmlValidate(RULES as never).validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
  );
}

describe.each([
  ['a full index', buildIndex()],
  ['an index of one case', EMPTY],
])('the page of %s', (_name, index) => {
  const html = renderIndexPage(index);

  test('is valid', async () => expect(await mistakes(html)).toEqual([]));

  test('names in its policy exactly the style and the script that it holds', () => {
    for (const element of ['style', 'script']) {
      const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(html)?.[1] ?? '';
      const hash = createHash('sha256').update(text).digest('base64').replaceAll('=', '&#x3D;').replaceAll('+', '\\+');
      expect(text.length).toBeGreaterThan(100);
      expect(html.replaceAll('&#x3D;', '&#x3D;')).toMatch(new RegExp(`${element}-src &#x27;sha256-${hash}&#x27;`));
    }
    expect(html).toContain('default-src &#x27;none&#x27;');
  });

  test('is the same every time', () => expect(renderIndexPage(index)).toBe(html));
});

describe.each(Object.entries(HOSTILE_TEXTS))('names and texts with %s', (_name, text) => {
  test('become no markup and lead nowhere else', async () => {
    const html = renderIndexPage(hostileIndex(text));
    expect(await mistakes(html)).toEqual([]);
    expect(html.match(/<script/g)).toHaveLength(1);
    for (const [, address] of html.matchAll(/ href="([^"]*)"/g)) expect(address).toMatch(/^(?:#|\.\/[^/]*$)/);
    // oxlint-disable-next-line no-control-regex -- they must not be there.
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u2066\u200b]/);
  });

  test('move no cursor of a terminal', () => {
    const shown = renderCollection(hostileIndex(text), { columns: 100, color: false });
    // oxlint-disable-next-line no-control-regex -- they must not be there.
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066\u200b]/);
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

test('every path of the templates is in the view', () => {
  const parse = (path: string) => Handlebars.parse(readFileSync(new URL(path, TEMPLATES), 'utf8'));
  const own = readdirSync(new URL('index/partials/', TEMPLATES)).map((file) => `index/partials/${file}`);
  const partials = Object.fromEntries(
    [...own, 'partials/step.hbs'].map((path) => [path.replace(/^.*\/|\.hbs$/g, ''), parse(path)]),
  );
  const hashes = { styleHash: 'sha256-a', scriptHash: 'sha256-b' };
  const many = buildIndex({
    cases: buildIndex().cases.map((one, index) => ({
      ...one,
      host: `host ${index}`,
      findings: 'abcdefgh'.split('').map((id) => buildFinding({ id })),
    })),
    top: 1,
  });
  const views = [buildIndex(), EMPTY, many].map((index) => indexView(index, hashes));
  expect(missingPaths(parse('index/page.hbs'), partials, views)).toEqual([]);
});

test('the templates write nothing unescaped', () => {
  for (const file of readdirSync(new URL('index/partials/', TEMPLATES))) {
    const source = readFileSync(new URL(`index/partials/${file}`, TEMPLATES), 'utf8');
    expect(source, file).not.toMatch(/\{\{\{|\{\{~?&|=\{\{| style="| on\w+="/);
  }
});

describe('what machines share', () => {
  test('is told once, with what all of them name', () => {
    const [first, ...others] = sharedCauses(buildIndex().cases);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ id: 'next-hop-unreachable', severity: 'fault', side: 'local', packets: 42 });
    expect(first?.caseNames).toHaveLength(14);
    expect(first?.inCommon).toEqual([{ name: '192.0.2.200', cases: 14 }]);
    const html = renderIndexPage(buildIndex());
    expect(html.match(/14 of 16 cases: Next hop unreachable/g)).toHaveLength(1);
  });

  test('is nothing when each has its own, and no remark counts', () => {
    const cases = [
      buildSummary('a', { findings: [buildFinding({ severity: 'info' })] }),
      buildSummary('b', { findings: [buildFinding({ severity: 'info' })] }),
      buildSummary('c', { findings: [buildFinding({ id: 'no-route' })] }),
    ];
    expect(sharedCauses(cases)).toEqual([]);
  });

  test('has no address in common when less than half of them name it', () => {
    const cases = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
      buildSummary(name, { findings: [buildFinding({ title: `192.0.2.${index > 2 ? 9 : index} is silent` })] }),
    );
    expect(sharedCauses(cases)[0]?.inCommon).toEqual([]);
  });
});

describe('the list of machines', () => {
  const rows = (html: string) =>
    [...html.matchAll(/<tbody id="case-\d+">[\s\S]*?<th scope="row">(?:<a href="([^"]*)">)?([^<]*)/g)].map(
      ([, href, name]) => `${name} ${href}`,
    );

  test('has what hurts most first, and links to the reports', () => {
    const cases = [
      buildSummary('well', HEALTHY),
      buildSummary('undecided', { ...HEALTHY, verdict: { loss: 'undecided', confidence: 'low', sentence: 'x' } }),
      buildSummary('suspect', { findings: [buildFinding({ severity: 'suspect' })] }),
      buildSummary('fault'),
      buildSummary('more', { drops: { lines: 99, packets: 99, mattering: 99 } }),
    ];
    expect(rows(renderIndexPage(buildIndex({ cases })))).toEqual([
      'more ./more.html',
      'fault ./fault.html',
      'suspect ./suspect.html',
      'undecided ./undecided.html',
      'well ./well.html',
    ]);
  });

  test('says how many it leaves out', () => {
    const cases = Array.from({ length: 2_001 }, (_, index) => buildSummary(`m${index}`));
    const html = renderIndexPage(buildIndex({ cases }));
    expect(rows(html)).toHaveLength(2_000);
    expect(html).toContain('Showing 2,000 of 2,001: index.json has all.');
    expect(html.length).toBeLessThan(3_000_000);
  });
});

test('the command that converts all traces leaves PktMon.txt of TSS alone', () => {
  const html = renderIndexPage(buildIndex());
  expect(html).toContain('pktmon etl2txt $_.FullName -o ($_.FullName + &quot;.txt&quot;)');
});

describe('the combined JSON', () => {
  test.each([
    ['full', buildIndex()],
    ['of one case', EMPTY],
    ['hostile', hostileIndex('</script>')],
  ])('keeps to its schema: %s', (_name, index) => {
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(renderIndexJson(index)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('names cases and reports', () => {
    const found = JSON.parse(renderIndexJson(buildIndex())) as Record<string, unknown[]>;
    expect(found['cases']).toHaveLength(16);
    expect(found['sharedCauses']).toMatchObject([
      { id: 'next-hop-unreachable', cases: expect.arrayContaining(['WEB10']) },
    ]);
    expect(found['failures']?.[1]).toEqual({ path: 'x.txt', case: 'DB01', message: 'x.txt is damaged.', next: [] });
  });
});
