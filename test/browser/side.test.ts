import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import type { Report } from '../../src/render/report.js';
import { sideSamples } from '../scenario-side/samples.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SAMPLES = path.resolve(import.meta.dirname, '../../samples');

let browser: Browser;
let report: Report;
beforeAll(async () => {
  const names = ['pktmon-text/26100/firewall-inbound.txt', ...sideSamples().map((sample) => sample.path)];
  report = (await analyze(names.map((name) => ({ path: path.join(SAMPLES, name) })))).report;
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

it.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 320, height: 740 } }],
] as const)(
  'what stands beside the trace is accessible, %s',
  async (_, options) => {
    await withReport(browser, report, options, async ({ page, misdeeds }) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate<{ violations: readonly { id: string }[] }>("axe.run('#side')");
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(misdeeds).toEqual({ requests: [], errors: [] });
      const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
      expect(isTooWide).toBe(false);
    });
  },
  60_000,
);

it('and complete without a script', async () => {
  await withReport(browser, report, { javaScriptEnabled: false }, async ({ page }) => {
    const titles = await page.locator('#side h3').allTextContents();
    expect(titles.map((title) => title.split(' ')[0])).toEqual([
      'Files',
      'Blocked',
      'Processes',
      'Counters',
      'Settings',
      'Addresses',
      'Sockets',
    ]);
    await expect(page.locator('#side tbody tr').count()).resolves.toBeGreaterThan(40);
    const text = (await page.locator('#side').textContent()) ?? '';
    expect(text).toContain('the firewall rule "Contoso: no SMB from clients" (Contoso-Block-SMB-In)');
    expect(text).toContain('wfpstate.xml');
  });
}, 60_000);
