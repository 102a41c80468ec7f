import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase, buildConnection, buildReport } from '../render/report-builder.js';
import { buildManyRows } from '../rows/build-rows.js';
import { launchChromium } from './chromium.js';
import { type OpenReport, withReport } from './open-report.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

/** 100,000 rows, all of them in the page. */
const large = buildReport({ case: buildCase({ rows: buildManyRows(100_000, 100_000) }) });
const small = buildReport();
/** Rows that name connections of the page. */
const joined = buildReport({
  case: buildCase({
    rows: buildManyRows(2_000, 100_000),
    connections: [buildConnection(), buildConnection({ remote: '[2001:db8::54]:53' })],
  }),
});

async function whenReady({ page }: OpenReport): Promise<void> {
  await page.locator('html[data-rows="ready"]').waitFor({ state: 'attached', timeout: 30_000 });
}

const BODY = '#event-table tbody:not(.spacer) > tr';
const shown = (page: Page) => page.locator('#event-tools output').textContent();
const everything = (page: Page) => page.locator('#event-tools select[name="grade"]').selectOption('all');
/** Times of the rows in the document, as far as they are drawn. */
const column = (page: Page, name: string) => page.locator(`${BODY} > td.c-${name}`).allTextContents();

describe('a table of 100,000 rows', () => {
  it('has few rows in the document, says how many there are, and scrolls to the last one', () =>
    withReport(browser, large, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      expect(await shown(page)).toBe('100,000 of 100,000 rows');
      const table = page.locator('#event-table table');
      expect(await table.getAttribute('aria-rowcount')).toBe('100001');
      expect(await page.locator(BODY).count()).toBeLessThanOrEqual(45);
      expect(await page.locator(BODY).first().getAttribute('aria-rowindex')).toBe('2');
      await page.locator('#event-table').focus();
      await page.keyboard.press('End');
      await page.locator(`${BODY}[aria-rowindex="100001"]`).waitFor({ timeout: 5_000 });
      expect(await page.locator(BODY).count()).toBeLessThanOrEqual(45);
      const indices = await page
        .locator(BODY)
        .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
      expect(indices).toEqual(indices.map((_, at) => (indices[0] ?? 0) + at));
      expect(await page.locator(`${BODY}[aria-rowindex="100001"] > td.c-time`).isVisible()).toBe(true);
    }));

  it('sorts and filters in a few times of what the browser needs to sort as many numbers', () =>
    withReport(browser, large, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      const ratios = await page.evaluate(async () => {
        const median = (times: number[]) => times.toSorted((x, y) => x - y)[Math.floor(times.length / 2)] ?? 0;
        const timed = (work: () => void) => {
          const times: number[] = [];
          for (let round = 0; round < 5; round++) {
            const start = performance.now();
            work();
            times.push(performance.now() - start);
          }
          return median(times);
        };
        const numbers = Array.from({ length: 100_000 }, (_, index) => (index * 7_919) % 100_003);
        const plain = timed(() => numbers.slice().sort((x, y) => x - y));
        const button = document.querySelector<HTMLButtonElement>('#event-table th.c-remote button')!;
        const words = document.querySelector<HTMLInputElement>('#event-tools input[name="words"]')!;
        let round = 0;
        button.click();
        return {
          sort: timed(() => button.click()) / plain,
          filter:
            timed(() => {
              words.value = ['198.51.100.17', 'timeout tx', 'inet', 'fault 443', '192.0.2'][round++ % 5] ?? '';
              words.dispatchEvent(new Event('input', { bubbles: true }));
            }) / plain,
        };
      });
      // 20 to 40 ms for the plain sort on a slow machine; about one of it is usual, and 100 ms are the limit.
      expect(ratios.sort).toBeLessThan(4);
      expect(ratios.filter).toBeLessThan(4);
    }));

  it('asks the network for nothing and complains about nothing', () =>
    withReport(browser, large, {}, async (open) => {
      await whenReady(open);
      expect(open.misdeeds).toEqual({ requests: [], errors: [] });
    }));
});

