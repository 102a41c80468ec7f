import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/index.js';
import { buildReport } from '../render/report-builder.js';
import { launchChromium } from './chromium.js';
import { withPage } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

const html = renderHtml(buildReport());

/** What a reader needs, and nothing that would do nothing. */
async function isComplete(page: Page | FrameLocator): Promise<void> {
  expect(await page.locator('h1').textContent()).toMatch(/^Next hop 2001:db8::53/);
  expect(await page.locator('.causes code').first().textContent()).toMatch(/^Get-NetNeighbor/);
  expect(await page.locator('#finding-1 pre').first().isVisible()).toBe(true);
  expect(await page.locator('#reasons tbody').first().textContent()).toContain('Address resolution timeout');
  expect(await page.locator('#connection-1').textContent()).toContain('[2001:db8::53]:53');
  expect(await page.locator('#coverage').textContent()).toContain('42,118');
  await page.locator('#connection-2 summary').first().click();
  expect(await page.locator('#connection-2 .life').isVisible()).toBe(true);
  for (const control of await page.locator('button, input').all()) expect(await control.isVisible()).toBe(false);
}

it('a viewer whose policy stops all scripts shows everything', () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`;
  return withPage(
    browser,
    html.replace('<head>', () => `<head>${policy}`),
    {},
    async ({ page, misdeeds }) => {
      await isComplete(page);
      expect(misdeeds.requests).toEqual([]);
      expect(misdeeds.errors.join()).toContain("script-src 'none'");
    },
  );
});

it('a preview in a sandbox shows everything', () => {
  const source = html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const preview = `<!DOCTYPE html><title>Preview</title><iframe sandbox width="1200" height="900" srcdoc="${source}"></iframe>`;
  return withPage(browser, preview, {}, async ({ page, misdeeds }) => {
    await isComplete(page.frameLocator('iframe'));
    expect(misdeeds.requests.filter((address) => address !== 'about:srcdoc')).toEqual([]);
  });
});
