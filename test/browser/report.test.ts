import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase, buildConnection, buildReport, buildTcpConnection } from '../render/report-builder.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

const report = buildReport();
const MODES = {
  'JavaScript on': {},
  'JavaScript off': { javaScriptEnabled: false },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'a phone': { viewport: { width: 360, height: 740 } },
  'the narrowest phone': { viewport: { width: 320, height: 740 } },
} as const;

describe.each(Object.entries(MODES))('the report with %s', (_name, options) => {
  it('shows verdict, cause and next step before anything else', () =>
    withReport(browser, report, options, async ({ page }) => {
      expect(await page.textContent('h1')).toMatch(/^Next hop 2001:db8::53/);
      const step = await page.locator('.causes code').first().boundingBox();
      expect(step?.y).toBeLessThan(740);
      for (const id of [
        'findings',
        'timeline',
        'reasons',
        'connections',
        'journeys',
        'components',
        'coverage',
        'appendix',
      ]) {
        expect(await page.locator(`#${id} > h2`).isVisible(), id).toBe(true);
      }
    }));

  it('asks the network for nothing and complains about nothing', () =>
    withReport(browser, report, options, async ({ misdeeds }) => {
      expect(misdeeds).toEqual({ requests: [], errors: [] });
    }));

  it('never scrolls sideways as a page', () =>
    withReport(browser, report, options, async ({ page }) => {
      // Not through the page's own script: it may be off. The layout metrics come from the browser.
      const session = await page.context().newCDPSession(page);
      const { cssContentSize, cssLayoutViewport } = await session.send('Page.getLayoutMetrics');
      expect(cssContentSize.width).toBeLessThanOrEqual(cssLayoutViewport.clientWidth);
    }));
});

describe('without JavaScript', () => {
  const off = { javaScriptEnabled: false };

  it('no button and no field is there that would do nothing', () =>
    withReport(browser, report, off, async ({ page }) => {
      for (const control of await page.locator('button, input').all()) {
        expect(await control.isVisible()).toBe(false);
      }
    }));

  it('the story of a connection opens', () =>
    withReport(browser, report, off, async ({ page }) => {
      const filter = page.locator('#connection-2 code').first();
      expect(await filter.isVisible()).toBe(false);
      await page.locator('#connection-2 summary').first().click();
      expect(await filter.textContent()).toBe(
        'ip.addr == 192.0.2.5 && ip.addr == 198.51.100.27 && tcp.port == 55330 && tcp.port == 443',
      );
      expect(await filter.isVisible()).toBe(true);
    }));
});

describe('on paper', () => {
  it('everything is open and nothing is there to click', () =>
    withReport(browser, report, { javaScriptEnabled: false }, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#connection-2 .detail').isVisible()).toBe(true);
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
    }));
});

describe('sorting and filtering with the keyboard', () => {
  const many = buildReport({
    case: buildCase({
      connections: [
        buildConnection({
          remote: '198.51.100.1:53',
          drops: { lines: 9, packets: 3, reasons: [] },
        }),
        buildTcpConnection({ remote: '198.51.100.2:443' }),
        buildConnection({
          remote: '224.0.0.251:5353',
          multicast: true,
          drops: { lines: 200, packets: 11, reasons: [] },
        }),
      ],
    }),
  });
  const REMOTES = '#connection-rows > tbody:not([hidden]) > tr:first-child > td:nth-child(3)';

  it('sorts by a column, both ways, and says so', () =>
    withReport(browser, many, {}, async ({ page }) => {
      const head = page.locator('#connection-rows th', { hasText: 'Dropped packets' });
      await head.locator('button').focus();
      await page.keyboard.press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      expect(await page.locator(REMOTES).allTextContents()).toEqual([
        '224.0.0.251:5353 multicast',
        '198.51.100.1:53',
        '198.51.100.2:443',
      ]);
      expect(await page.locator('#announce').textContent()).toBe('Sorted by Dropped packets, descending');
      await page.keyboard.press('Space');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect((await page.locator(REMOTES).allTextContents())[0]).toBe('198.51.100.2:443');
    }));

  it('filters by words and by boxes, and says how many are left', () =>
    withReport(browser, many, {}, async ({ page }) => {
      await page.locator('input[name=text]').focus();
      await page.keyboard.type('198.51.100 tcp');
      expect(await page.locator(REMOTES).allTextContents()).toEqual(['198.51.100.2:443']);
      expect(await page.locator('#connections output').textContent()).toBe('1 of 3 shown');
      await page.locator('input[name=text]').fill('');
      await page.locator('input[name=drops]').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await page.locator(REMOTES).allTextContents()).toEqual(['198.51.100.1:53']);
    }));

  it('reaches the verdict with the first key', () =>
    withReport(browser, many, {}, async ({ page }) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL((address) => address.hash === '#verdict', { timeout: 5_000 });
    }));
});

describe('copying', () => {
  const allowed = { permissions: ['clipboard-read', 'clipboard-write'] };
  const clipboard = 'navigator.clipboard.readText()';

  it('gives the command beside the button', () =>
    withReport(browser, report, allowed, async ({ page }) => {
      await page.locator('#finding-1 .steps button').first().click();
      expect(await page.evaluate(clipboard)).toBe('Get-NetNeighbor -IPAddress 2001:db8::53');
      expect(await page.locator('#announce').textContent()).toBe('Copied');
    }));

  it('gives a finding as JSON and as Markdown', () =>
    withReport(browser, report, allowed, async ({ page }) => {
      await page.locator('#finding-1 button', { hasText: 'JSON' }).click();
      expect(JSON.parse(String(await page.evaluate(clipboard)))).toMatchObject({
        id: 'next-hop-unreachable',
        packets: 59,
      });
      await page.locator('#finding-1 button', { hasText: 'Markdown' }).click();
      expect(await page.evaluate(clipboard)).toMatch(/^### 1\. Fault: DNS server 2001:db8::53/);
    }));

  it('gives the filters of a connection', () =>
    withReport(browser, report, allowed, async ({ page }) => {
      await page.locator('#connection-2 summary').first().click();
      await page.locator('#connection-2 button[data-copy-command]').nth(1).click();
      expect(await page.evaluate(clipboard)).toBe('pktmon filter add -t TCP -i 192.0.2.5 198.51.100.27 -p 55330 443');
    }));

  it('still works where the clipboard is out of reach', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
      await page.evaluate(
        "document.addEventListener('copy', () => { window.copied = String(getSelection()) || document.activeElement.value })",
      );
      await page.locator('#finding-1 .steps button').first().click();
      expect(await page.evaluate('window.copied')).toBe('Get-NetNeighbor -IPAddress 2001:db8::53');
    }));
});

it('a link into something folded opens it', () =>
  withReport(browser, report, {}, async ({ page }) => {
    expect(await page.locator('#finding-3').isVisible()).toBe(false);
    await page.evaluate("location.hash = '#finding-3'");
    await page.locator('#finding-3').waitFor({ state: 'visible', timeout: 5_000 });
  }));
