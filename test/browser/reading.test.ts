import { inflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDiagnosis, buildFinding, buildReport } from '../render/report-builder.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

const LAPTOP = { viewport: { width: 1366, height: 768 } };
const report = buildReport();

async function bottomOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).boundingBox();
  return (box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0);
}

describe('the first screen of a laptop', () => {
  it('holds verdict, side, the three worst findings with their next steps, the figures and the gaps', () =>
    withReport(
      browser,
      buildReport({
        diagnosis: buildDiagnosis({
          findings: [1, 2, 3, 4].map((number) => buildFinding({ title: `Server ${number} does not answer` })),
        }),
      }),
      LAPTOP,
      async ({ page }) => {
        expect(await page.locator('.causes > li').count()).toBe(3);
        expect(await page.locator('.causes code').count()).toBe(3);
        expect(await page.locator('.more-findings').textContent()).toContain('1 more finding');
        expect(await page.locator('.loss').textContent()).toBe('Local loss');
        for (const part of ['h1', '.causes', '.figures', '.gaps']) {
          expect(await bottomOf(page, part), part).toBeLessThan(768);
        }
      },
    ));

  it('leads from every number to the place that counts it', () =>
    withReport(browser, report, LAPTOP, async ({ page }) => {
      const links = page.locator('.figures dd a');
      expect(await links.count()).toBe(await page.locator('.figures dd b').count());
      for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))) {
        expect(await page.locator(href).count(), href).toBe(1);
      }
    }));
});

describe('an address that somebody passed on', () => {
  it.each([
    ['#finding-1', '#finding-1 h3'],
    ['#finding-3', '#finding-3 h3'],
    ['#connection-2', '#connection-2 .life'],
    ['#reason-3', '#reason-3 .facts'],
    ['#journey-2', '#journey-2 table'],
    ['#finding-1-evidence', '#finding-1 pre'],
  ])('%s opens that place from disk, on the screen and with the focus', (hash, shown) =>
    withReport(browser, report, { ...LAPTOP, hash }, async ({ page }) => {
      const place = page.locator(shown).first();
      expect(await place.isVisible()).toBe(true);
      const box = await page.locator(hash).boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(-1);
      expect(box?.y).toBeLessThan(768);
      expect(await page.evaluate(`document.querySelector('${hash}').contains(document.activeElement)`)).toBe(true);
    }),
  );

  it.each(['#nothing', '#%', '#%E0%A4%A', '#"><script>', '#finding-1"]'])('%s does no harm', (hash) =>
    withReport(browser, report, { hash }, async ({ page, misdeeds }) => {
      expect(await page.locator('h1').isVisible()).toBe(true);
      expect(misdeeds).toEqual({ requests: [], errors: [] });
    }),
  );

  it('shows a connection that a filter hid', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await page.locator('#connections input[type=search]').fill('no such address');
      expect(await page.locator('#connection-2').isVisible()).toBe(false);
      await page.evaluate("location.hash = '#connection-2'");
      await page.locator('#connection-2 .life').waitFor({ state: 'visible', timeout: 5_000 });
    }));
});

describe('with the keyboard alone', () => {
  it('every control of the first sections is reached, in the order of the page, with a focus that can be seen', () =>
    withReport(browser, report, LAPTOP, async ({ page }) => {
      const positions: number[] = [];
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab');
        const seen = await page.evaluate<{ top: number; outline: string; name: string }>(`(() => {
          const one = document.activeElement;
          const style = getComputedStyle(one);
          return { top: one.getBoundingClientRect().top + scrollY, outline: style.outlineStyle, name: one.outerHTML.slice(0, 80) };
        })()`);
        expect(seen.outline, seen.name).not.toBe('none');
        positions.push(seen.top);
      }
      // The bar and the skip link stay where they are; behind them the page is walked downwards.
      const below = positions.slice(12);
      const jumps = below.filter((top, index) => index > 0 && top < (below[index - 1] ?? 0) - 60);
      expect(jumps).toEqual([]);
    }));

  it('a finding is copied and a connection opened without a mouse', () =>
    withReport(browser, report, { permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page }) => {
      await page.locator('#finding-1 button', { hasText: 'Markdown' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction("document.querySelector('#announce').textContent === 'Copied'");
      await page.locator('#connection-2 summary').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('#connection-2 .life').waitFor({ state: 'visible', timeout: 5_000 });
    }));
});

describe('what is copied', () => {
  const allowed = { permissions: ['clipboard-read', 'clipboard-write'] };
  const copied = async (page: Page, selector: string, text: string) => {
    await page.locator(selector, { hasText: text }).click();
    return String(await page.evaluate('navigator.clipboard.readText()'));
  };

  it('the report as JSON is the document of the schema, with the same findings', () =>
    withReport(browser, report, allowed, async ({ page }) => {
      const document = JSON.parse(await copied(page, '#verdict button', 'JSON'));
      expect(document).toMatchObject({ schemaVersion: 1, verdict: { loss: 'local' } });
      expect(document.findings).toHaveLength(report.diagnosis.findings.length);
    }));

  it('the case notes are the Markdown output', () =>
    withReport(browser, report, allowed, async ({ page }) => {
      expect(await copied(page, '#verdict button', 'case notes')).toMatch(/^# Local loss \(high confidence\)/);
    }));

  it('all commands of a finding come one per line, without prose', () =>
    withReport(browser, report, allowed, async ({ page }) => {
      expect(await copied(page, '#finding-1 button', 'all commands')).toBe(
        'Get-NetNeighbor -IPAddress 2001:db8::53\nGet-DnsClientServerAddress -AddressFamily IPv6\n',
      );
    }));
});

describe('printed to PDF', () => {
  it('has every finding with its records, and no button', () =>
    withReport(browser, report, {}, async ({ page }) => {
      const pdf = await page.pdf({ format: 'A4' });
      expect(pagesOf(pdf)).toBeGreaterThan(2);
      await page.emulateMedia({ media: 'print' });
      for (const place of [
        '#finding-1 pre',
        '#finding-3',
        '#connection-2 .life',
        '#journey-2 table',
        '#harmless table',
      ]) {
        expect(await page.locator(place).first().isVisible(), place).toBe(true);
      }
      for (const control of await page.locator('button:not(th > button), input, nav, .permalink').all()) {
        expect(await control.isVisible()).toBe(false);
      }
    }));

  it('is not wider than the paper', () =>
    withReport(browser, report, { viewport: { width: 720, height: 1_000 } }, async ({ page }) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(720);
    }));

  it('is as folded as before afterwards', () =>
    withReport(browser, report, {}, async ({ page }) => {
      const open = "document.querySelectorAll('details[open]').length";
      const before = await page.evaluate(open);
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.evaluate("document.querySelectorAll('details:not([open])').length")).toBe(0);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await page.evaluate(open)).toBe(before);
    }));
});

/** Pages of a PDF as its page tree counts them; the tree may stand in a compressed object stream. */
function pagesOf(pdf: Buffer): number {
  const plain = pdf.toString('latin1');
  const streams = [...plain.matchAll(/stream\r?\n/g)].map(({ index, 0: word }) => {
    try {
      return inflateSync(pdf.subarray(index + word.length)).toString('latin1');
    } catch {
      return '';
    }
  });
  const counts = [plain, ...streams].flatMap((text) =>
    [...text.matchAll(/\/Count (\d+)/g)].map(([, count]) => Number(count)),
  );
  return Math.max(0, ...counts);
}
