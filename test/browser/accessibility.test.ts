import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
