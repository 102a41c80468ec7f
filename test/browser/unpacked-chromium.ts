import { existsSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LaunchOptions } from 'playwright-core';

/** The version names the folder, so that an update of the package does not meet an old browser. */
const VERSION = '138.0.2';
/** Unpacking takes a few seconds; a lock older than this was left by a run that was stopped. */
const STALE_LOCK_MS = 120_000;

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

/** What we and the package set while it is imported. */
const CHANGED_VARIABLES = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH'];

/**
 * The Chromium inside the npm package `@sparticuz/chromium`, unpacked into the temporary folder with its own shared
 * libraries (NSS) and fonts, so that it runs on a machine that has neither.
 */
export async function unpackedChromium(): Promise<LaunchOptions> {
  const folder = join(tmpdir(), `etlreport-chromium-${VERSION}-${userInfo().uid}`);
  await mkdir(folder, { recursive: true });
  const before = { ...process.env };
  // The package looks at these when it is imported: where to unpack, and whether to unpack its shared libraries.
  process.env['TMPDIR'] = folder;
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    packaged.setGraphicsMode = false;
    await once(folder, async () => {
      await packaged.executablePath();
      await writeFile(join(folder, 'fonts', 'fonts.conf'), fontConfiguration(folder));
    });
    return {
      executablePath: join(folder, 'chromium'),
      args: packaged.args.filter((flag) => !UNWANTED_FLAGS.has(flag)),
      env: {
        ...definedOnly(before),
        LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
        FONTCONFIG_PATH: join(folder, 'fonts'),
      },
    };
  } finally {
    for (const name of CHANGED_VARIABLES) restore(name, before[name]);
  }
}

/** Test files run side by side: one of them unpacks, the others wait until it is done. */
async function once(folder: string, unpack: () => Promise<void>): Promise<void> {
  const done = join(folder, 'unpacked');
  const lock = join(folder, 'lock');
  while (!existsSync(done)) {
    if (await taken(lock)) {
      await sleep(100);
      continue;
    }
    try {
      // Whatever a stopped run left behind would be taken for the whole thing.
      for (const part of ['chromium', 'al2023', 'fonts']) {
        await rm(join(folder, part), { recursive: true, force: true });
      }
      await unpack();
      await writeFile(done, '');
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
}

/** Takes the lock, or says that somebody else has it. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return false;
  } catch {
    const age = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STALE_LOCK_MS) await rm(lock, { recursive: true, force: true });
    return true;
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
