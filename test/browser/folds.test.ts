import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/index.js';
import { buildReport } from '../render/report-builder.js';
import { launchChromium } from './chromium.js';
import { withPage, withReport } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

const report = buildReport();
const LAPTOP = { viewport: { width: 1366, height: 768 } };
const SAME_PLACES = [
  ['#connection-3', '#connection-3 .facts'],
  ['#connection-2', '#connection-2 .life'],
  ['#reason-1', '#reason-1 .facts'],
  // Inside of the fold of harmless reasons.
  ['#reason-3', '#reason-3 .facts'],
  ['#harmless', '#harmless table'],
  ['#journey-2', '#journey-2 table'],
  ['#finding-1', '#finding-1 pre'],
] as const;

async function isOpenAt(page: Page, hash: string, shown: string): Promise<void> {
  expect(await page.locator(shown).first().isVisible()).toBe(true);
  const box = await page.locator(hash).boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(-1);
  expect(box?.y).toBeLessThan(768);
}

describe.each(SAME_PLACES)('an address with %s', (hash, shown) => {
  it('opens that place without JavaScript', () =>
    withReport(browser, report, { ...LAPTOP, hash, javaScriptEnabled: false }, ({ page }) =>
      isOpenAt(page, hash, shown),
    ));

  it('opens it where a policy stops all scripts', () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`;
    const html = renderHtml(report).replace('<head>', () => `<head>${policy}`);
    return withPage(browser, html, { ...LAPTOP, hash }, ({ page }) => isOpenAt(page, hash, shown));
  });
});

it('a fold that an address opened is closed with its summary, where the script runs', () =>
  withReport(browser, report, { ...LAPTOP, hash: '#connection-3' }, async ({ page }) => {
    expect(await page.locator('#connection-3 .facts').isVisible()).toBe(true);
    await page.locator('#connection-3 summary').first().click();
    expect(await page.locator('#connection-3 .facts').isVisible()).toBe(false);
  }));

/** Texts, tooltips aside, that are not drawn although no style leaves them out: a closed fold hides them. */
function foldedTexts(page: Page): Promise<string[]> {
  return page.locator('details:not([open])').evaluateAll((folds) =>
    folds.flatMap((fold) =>
      [...fold.querySelectorAll('*:not(title)')].flatMap((element) => {
        const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '');
        if (!hasText || element.checkVisibility()) return [];
        for (let part: Element | null = element; part !== null; part = part.parentElement)
          if (getComputedStyle(part).display === 'none') return [];
        return [element.textContent ?? ''];
      }),
    ),
  );
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('paper, %s', (_name, javaScriptEnabled) => {
  it('has the text of every closed fold', () =>
    withReport(browser, report, { javaScriptEnabled }, async ({ page }) => {
      expect((await foldedTexts(page)).length).toBeGreaterThan(100);
      await page.emulateMedia({ media: 'print' });
      expect(await foldedTexts(page)).toEqual([]);
      for (const remark of ['#harmless .detail', '#connection-3 .facts', '#findings .fold .finding'])
        expect(await page.locator(remark).first().isVisible(), remark).toBe(true);
    }));
});
