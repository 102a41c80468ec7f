import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core';

/**
 * Starts a browser without anything installed by hand.
 *
 * On Linux it is the Chromium inside the npm package `@sparticuz/chromium`, which unpacks itself (with the shared
 * libraries and fonts that a bare machine lacks) into the temporary folder. On Windows and macOS it is the Chrome or
 * Edge that is there.
 */
export async function launchChromium(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64')
    return playwright.launch(await bundled());
  return launchInstalled();
}

/**
 * Flags of the package that a test must not run with: one process for everything dies with its first page, and the
 * others switch off the protection that the tests look at.
 */
const UNWANTED_FLAGS = new Set([
  '--single-process',
  '--in-process-gpu',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);

async function bundled(): Promise<LaunchOptions> {
  // The package unpacks its shared libraries (NSS and others) only where it believes to be on the platform it was
  // made for. It looks at this when it is imported, and then sets LD_LIBRARY_PATH and FONTCONFIG_PATH itself.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  packaged.setGraphicsMode = false;
  return {
    executablePath: await packaged.executablePath(),
    args: packaged.args.filter((flag) => !UNWANTED_FLAGS.has(flag)),
  };
}

async function launchInstalled(): Promise<Browser> {
  const reasons: string[] = [];
  for (const channel of ['chrome', 'msedge']) {
    try {
      return await playwright.launch({ channel });
    } catch (error) {
      reasons.push(String(error));
    }
  }
  throw new Error(`the browser tests need Chrome or Edge:\n${reasons.join('\n')}`);
}
