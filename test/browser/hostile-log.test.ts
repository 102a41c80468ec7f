import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import type { Report } from '../../src/render/report.js';
import { visibleText } from '../../src/render/visible-text.js';
import { HOSTILE_TEXTS } from '../render/hostile.js';
import { launchChromium } from './chromium.js';
import { withReport } from './open-report.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

function head(millisecond: number, rest: string): string {
  return `[00]0A40.3CE0::2026-03-11 07:40:00.${String(millisecond).padStart(3, '0')}000000 [Microsoft-Windows-PktMon] ${rest}\r\n`;
}

/** The text where the wire puts it: DNS names, HTTP lines; and where Windows prints it: reasons, components, filters. */
function hostileLog(text: string): string {
  const drop = (millisecond: number, reason: string, packet: string) =>
    head(
      millisecond,
      `Drop: PktGroupId ${millisecond}, PktNumber 1, Appearance 0, Direction Tx , Type IP , Component 72, Filter 1, DropReason ${reason} , DropLocation 0xE0004158, OriginalSize 1344, LoggedSize 148 `,
    ) + `\tDrop: ip: ${packet}\r\n`;
  return [
    drop(100, 'Insufficient resources', `192.0.2.10.50020 > 192.0.2.20.53: 4957+ A? ${text}. (22)`),
    drop(
      200,
      'Inspection drop',
      `192.0.2.10.50021 > 198.51.100.20.80: Flags [P.], seq 1:100, ack 1, win 1028, length 99: HTTP, length: 99\r\n\tGET /${text} HTTP/1.1\r\n\tHost: ${text}`,
    ),
    drop(300, text, `192.0.2.10.50022 > 192.0.2.20.137: UDP, length 50 ${text}`),
    head(900, `Component 72, Type 11 , Name ${text}.sys, ${text} `),
    head(901, `Property: Component 72, ${text}  = ${text} `),
    head(902, `Packet Filter 1, Name ${text}, Port-1 53 `),
    `${text}\r\n`,
  ].join('');
}

/** Lone surrogates do not survive being written as UTF-8. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

const WINDOWS_FORBIDS = /[<>:"/\\|?*\p{Cc}]/gu;
function fileNameOf(text: string): string {
  const forbidden = process.platform === 'win32' ? WINDOWS_FORBIDS : /[/\0]/g;
  return `${wellFormed(text).replace(forbidden, '_').slice(0, 60)}.txt`;
}

async function reportOf(text: string): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'etlreport-'));
  try {
    const path = join(folder, fileNameOf(text));
    await writeFile(path, hostileLog(text));
    return (await analyze([{ path }])).report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each(Object.entries(HOSTILE_TEXTS))(
  'a log with %s in names, requests, reasons and its own name',
  (_name, text) => {
    it('is shown as text: nothing runs, nothing is asked for, nothing covers the page', async () => {
      const report = await reportOf(text);
      await withReport(browser, report, {}, async ({ page, misdeeds }) => {
        await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })");
        const shown = (await page.locator('body').textContent()) ?? '';
        const [start = ''] = wellFormed(text).split(/[\r\n\t\u0085\u2028]/);
        expect(shown).toContain(visibleText(start).slice(0, 40));
        expect(
          await page.locator('main img, main svg[onload], main script, main iframe, main a[href^=javascript]').count(),
        ).toBe(0);
        expect(
          await page.evaluate(
            "[...document.querySelectorAll('main *')].some((one) => [...one.attributes].some(({ name }) => name.startsWith('on')))",
          ),
        ).toBe(false);
        expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
        const bar = await page.locator('.bar').boundingBox();
        expect(bar?.height).toBeLessThan(150);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1_280);
        expect(misdeeds).toEqual({ requests: [], errors: [] });
      });
    });
  },
);