describe('the table of events', () => {
  it('sorts with the keyboard, both ways, and says so', () =>
    withReport(browser, small, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      const head = page.locator('#event-table th.c-bytes');
      await head.locator('button').focus();
      await page.keyboard.press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      const sizes = (await column(page, 'bytes')).map(Number);
      expect(sizes).toEqual(sizes.toSorted((x, y) => y - x));
      expect(await page.locator('#announce').textContent()).toBe('Sorted by Bytes, descending');
      await page.keyboard.press('Space');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await page.locator('#event-table th[aria-sort]').count()).toBe(1);
    }));

  it('begins with what may matter, and finds by words', () =>
    withReport(browser, small, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      expect(new Set(await column(page, 'grade'))).toEqual(
        new Set(['fault', 'suspect', 'dropped here', 'unexplained']),
      );
      await everything(page);
      await page.locator('#event-tools input[name="words"]').fill('noise 228');
      const found = await column(page, 'what');
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found)).toEqual(new Set(['228']));
      expect(await shown(page)).toBe(`${found.length} of 60 rows`);
    }));

  it('copies the rows that are shown as CSV', () =>
    withReport(browser, small, { permissions: ['clipboard-read', 'clipboard-write'] }, async (open) => {
      await whenReady(open);
      const { page } = open;
      await page.locator('#event-tools select[name="grade"]').selectOption('suspect');
      const times = await column(page, 'time');
      await page.locator('button[data-copy-rows]').click();
      await expect.poll(() => page.locator('#announce').textContent()).toBe(`Copied ${times.length} rows as CSV`);
      const csv = String(await page.evaluate('navigator.clipboard.readText()'))
        .trim()
        .split(/\r?\n/);
      expect(csv[0]).toMatch(/^Time,Event,Reason or kind,/);
      expect(csv.slice(1).map((line) => line.split(',')[0])).toEqual(times);
    }));

  it('shows the worst rows, and no control, without JavaScript', () =>
    withReport(browser, large, { javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator('#event-sample tbody tr').count()).toBe(20);
      expect(await page.locator('#event-sample').isVisible()).toBe(true);
      expect(await page.locator('#event-table').isVisible()).toBe(false);
      expect(await page.locator('#event-tools').isVisible()).toBe(false);
      expect(await page.locator('#events').textContent()).toContain('The 20 worst of 100,000 rows.');
    }));

  it('names the rows that are not in the file', () =>
    withReport(browser, buildReport({ case: buildCase({ rows: buildManyRows(5_000, 1_000) }) }), {}, async (open) => {
      await whenReady(open);
      expect(await open.page.locator('#events').textContent()).toContain('Rows not embedded: 4,000 (');
      expect(await open.page.locator('#timeline-live .legend b').first().textContent()).toMatch(/^[\d,]+$/);
    }));
});

