import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categories, categoryTitle, sideOf } from '../../src/knowledge/category.js';

const FOLDER = new URL('../../src/knowledge/data/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe.each(files)('%s', (file) => {
  const text = read(file);
  const records = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];

  it('has one record on each line', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(records.length + 2);
    expect([lines[0], lines.at(-1)]).toEqual(['[', ']']);
    for (const line of lines.slice(1, -1)) JSON.parse(line.replace(/,$/, ''));
  });

  it('has as many records as its README says', () => {
    expect(read('README.md')).toMatch(new RegExp(`\`${file}\` \\| ${records.length} \\|`));
  });

  it('has no record twice', () => {
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(records.length);
  });

  it('links to https pages only and uses categories and verdicts that exist', () => {
    for (const { doc, category, verdict } of records) {
      if (doc !== undefined) expect(new URL(String(doc)).protocol).toBe('https:');
      if (category !== undefined) expect(categories).toContain(category);
      if (verdict !== undefined) expect(['benign', 'suspect', 'fault']).toContain(verdict);
    }
  });

  it('explains in its README every key it uses, or in the type of its finder', () => {
    const source = readdirSync(new URL('..', FOLDER))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(`../${name}`, FOLDER), 'utf8'))
      .join('\n');
    for (const key of new Set(records.flatMap((record) => Object.keys(record)))) {
      const isExplained = read('README.md').includes(`\`${key}\``) || source.includes(`readonly ${key}`);
      expect(isExplained, key).toBe(true);
    }
  });
});

describe('the taxonomy', () => {
  it("has Microsoft's five local and five remote categories", () => {
    const of = (side: string) => categories.slice(0, 10).filter((one) => sideOf(one) === side);
    expect(of('local')).toEqual(['local-policy', 'low-resources', 'arp-nd-failure', 'no-route', 'invalid-packet']);
    expect(of('remote')).toEqual(['congestion', 'remote-policy', 'destination-unreachable', 'session-loss', 'mtu']);
  });

  it('is the one that the README lists, with the same sides', () => {
    const readme = read('../README.md');
    for (const category of categories) {
      expect(readme).toContain(`| \`${category}\` | ${sideOf(category)} |`);
      expect(categoryTitle(category)).not.toBe(category);
    }
    expect([sideOf('no-such'), categoryTitle('no-such')]).toEqual(['neither', 'no-such']);
  });
});
