import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { pageView } from '../../src/render/html/view.js';
import { renderPage } from '../../src/render/html/render-page.js';
import { renderHtml } from '../../src/render/index.js';
import { htmlProblems } from './html-problems.js';
import { missingPaths } from './template-paths.js';
import {
  buildCase,
  buildComponent,
  buildConnection,
  buildEmptyReport,
  buildInput,
  buildReport,
  buildTcpConnection,
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
    expect(await htmlProblems(html)).toEqual([]);
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

  it('reads in the order verdict, findings, timeline, reasons, connections, journeys, events, network, components, coverage, appendix', () => {
    const ids = [...renderHtml(buildReport()).matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'verdict',
      'findings',
      'timeline',
      'reasons',
      'connections',
      'journeys',
      'events',
      'network',
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

describe('the story of a connection', () => {
  const html = renderHtml(buildReport());
  const story = /<tbody id="connection-2"[\s\S]*?<tbody id="connection-3"/.exec(html)?.[0] ?? '';
  const rowOf = (label: string) => new RegExp(`<th scope="row">${label}</th>(.*)</tr>`).exec(story)?.[1];

  it('says of each figure whether it is seen or stated', () => {
    expect(story).toContain('<th scope="col">Seen in the packets</th><th scope="col">Stated by the stack</th>');
    expect(rowOf('Retransmission timeout')).toMatch(
      /^<td><span class="quiet">cannot tell<\/span><\/td><td>median 300 ms/,
    );
    expect(rowOf('Closed windows')).toBe('<td>none</td><td>2 times by the remote end; 3 window probes</td>');
    expect(rowOf('Totals of the stack')).toContain('our counts differ: bytes sent 50,000 (48,200 counted in this log)');
  });

  it('marks a retransmission with the drop that explains it', () => {
    expect(story).toMatch(
      /dropped here<\/span> Inspection drop \(909\) of the data, same sequence number, PktMon\.txt:8990/,
    );
    expect(story).toMatch(
      /dropped here<\/span> No buffers of the acknowledgement, same ends and time, PktMon\.txt:8991/,
    );
    expect(story).toMatch(/not dropped here<\/span>/);
  });

  it('draws the course of the congestion window and says it in words', () => {
    expect(story).toMatch(
      /aria-label="Congestion window from 14\.6 kB at 16:10:34\.000 to 2\.9 kB at 16:10:37\.000, between/,
    );
    expect(story).toContain('d="M0 30H333V1H667V56H1000V53"');
  });

  it('quotes each record once', () => {
    const places = [...story.matchAll(/aria-label="Record at ([^"]*)"/g)].map(([, place]) => place);
    expect(new Set(places).size).toBeGreaterThan(1);
    expect(places.filter((place) => place === 'PktMon.txt:88')).toHaveLength(2);
  });

  it('keeps the page below 3 MB when every connection has one', () => {
    const connections = Array.from({ length: 1_000 }, () => buildTcpConnection());
    const page = renderHtml(buildReport({ case: buildCase({ connections }) }));
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(3_000_000);
  });
});

describe('what the network stack states', () => {
  const html = renderHtml(buildReport());

  it('has drops of its own, and says which are in PktMon too', () => {
    expect(html).toContain('6 packets in 6 lines; 1 of them are among the drop lines of PktMon above');
  });

  it('has a table for each kind of event, without columns that nothing fills', () => {
    const section = /<section id="network"[\s\S]*?<section id="components"/.exec(html)?.[0] ?? '';
    expect([...section.matchAll(/<h3[^>]*>([^<]*) </g)].map(([, title]) => title)).toEqual([
      'Neighbours asked for',
      'Neighbours',
      'Routes',
      'Ports',
      'Interfaces',
      'Filtering platform',
      'Applications',
      'TCP without a connection',
      'Counters',
    ]);
    expect(section).not.toContain('Next hop');
  });

  it('is followed by what the level of the capture could not show', () => {
    expect(html).toContain('<b>No Verbose events were captured</b>');
    expect(html).toContain('<b>The clocks of the inputs could not be joined</b>');
    expect(html).toContain('Dates are read as day, month, year.');
  });

  it('leaves its section out when it says nothing', () => {
    expect(renderHtml(buildEmptyReport())).not.toContain('id="network"');
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