describe('the timeline', () => {
  const brush = async (page: Page, from: number, to: number) => {
    const over = page.locator('#timeline-live .u-over').first();
    await over.scrollIntoViewIfNeeded();
    const box = (await over.boundingBox())!;
    await page.mouse.move(box.x + box.width * from, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * ((from + to) / 2), box.y + 25);
    await page.mouse.move(box.x + box.width * to, box.y + 30);
    await page.mouse.up();
  };

  it('draws drops by reason and retransmissions by kind, and tells the same in words', () =>
    withReport(browser, small, {}, async (open) => {
      await whenReady(open);
      const pictures = open.page.locator('#timeline-live [role="img"]');
      expect(await pictures.first().getAttribute('aria-label')).toMatch(
        /^Drops by reason, .* to .*: \d+ packets; most, \d+, at /,
      );
      expect(await pictures.nth(1).getAttribute('aria-label')).toMatch(
        /^Retransmissions by kind, .*: 6 retransmissions/,
      );
      expect(await open.page.locator('#timeline-live canvas').count()).toBe(await pictures.count());
      expect(await open.page.locator('#timeline-drawing').isVisible()).toBe(false);
      expect(await open.page.locator('#timeline summary').isVisible()).toBe(true);
    }));

  it('has the colours of its legend, also when the scheme changes', () =>
    withReport(browser, small, { colorScheme: 'light' }, async (open) => {
      await whenReady(open);
      const { page } = open;
      const swatch = () =>
        page
          .locator('#timeline-live .swatch')
          .first()
          .evaluate((mark) => getComputedStyle(mark).backgroundColor.match(/\d+/g)?.map(Number) ?? []);
      const isDrawn = (colour: readonly number[]) =>
        page
          .locator('#timeline-live canvas')
          .first()
          .evaluate((canvas, [red, green, blue]) => {
            const { width, height } = canvas as HTMLCanvasElement;
            const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
            for (let at = 0; at < data.length; at += 4)
              if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255)
                return true;
            return false;
          }, colour);
      const light = await swatch();
      expect(light).toHaveLength(3);
      expect(await isDrawn(light)).toBe(true);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await swatch();
      expect(dark).not.toEqual(light);
      await expect.poll(() => isDrawn(dark)).toBe(true);
      expect(await isDrawn(light)).toBe(false);
    }));

  it('brushed, filters the events, the connections and the reasons, until everything is shown again', () =>
    withReport(browser, joined, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      await brush(page, 0.25, 0.5);
      const bar = page.locator('.selection-bar');
      await bar.waitFor({ state: 'visible', timeout: 5_000 });
      const count = Number((await shown(page))?.split(' ')[0]);
      expect(count).toBeGreaterThan(400);
      expect(count).toBeLessThan(600);
      const reason = (name: string) => page.locator(`#reasons tbody[data-reason="${name}"]`);
      expect(await reason('Address resolution timeout').isVisible()).toBe(true);
      await page
        .locator('#timeline-live .legend button', { hasText: /^Address/ })
        .first()
        .click();
      expect(await reason('Address resolution timeout').isVisible()).toBe(true);
      expect(await reason('INET: receive inspection').isVisible()).toBe(false);
      // No row belongs to a connection of this page.
      expect(await page.locator('#connection-rows > tbody:visible').count()).toBe(0);
      expect(await page.locator('#connections output').textContent()).toBe('0 of 2 shown');
      expect(await page.locator('#timeline-tools input[name="from"]').inputValue()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
      await bar.locator('button').click();
      expect(await shown(page)).toBe('2,000 of 2,000 rows');
      expect(await bar.isVisible()).toBe(false);
      expect(await page.locator('[data-outside]').count()).toBe(0);
      expect(await page.locator('#connections output').textContent()).toBe('2 of 2 shown');
    }));

  it('marks the selected times, also where the axis shows another part', () =>
    withReport(browser, joined, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      const share = async () => {
        const [marked, all] = await Promise.all(
          ['.u-select', '.u-over'].map((name) => page.locator(`#timeline-live ${name}`).first().boundingBox()),
        );
        return {
          from: ((marked?.x ?? 0) - (all?.x ?? 0)) / (all?.width ?? 1),
          width: (marked?.width ?? 0) / (all?.width ?? 1),
        };
      };
      await brush(page, 0.25, 0.5);
      expect((await share()).from).toBeCloseTo(0.25, 1);
      expect((await share()).width).toBeCloseTo(0.25, 1);
      await page.locator('button[name="zoom-selection"]').click();
      expect((await share()).from).toBeCloseTo(0, 1);
      expect((await share()).width).toBeCloseTo(1, 1);
      await page.locator('button[name="zoom-out"]').click();
      expect((await share()).width).toBeCloseTo(0.5, 1);
    }));

  it('offers no selection that would leave nothing', () =>
    withReport(browser, joined, {}, async (open) => {
      await whenReady(open);
      await open.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
      expect(await open.page.locator('button[data-select-reason]:visible').count()).toBeGreaterThan(0);
      expect(await open.page.locator('button[data-select-connection]:visible').count()).toBe(0);
    }));

  it('is brushed and zoomed with the keyboard alone', () =>
    withReport(browser, joined, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      const first = (await column(page, 'time'))[0]?.slice(0, 8) ?? '';
      await page.locator('#timeline-tools input[name="to"]').focus();
      const minutes = Number(first.slice(3, 5)) + 1;
      await page.keyboard.type(`${first.slice(0, 3)}${String(minutes).padStart(2, '0')}${first.slice(5)}`);
      await page.keyboard.press('Tab');
      const count = Number((await shown(page))?.split(' ')[0]);
      expect(count).toBeGreaterThan(600);
      expect(count).toBeLessThan(700);
      const label = () => page.locator('#timeline-live [role="img"]').first().getAttribute('aria-label');
      const before = await label();
      await page.keyboard.press('Enter');
      expect(await label()).not.toBe(before);
      expect(await page.locator('#announce').textContent()).toMatch(/^Timeline shows /);
      await page.locator('button[name="zoom-all"]').focus();
      await page.keyboard.press('Enter');
      expect(await label()).toBe(before);
    }));

  it('says what is no time', () =>
    withReport(browser, small, {}, async (open) => {
      await whenReady(open);
      const field = open.page.locator('#timeline-tools input[name="from"]');
      await field.fill('noon');
      await field.press('Enter');
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await open.page.locator('.selection-bar').isVisible()).toBe(false);
    }));

  it('selects a reason in its legend', () =>
    withReport(browser, joined, {}, async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      const entry = page.locator('#timeline-live .legend button', { hasText: /^timeout/ });
      await entry.click();
      expect(await entry.getAttribute('aria-pressed')).toBe('true');
      expect(new Set(await column(page, 'what'))).toEqual(new Set(['timeout']));
      await entry.click();
      expect(await shown(page)).toBe('2,000 of 2,000 rows');
    }));

  it('is the drawing on paper, as is the short table', () =>
    withReport(browser, small, {}, async (open) => {
      await whenReady(open);
      await open.page.emulateMedia({ media: 'print' });
      expect(await open.page.locator('#timeline-drawing .chart').isVisible()).toBe(true);
      expect(await open.page.locator('#timeline-live').isVisible()).toBe(false);
      expect(await open.page.locator('#event-sample').isVisible()).toBe(true);
      expect(await open.page.locator('#event-table').isVisible()).toBe(false);
    }));
});

