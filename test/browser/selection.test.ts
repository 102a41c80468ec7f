import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PacketJourney } from '../../src/aggregate/journey/packet-journey.js';
import { buildJourney, buildResentJourney } from '../render/journey-parts.js';
import { START } from '../render/log-text.js';
import { buildCase, buildReport, buildTcpConnection } from '../render/report-builder.js';
import { buildManyRows } from '../rows/build-rows.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

const SECOND = 1_000_000_000n;

/** The same way, so many seconds later. */
function later(seconds: bigint, journey: PacketJourney): PacketJourney {
  return { ...journey, steps: journey.steps.map((step) => ({ ...step, at: step.at + seconds * SECOND })) };
}

const connections = [buildTcpConnection(), ...buildCase().connections];
/** Of three minutes, on even lines; the first connection has every third. */
const rows = buildManyRows(300, 1_000, [buildTcpConnection()]);
/** The record of a retransmission, and the word of its kind. */
const resent = [...rows.columns.kind.keys()].find((row) => rows.columns.kind[row] === 1) ?? 0;
const line = rows.columns.line[resent] ?? 0;
const KIND: Readonly<Record<string, string>> = { syn: 'SYN', rto: 'timeout', tlp: 'tail loss probe', fast: 'fast' };
const kind = KIND[rows.reasons[rows.columns.reason[resent] ?? 0] ?? ''] ?? '';

const way = buildResentJourney();
const report = buildReport({
  case: buildCase({
    rows,
    connections,
    journeys: [
      buildJourney(),
      later(100n, buildJourney()),
      later(100n, { ...way, steps: way.steps.map((step, index) => ({ ...step, line: index === 1 ? line : 91 })) }),
    ],
  }),
});

const ready = (page: Page) => page.locator('html[data-rows="ready"]').waitFor({ state: 'attached', timeout: 30_000 });
const shownWays = (page: Page) => page.locator('.journey:visible').evaluateAll((ways) => ways.map((one) => one.id));
const sentence = (page: Page, section: string) => page.locator(`${section} [data-shown-of]`).textContent();
/** Seconds since the log begins, typed as a time of day. */
async function selectUntil(page: Page, seconds: number) {
  const field = page.locator('#timeline-tools input[name="to"]');
  const first = Number(START % (86_400n * SECOND)) / 1e9 + seconds;
  await field.fill(new Date(first * 1_000).toISOString().slice(11, 23));
  await field.press('Enter');
  await page.locator('.selection-bar').waitFor({ state: 'visible', timeout: 5_000 });
}

describe('a selection', () => {
  it('of a time shows the packet journeys with a step in it, and says how many', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      expect(await page.locator('[data-while-selected]:visible, [data-shown-of]:visible').count()).toBe(0);
      await selectUntil(page, 60);
      expect(await shownWays(page)).toEqual(['journey-1']);
      expect(await sentence(page, '#journeys')).toBe('1 of 3 packet journeys shown.');
      await page.locator('.selection-bar button').click();
      expect(await shownWays(page)).toEqual(['journey-1', 'journey-2', 'journey-3']);
      expect(await page.locator('[data-while-selected]:visible, [data-shown-of]:visible').count()).toBe(0);
    }));

  it('of a reason, or of a kind of retransmission, shows the packet journeys of that', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      const legend = (text: string) =>
        page.locator('#timeline-live .legend button', { hasText: new RegExp(`^${text}`) }).first();
      await legend('Address resolution timeout').click();
      expect(await shownWays(page)).toEqual(['journey-1', 'journey-2']);
      await legend(kind).click();
      expect(await shownWays(page)).toEqual(['journey-3']);
      await selectUntil(page, 60);
      expect(await shownWays(page)).toEqual([]);
      expect(await sentence(page, '#journeys')).toBe('0 of 3 packet journeys shown.');
    }));

  it('of a connection shows its own packet journeys, and leaves the network as it is', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      await page.locator('#connection-1 summary').first().click();
      await page.locator('#connection-1 button[data-select-connection]').click();
      expect(await shownWays(page)).toEqual(['journey-3']);
      expect(await page.locator('#network [data-outside], #timeline [data-outside]').count()).toBe(0);
      expect(await page.locator('#network [data-while-selected]').textContent()).toContain(
        'a selected reason or connection changes nothing here',
      );
    }));

  it('of a time shows the rows of the network and of the timeline that have it', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      await selectUntil(page, 60);
      for (const table of ['#network', '#timeline']) {
        const isOutside = await page.locator(`${table} tr[data-from]`).evaluateAll((all) =>
          all.map((row) => ({
            outside: row.hasAttribute('data-outside'),
            from: Number(row.getAttribute('data-from')),
          })),
        );
        const midnight = START - (START % (86_400n * SECOND));
        const end = Number(START - midnight) / 1e6 + 60_000;
        expect(isOutside.length).toBeGreaterThan(3);
        for (const { outside, from } of isOutside) expect(outside).toBe(from >= end);
        const inside = isOutside.filter(({ outside }) => !outside).length;
        expect(await sentence(page, table)).toBe(`${inside} of ${isOutside.length} rows shown.`);
      }
      expect(await page.locator('#timeline tr[data-outside]').count()).toBeGreaterThan(0);
    }));

  it('is followed by every table, or its section says that it is not, once', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      await selectUntil(page, 60);
      const silent = await page.locator('main table').evaluateAll((tables) =>
        tables
          .filter((table) => table.closest('#event-table, #event-sample, .journey') === null)
          .filter((table) => {
            const section = table.closest('main > section');
            return section === null || section.querySelectorAll('[data-while-selected]:not([hidden])').length !== 1;
          })
          .map((table) => table.closest('main > section')?.id),
      );
      expect(silent).toEqual([]);
    }));

  it('does not keep a link from what it hides', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      await selectUntil(page, 60);
      await page.evaluate("location.hash = '#journey-2'");
      await page.locator('#journey-2 table').waitFor({ state: 'visible', timeout: 5_000 });
    }));

  it('is not followed by paper', () =>
    withReport(browser, report, {}, async ({ page }) => {
      await ready(page);
      await selectUntil(page, 60);
      await page.emulateMedia({ media: 'print' });
      expect(await shownWays(page)).toHaveLength(3);
      expect(await page.locator('[data-while-selected]:visible, [data-shown-of]:visible').count()).toBe(0);
    }));
});
