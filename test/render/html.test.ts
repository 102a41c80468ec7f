import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import Handlebars from 'handlebars';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { pageView } from '../../src/render/html/view.js';
import { renderPage } from '../../src/render/html/render-page.js';
import { renderHtml } from '../../src/render/index.js';
import { missingPaths } from './template-paths.js';
import {
  buildCase,
  buildComponent,
  buildConnection,
  buildEmptyReport,
  buildInput,
  buildReport,
} from './report-builder.js';

const HASHES = { styleHash: 'sha256-a', scriptHash: 'sha256-b' };
const reports = {
  'a full report': buildReport(),
  'an empty report': buildEmptyReport(),
  'two inputs with problems': buildReport({
    case: buildCase({
      inputs: [buildInput(), buildInput({ problems: ['The file ends in the middle of a record.'], wrapped: true })],
      components: [buildComponent(), buildComponent({ input: 1 })],
      connectionsNotKept: 12,
    }),
  }),
};

describe.each(Object.entries(reports))('the HTML of %s', (_name, report) => {
  const html = renderHtml(report);

  it('is valid', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // The page is written for people to read as a file; blanks at line ends come from the templates.
        'no-trailing-whitespace': 'off',
        'void-style': ['error', { style: 'omit' }],
        // Hashes stand in the policy of the page; integrity is for files that are loaded.
        'require-sri': 'off',
        'long-title': 'off',
      },
    });
    const result = await validator.validateString(html);
    expect(
      result.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      ),
    ).toEqual([]);
  });

  it('names in its policy exactly the style and the script that it holds', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(html)?.[1]
      ?.replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=');
    const hash = (text = '') => createHash('sha256').update(text).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash(/<style>([^<]*)<\/style>/.exec(html)?.[1])}'; script-src 'sha256-${hash(/<script>([\s\S]*?)<\/script>/.exec(html)?.[1])}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('loads nothing', () => {
    expect(html).not.toMatch(/\s(?:src|srcset|action|background|poster|data|xlink:href)="/);
    expect(html).not.toMatch(/<link|<iframe|<object|<embed|@import|url\(/i);
  });

  it('is the same bytes every time', () => {
    expect(renderHtml(report)).toBe(html);
  });
});

describe('the HTML report', () => {
  it('takes at most 250 KB when there is nothing to show', () => {
    expect(Buffer.byteLength(renderHtml(buildEmptyReport()))).toBeLessThanOrEqual(250_000);
  });

  it('caps tables and says so', () => {
    const connections = Array.from({ length: 1_234 }, () => buildConnection());
    const html = renderHtml(buildReport({ top: 100, case: buildCase({ connections }) }));
    expect(html.match(/<tbody id="connection-/g)).toHaveLength(100);
    expect(html).toContain('Showing 100 of 1,234 - use --format json for all.');
  });

  it('stays below 3 MB with the usual limit and every table full', () => {
    const connections = Array.from({ length: 5_000 }, () => buildConnection());
    const html = renderHtml(buildReport({ case: buildCase({ connections }) }));
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(3_000_000);
  });

  it('reads in the order verdict, findings, timeline, reasons, connections, components, coverage, appendix', () => {
    const ids = [...renderHtml(buildReport()).matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'verdict',
      'findings',
      'timeline',
      'reasons',
      'connections',
      'components',
      'coverage',
      'appendix',
    ]);
  });

  it('links only to https pages', () => {
    const links = [...renderHtml(buildReport()).matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(links.filter((href) => !/^(?:#|https:)/.test(href))).toEqual([]);
  });

  it('links only to places that exist', () => {
    const html = renderHtml(buildReport());
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
  });
});

describe('templates', () => {
  const folder = new URL('../../templates/', import.meta.url);
  const read = (path: string) => Handlebars.parse(readFileSync(new URL(path, folder), 'utf8'));
  const partials = Object.fromEntries(
    readdirSync(new URL('partials/', folder)).map((file) => [file.replace('.hbs', ''), read(`partials/${file}`)]),
  );

  it('name only what the view has', () => {
    const views = Object.values(reports).map((report) => pageView(report, HASHES));
    expect(missingPaths(read('page.hbs'), partials, views)).toEqual([]);
  });

  it('have a test that notices a missing path', () => {
    const view = { rows: [{ name: 'x' }], none: false };
    const template = Handlebars.parse(
      '{{#each rows}}{{name}}{{nothing}}{{/each}}{{#if absent}}x{{/if}}{{> other rows}}',
    );
    expect(missingPaths(template, { other: Handlebars.parse('{{this}}{{gone}}') }, [view])).toEqual([
      'nothing',
      'absent',
      'gone',
    ]);
  });

  it('refuse a view with a missing key instead of leaving a gap', () => {
    const { coverage: _left, ...view } = pageView(buildReport(), HASHES);
    expect(() => renderPage(view as ReturnType<typeof pageView>)).toThrow();
    const whole = pageView(buildReport(), HASHES);
    const broken = { ...whole, verdict: { ...whole.verdict, gaps: undefined } };
    expect(() => renderPage(broken as unknown as ReturnType<typeof pageView>)).toThrow(/gaps|does not have/);
  });
});
