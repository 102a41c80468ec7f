import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import { renderHtml } from '../../src/render/index.js';
import { pageView } from '../../src/render/html/view.js';
import type { Report } from '../../src/render/report.js';
import { htmlProblems } from './html-problems.js';
import { sideSamples } from '../scenario-side/samples.js';
import { missingPaths } from './template-paths.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const HASHES = { styleHash: 'sha256-a', scriptHash: 'sha256-b' };

/** A file beside the trace is only read beside one. */
const TRACE = 'pktmon-text/26100/firewall-inbound.txt';
const isTrace = (name: string) => /^(?:pktmon|nettrace)-text[\\/]/.test(name);

/** Every trace on its own, every other file with one, and the two logs of one machine as one case. */
const CASES = [
  ...readdirSync(SAMPLES, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(SAMPLES.length))
    .toSorted()
    .map((name) => (isTrace(name) ? [name] : [TRACE, name])),
  ['nettrace-text/26100/one-case/PktMon.txt', 'nettrace-text/26100/one-case/NetTrace.txt'],
  ['pktmon-text/26100/firewall-inbound.txt', ...sideSamples().map((sample) => sample.path)],
];

let reports: readonly (readonly [name: string, report: Report])[] = [];
beforeAll(async () => {
  reports = await Promise.all(
    CASES.map(async (names) => {
      const { report } = await analyze(names.map((name) => ({ path: SAMPLES + name })));
      return [names.join(' and '), report] as const;
    }),
  );
}, 120_000);

describe('the pages of all samples', () => {
  it('have every path that a template names', () => {
    const folder = new URL('../../templates/', import.meta.url);
    const read = (path: string) => Handlebars.parse(readFileSync(new URL(path, folder), 'utf8'));
    const partials = Object.fromEntries(
      readdirSync(new URL('partials/', folder)).map((file) => [file.replace('.hbs', ''), read(`partials/${file}`)]),
    );
    for (const [name, report] of reports) {
      expect(missingPaths(read('page.hbs'), partials, [pageView(report, HASHES)]), name).toEqual([]);
    }
  });

  it('are plain data: no class, no function, no date, nothing undefined', () => {
    for (const [name, report] of reports) expect(notPlain(pageView(report, HASHES)), name).toEqual([]);
  });

  it('link only to places that they have, and have no place twice', () => {
    for (const [name, report] of reports) {
      const html = renderHtml(report);
      const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id ?? '');
      expect(new Set(ids).size, name).toBe(ids.length);
      const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id ?? '');
      expect(
        targets.filter((id) => !ids.includes(id)),
        name,
      ).toEqual([]);
    }
  });

  it('are valid HTML', async () => {
    for (const [name, report] of reports) expect(await htmlProblems(renderHtml(report)), name).toEqual([]);
  }, 120_000);

  it('name file and line of every record they show', () => {
    for (const [name, report] of reports) {
      // A row beside the trace may stand for a whole file.
      const traced = renderHtml(report).replace(/<section id="side"[\s\S]*?<section id="components"/, '');
      const places = [...traced.matchAll(/class="place">([^<]*)</g)].map(([, place]) => place ?? '');
      expect(
        places.filter((place) => !/^.+\.\w+:\d+$/.test(place) && place !== '-'),
        name,
      ).toEqual([]);
    }
  });

  it('take a tenth of their budget', () => {
    for (const [name, report] of reports) expect(Buffer.byteLength(renderHtml(report)), name).toBeLessThan(400_000);
  });
});

/** Paths of everything that a template could not print. */
function notPlain(value: unknown, path = ''): string[] {
  if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return [];
  if (Array.isArray(value)) return value.flatMap((one, index) => notPlain(one, `${path}[${index}]`));
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return [path];
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(value));
  return descriptors.flatMap(([key, { get, value: inner }]) =>
    get === undefined ? notPlain(inner, `${path}.${key}`) : [`${path}.${key}`],
  );
}
