import { describe, expect, it } from 'vitest';
import {
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderNdjson,
  renderVerdict,
} from '../../src/render/index.js';
import { HOSTILE_TEXTS, hostileReport } from './hostile.js';
import { buildReport } from './report-builder.js';

// Built from escapes: a control character in a source file is invisible to its reader.
const ACTING_BUT_LINE_BREAK = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe.each(Object.entries(HOSTILE_TEXTS))('log text with %s', (_name, text) => {
  const report = hostileReport(text);

  it('adds no element, no attribute and no comment to the HTML', () => {
    const tags = (html: string) =>
      html
        .replace(/<script type="application\/json"[^>]*>[^<]*<\/script>/, '')
        .match(/<!--|<[a-z!/][^<>]*>/gi)
        ?.map((tag) => tag.replace(/="[^"]*"/g, ''));
    // The same report with harmless texts of the same kind: the shape must not depend on the text.
    const harmless = tags(renderHtml(hostileReport('harmless text')));
    const hostile = tags(renderHtml(report));
    const unknown = new Set(hostile?.filter((tag) => !harmless?.includes(tag)));
    expect([...unknown].filter((tag) => !KNOWN_STEP_TAGS.has(tag))).toEqual([]);
  });

  it('leaves the data block one piece of JSON', () => {
    const block = /id="report-data">([^<]*)<\/script>/.exec(renderHtml(report))?.[1];
    const data = JSON.parse(block ?? '') as { report: { findings: { title: string }[] }; texts: object };
    expect(data.report.findings[0]?.title).toBe(text);
    expect(Object.keys(data.texts)).toContain('finding-1-markdown');
  });

  it('is shown in HTML, Markdown and on the terminal without a character that acts', () => {
    for (const output of [
      renderHtml(report),
      renderMarkdown(report),
      renderVerdict(report, { columns: 100, color: false }),
    ]) {
      expect(ACTING_BUT_LINE_BREAK.exec(output)?.[0]).toBeUndefined();
    }
  });

  it('stays verbatim in JSON and NDJSON', () => {
    const document = JSON.parse(renderJson(report)) as { verdict: { sentence: string } };
    expect(document.verdict.sentence).toBe(text);
    for (const line of renderNdjson(report).trimEnd().split('\n')) JSON.parse(line);
  });

  it('starts no cell of the CSV like a formula and breaks no row', () => {
    const csv = renderCsv(report).slice(1);
    const rows = csv.split('\r\n');
    expect(rows).toHaveLength(renderCsv(buildReport()).split('\r\n').length);
    expect(csv).not.toMatch(/(?:^|,|\r\n)"?(?:[=+@\t-]|\r(?!\n))(?!\d+(?:,|\r\n))/);
    expect(csv).not.toMatch(/(?!\r\n|(?<=\r)\n)\p{Cc}/u);
  });

  it('cannot leave the code blocks of the Markdown', () => {
    let fence: string | null = null;
    for (const line of renderMarkdown(report).split('\n')) {
      const row = /^\s*(?:1\. )?(`{3,})(.*)$/.exec(line);
      if (fence === null && row?.[2] === 'text') fence = row[1] ?? null;
      else if (fence !== null && row?.[1] === fence && row[2] === '') fence = null;
      else if (fence === null) expect(line).not.toMatch(/^\s{0,3}#+ heading|(?<!\\)<(?!https:)|(?<!\\)\]\(/);
    }
    expect(fence).toBeNull();
  });
});

/** Steps with backticks turn into commands: more elements of kinds that the page has anyway. */
const KNOWN_STEP_TAGS = new Set([
  '<code>',
  '</code>',
  '<span class>',
  '<button type class data-copy-command hidden>',
  '</button>',
]);
