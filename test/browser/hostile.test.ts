import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS, hostileReport } from '../render/hostile.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

describe.each(Object.entries(HOSTILE_TEXTS))('log text with %s', (_name, text) => {
  it('runs nothing, loads nothing, breaks nothing', () =>
    withReport(browser, hostileReport(text), {}, async ({ page, misdeeds }) => {
      await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
      await page.locator('#finding-1').hover();
      expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
      expect(misdeeds).toEqual({ requests: [], errors: [] });
      expect(await page.locator('main > section').count()).toBe(11);
      expect(await page.locator('script').count()).toBe(3);
    }));
});

it('an inline script would be stopped by the policy even if it got in', () =>
  withReport(browser, hostileReport('x'), {}, async ({ page, misdeeds }) => {
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))",
    );
    expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
    expect(misdeeds.errors.join()).toContain('Content Security Policy');
  }));
