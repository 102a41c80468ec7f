import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderHtml } from '../../src/render/index.js';
import type { Report } from '../../src/render/report.js';

/** What a page did that it must not do. */
export interface Misdeeds {
  /** Addresses that the page asked for, besides itself. */
  readonly requests: readonly string[];
  /** Errors and warnings of the console, violations of the policy among them, and uncaught errors. */
  readonly errors: readonly string[];
}

export interface OpenReport {
  readonly page: Page;
  readonly misdeeds: Misdeeds;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Fragment of the address: `#finding-1`. */
  readonly hash?: string;
}

/** Opens a report from disk, as a reader does, hands over the page, and closes everything. */
export function withReport<Result>(
  browser: Browser,
  report: Report,
  options: OpenOptions,
  look: (open: OpenReport) => Promise<Result>,
): Promise<Result> {
  return withPage(browser, renderHtml(report), options, look);
}

/** The same with a page that is already written, or that something else was done to. */
export async function withPage<Result>(
  browser: Browser,
  html: string,
  { hash = '', ...options }: OpenOptions,
  look: (open: OpenReport) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'etlreport-'));
  const file = join(folder, 'report.html');
  await writeFile(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ offline: true, ...options });
  const requests: string[] = [];
  const errors: string[] = [];
  try {
    const page = await context.newPage();
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) requests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(address + hash);
    return await look({ page, misdeeds: { requests, errors } });
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}
