import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';

// Threads run the program as it is built (`npm test` builds it first).
const { analyze, renderJson } = await import('../../dist/index.js');
const { readRanges } = await import('../../dist/ranges/read-ranges.js');
const { formats } = await import('../../dist/formats/registry.js');

const ROOT = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'etlreport-ranges-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const samples = (name: string) =>
  readdirSync(path.join(ROOT, 'samples', name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .map((file) => path.join(ROOT, 'samples', name, file));

function generated(name: string, ...options: readonly string[]): string {
  const file = path.join(folder, name);
  const script = path.join(ROOT, 'test/bench/generate.mjs');
  execFileSync(process.execPath, [script, ...options, '--output', file]);
  return file;
}

async function json(
  files: string | readonly string[],
  threads: number,
  rangeBytes: number,
  reason: readonly string[] = [],
): Promise<string> {
  const paths = typeof files === 'string' ? [files] : files;
  const options = { encoding: null, top: 200, onProgress: null, threads, rangeBytes };
  const selection = { since: null, until: null, connection: [], reason };
  const { report } = await analyze(
    paths.map((file) => ({ path: file })),
    { ...options, selection },
  );
  return renderJson(report);
}

const LOGS: readonly { readonly name: string; readonly file: () => string }[] = [
  { name: 'packets of 26100, UTF-16', file: () => generated('a.txt', 'pktmon', '3') },
  {
    name: 'packets of 19042, UTF-8',
    file: () => generated('b.txt', 'pktmon', '2', '--generation', 'old', '--encoding', 'utf-8'),
  },
  { name: 'packets with Chinese labels', file: () => generated('c.txt', 'pktmon', '2', '--language', 'zh-CN') },
  {
    name: 'messages of the network stack',
    file: () => generated('n.txt', 'nettrace', '2'),
  },
  {
    name: 'the network stack behind packets',
    file: () => {
      const file = path.join(folder, 'both.txt');
      const packets = readFileSync(generated('p.txt', 'pktmon', '1', '--encoding', 'utf-8'));
      const stack = readFileSync(generated('d.txt', 'nettrace', '2', '--encoding', 'utf-8'));
      writeFileSync(file, Buffer.concat([packets, stack]));
      return file;
    },
  },
  {
    name: 'times without dates',
    file: () => {
      const file = path.join(folder, 'undated.txt');
      const text = readFileSync(generated('e.txt', 'pktmon', '1', '--encoding', 'utf-8'), 'utf8');
      writeFileSync(file, text.replaceAll(/^\[\d+\][0-9A-F]{4}\.[0-9A-F]{4}::\d{4}-\d\d-\d\d /gm, ''));
      return file;
    },
  },
  ...(corpusHas('pktmon/rebuilt/stmcast-26100-de-window.txt')
    ? [{ name: 'a real log', file: () => path.join(CORPUS, 'pktmon/rebuilt/stmcast-26100-de-window.txt') }]
    : []),
];

describe('a log read on several threads gives the same bytes', () => {
  test.each(LOGS)('$name', async ({ file }) => {
    const log = file();
    const alone = await json(log, 1, 1 << 20);
    expect(alone.length).toBeGreaterThan(1_000);
    // Ranges that cut records, lines and characters wherever it happens.
    for (const [threads, rangeBytes] of [
      [2, 100_000],
      [3, 65_536],
      [2, 33_333],
    ] as const)
      expect(await json(log, threads, rangeBytes)).toBe(alone);
  });

  test.each(LOGS)('of the drops alone: $name', async ({ file }) => {
    const log = file();
    const alone = await json(log, 1, 1 << 20, ['INET']);
    for (const rangeBytes of [100_000, 65_536, 33_333]) expect(await json(log, 2, rangeBytes, ['INET'])).toBe(alone);
  });

  test('whatever the samples hold', async () => {
    const files = [...samples('pktmon-text'), ...samples('nettrace-text')].filter((_, index) => index % 4 === 0);
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) expect(await json(file, 2, 2_000), file).toBe(await json(file, 1, 2_000));
  });

  test('and tells the files of a case apart', async () => {
    const files = [generated('f.txt', 'pktmon', '1'), generated('g.txt', 'nettrace', '1', '--encoding', 'utf-8')];
    expect(await json(files, 2, 50_000)).toBe(await json(files, 1, 50_000));
  });

  test('as far as it could be read', async () => {
    const file = generated('h.txt', 'pktmon', '2', '--encoding', 'utf-8');
    const ranged = {
      formats,
      path: file,
      encoding: 'utf-8',
      sizeBytes: statSync(file).size,
      input: 0,
      rangeBytes: 50_000,
      threads: 1,
      dropsOnly: false,
    };
    let packets = 0;
    // The file goes away while it is read.
    const { failure, routed } = await readRanges(
      ranged,
      (event) => {
        if (event.kind === 'packet' || event.kind === 'drop') packets++;
      },
      () => rmSync(file, { force: true }),
    );
    expect(failure?.code).toBe('io');
    expect(routed.ledger.event).toBeGreaterThan(0);
    expect(packets).toBe(routed.ledger.event);
    await expect(
      readRanges(
        ranged,
        () => {},
        () => {},
      ),
    ).rejects.toThrow(/h\.txt/);
  });
});
