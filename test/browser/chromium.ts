import { type Browser, chromium } from 'playwright-core';
import { unpackedChromium } from './unpacked-chromium.js';

/**
 * Starts a browser without anything installed by hand: on Linux the one that comes with an npm package, on Windows and
 * macOS the Chrome or Edge that is there.
 */
export async function launchChromium(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return chromium.launch(await unpackedChromium());
  }
  const reasons: string[] = [];
  for (const channel of ['chrome', 'msedge']) {
    try {
      return await chromium.launch({ channel });
    } catch (error) {
      reasons.push(String(error));
    }
  }
  throw new Error(`the browser tests need Chrome or Edge:\n${reasons.join('\n')}`);
}
