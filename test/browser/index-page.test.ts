import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderIndexPage } from '../../src/render/index-page/index.js';
import { buildIndex, hostileIndex } from '../collect/index-builder.js';
import { HOSTILE_TEXTS } from '../render/hostile.js';
import { launchChromium } from './chromium.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const index = buildIndex();

let browser: Browser;
let folder = '';
beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'etlreport-index-'));
}, 120_000);
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

interface Misdeeds {
  readonly requests: string[];
  readonly errors: string[];
}

async function withIndex(
  options: BrowserContextOptions,
  look: (page: Page, misdeeds: Misdeeds) => Promise<void>,
  shown = index,
): Promise<void> {
  const file = join(folder, 'index.html');
  await writeFile(file, renderIndexPage(shown));
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ offline: true, ...options });
  const misdeeds: Misdeeds = { requests: [], errors: [] };
  try {
    const page = await context.newPage();
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) misdeeds.requests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) misdeeds.errors.push(message.text());
    });
    page.on('pageerror', (error) => misdeeds.errors.push(String(error)));
    await page.goto(address);
    await look(page, misdeeds);
  } finally {
    await context.close();
  }
}

const MODES = {
  'JavaScript on': {},
  'JavaScript off': { javaScriptEnabled: false },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'a phone': { viewport: { width: 360, height: 740 } },
} as const;

describe.each(Object.entries(MODES))('the index with %s', (_name, options) => {
  it('shows the verdict and the shared cause first, asks for nothing, and never scrolls sideways', () =>
    withIndex(options, async (page, misdeeds) => {
      expect(await page.textContent('h1')).toBe('15 of 16 cases lost packets; 14 have a fault to repair');
      expect(await page.locator('#cause-1 h3').isVisible()).toBe(true);
      for (const id of ['causes', 'machines', 'heat', 'not-read']) {
        expect(await page.locator(`#${id} > h2`).isVisible(), id).toBe(true);
      }
      const session = await page.context().newCDPSession(page);
      const { cssContentSize, cssLayoutViewport } = await session.send('Page.getLayoutMetrics');
      expect(cssContentSize.width).toBeLessThanOrEqual(cssLayoutViewport.clientWidth);
      expect(misdeeds).toEqual({ requests: [], errors: [] });
    }));
});

it.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
] as const)('axe finds nothing in the %s index with everything open', (_name, options) =>
  withIndex(options, async (page) => {
    await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{
      readonly violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[];
    }>('axe.run()');
    expect(
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      ),
    ).toEqual([]);
  }),
);

it('without JavaScript nothing is there that would do nothing, and every report can be reached', () =>
  withIndex({ javaScriptEnabled: false }, async (page) => {
    for (const control of await page.locator('button, input').all()) expect(await control.isVisible()).toBe(false);
    const links = await page.locator('#machine-rows th[scope=row] > a:first-child').all();
    expect(links).toHaveLength(16);
    expect(await links[0]?.getAttribute('href')).toMatch(/^\.\/[\w]+\.html$/);
  }));

it('finds and sorts machines with the keyboard', () =>
  withIndex({}, async (page) => {
    await page.locator('input[name=text]').focus();
    await page.keyboard.type('no route');
    expect(await page.locator('#machines output').textContent()).toBe('0 of 16 shown');
    await page.locator('input[name=text]').fill('db');
    expect(await page.locator('#machines output').textContent()).toBe('2 of 16 shown');
    await page.locator('input[name=text]').fill('');
    await page.locator('#machine-rows th', { hasText: 'Dropped packets' }).locator('button').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#machine-rows tbody th').first().textContent()).toContain('DB02');
  }));

it('on paper everything is open, and nothing is there to click', () =>
  withIndex({ javaScriptEnabled: false }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('#not-read .paths li').first().isVisible()).toBe(true);
    expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
  }));

it.each(Object.entries(HOSTILE_TEXTS))('names with %s run nothing and load nothing', (_name, text) =>
  withIndex(
    {},
    async (page, misdeeds) => {
      await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
      await page.locator('#cause-1').hover();
      expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
      expect(await page.locator('main > section').count()).toBe(5);
      expect(misdeeds).toEqual({ requests: [], errors: [] });
    },
    hostileIndex(text),
  ),
);
