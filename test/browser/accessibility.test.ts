import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import type { Report } from '../../src/render/report.js';
import { buildEmptyReport, buildReport } from '../render/report-builder.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

interface AxeResults {
  readonly violations: readonly {
    id: string;
    nodes: readonly { html: string; failureSummary: string }[];
  }[];
}

async function violations(report: Report, options: object): Promise<readonly string[]> {
  return withReport(browser, report, options, async ({ page }) => {
    await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
    await page.evaluate(axe);
    const results = await page.evaluate<AxeResults>('axe.run()');
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
    );
  });
}

it.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 320, height: 740 } }],
  ['forced colours', { forcedColors: 'active' }],
])(
  'axe finds nothing in the %s report with everything open',
  async (_name, options) => {
    expect(await violations(buildReport(), options)).toEqual([]);
  },
  60_000,
);

it.each([
  ['a case of two logs', ['nettrace-text/26100/one-case/PktMon.txt', 'nettrace-text/26100/one-case/NetTrace.txt']],
  ['packets followed through a virtual switch', ['pktmon-text/26100/vswitch-vlan.txt']],
  ['a loss that recovered', ['pktmon-text/26100/loss-recovered.txt']],
  ['a log of nothing but drops', ['pktmon-text/26100/ipv6-dns-router-silent.txt']],
  ['a log of the stack alone', ['nettrace-text/26100/retransmission-limit.txt']],
])(
  'axe finds nothing in the report of %s, light and dark',
  async (_name, paths) => {
    const { report } = await analyze(
      paths.map((path) => ({ path: fileURLToPath(new URL(`../../samples/${path}`, import.meta.url)) })),
    );
    expect(await violations(report, { colorScheme: 'light' })).toEqual([]);
    expect(await violations(report, { colorScheme: 'dark' })).toEqual([]);
  },
  60_000,
);

it.each(['local', 'remote', 'both', 'none', 'undecided'] as const)(
  'the colours of the verdict "%s" can be read in both schemes',
  async (loss) => {
    const report = buildEmptyReport();
    const told: Report = {
      ...report,
      diagnosis: { ...report.diagnosis, verdict: { ...report.diagnosis.verdict, loss } },
    };
    expect(await violations(told, { colorScheme: 'light' })).toEqual([]);
    expect(await violations(told, { colorScheme: 'dark' })).toEqual([]);
  },
  60_000,
);