it('a connection selects its own events, and leads to the connection of a row', () => {
  const connection = buildConnection({ protocol: 'tcp', local: '192.0.2.5:50001', remote: '198.51.100.7:443' });
  const rows = buildManyRows(50, 100, [connection]);
  expect(rows.conversations.find((one) => one.connection === 0)).toBeDefined();
  return withReport(
    browser,
    buildReport({ case: buildCase({ rows, connections: [buildConnection(connection)] }) }),
    {},
    async (open) => {
      await whenReady(open);
      const { page } = open;
      await everything(page);
      await page.locator('#connection-1 summary').first().click();
      await page.locator('#connection-1 button[data-select-connection]').click();
      const locals = await column(page, 'local');
      expect(locals.length).toBeGreaterThan(0);
      expect(new Set(locals)).toEqual(new Set(['192.0.2.5:50001']));
      expect(await page.locator('.selection-bar').textContent()).toContain('connection 1');
      await page.locator(`${BODY} a`).first().click();
      expect(new URL(page.url()).hash).toBe('#connection-1');
    },
  );
});

describe.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['320 pixels', { viewport: { width: 320, height: 640 } }],
] as const)('events and timeline in %s', (_name, options) => {
  it('have nothing that axe finds, and never make the page scroll sideways', () =>
    withReport(browser, joined, options, async (open) => {
      await whenReady(open);
      const { page } = open;
      // With the bar of the selection, too.
      await page.locator('#timeline-live .legend button').first().click();
      await page.evaluate(axe);
      const found = await page.evaluate<{
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      }>('axe.run()');
      expect(
        found.violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id} ${node.html.slice(0, 150)} ${node.failureSummary}`),
        ),
      ).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
        true,
      );
      expect(open.misdeeds).toEqual({ requests: [], errors: [] });
    }));
});
