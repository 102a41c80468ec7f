import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openEventOutput } from '../../src/cli/event-output.js';
import type { Event } from '../../src/events/event.js';

const MAIN = path.resolve('dist/main.js');
const LOG = path.resolve('samples/pktmon-text/26100/arp-failure.txt');

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'etlreport-ndjson-'));
  await copyFile(LOG, path.join(cwd, 'PktMon.txt'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function etlreport(...args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code };
}

interface Row {
  readonly type: string;
  readonly kind?: string;
  readonly reason?: string;
}
const rowsOf = (lines: string) =>
  lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

describe('--format ndjson', () => {
  test('gives events as they are read, then the report', async () => {
    const { code, stdout, stderr } = await etlreport('PktMon.txt', '-f', 'ndjson', '-o', '-');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const types = rowsOf(stdout).map(({ type }) => type);
    const firstOfReport = types.indexOf('report');
    expect(firstOfReport).toBeGreaterThan(10);
    expect(new Set(types.slice(0, firstOfReport))).toEqual(new Set(['event']));
    expect(types.slice(firstOfReport)).not.toContain('event');
    expect(types).toContain('finding');
    await etlreport('PktMon.txt', '-f', 'ndjson,json', '-o', 'out/');
    expect(await readFile(path.join(cwd, 'out', 'PktMon.ndjson'), 'utf8')).toBe(stdout);
    expect((await readdir(path.join(cwd, 'out'))).toSorted()).toEqual(['PktMon.json', 'PktMon.ndjson']);
  });

  test('keeps to the selection, also to one that counts from the end', async () => {
    const all = rowsOf((await etlreport('PktMon.txt', '-f', 'ndjson', '-o', '-')).stdout);
    const drops = rowsOf((await etlreport('PktMon.txt', '-f', 'ndjson', '-o', '-', '--reason', '922')).stdout);
    const isTraffic = ({ type, kind }: Row) => type === 'event' && (kind === 'packet' || kind === 'drop');
    expect(drops.filter(isTraffic).length).toBeGreaterThan(0);
    expect(drops.filter(isTraffic).every(({ reason }) => reason === 'Address resolution timeout')).toBe(true);
    const late = rowsOf((await etlreport('PktMon.txt', '-f', 'ndjson', '-o', '-', '--since', '-1s')).stdout);
    expect(late.filter(isTraffic).length).toBeGreaterThan(0);
    expect(late.filter(isTraffic).length).toBeLessThan(all.filter(isTraffic).length);
  });

  test('leaves no half of a file when nothing was recognised', async () => {
    await writeFile(path.join(cwd, 'prose.txt'), 'Dear Sir or Madam,\r\n');
    expect((await etlreport('prose.txt', '-f', 'ndjson')).code).toBe(3);
    expect((await readdir(cwd)).toSorted()).toEqual(['PktMon.txt', 'prose.txt']);
  });

  test('stops reading, quietly, when nobody reads its events', async () => {
    const once = await readFile(LOG);
    const big = path.join(cwd, 'big.txt');
    await writeFile(big, Buffer.concat(Array.from({ length: 2000 }, () => once)));
    const child = spawn(process.execPath, [MAIN, 'big.txt', '-f', 'ndjson', '-o', '-'], { cwd });
    const stderr = text(child.stderr);
    const closed = new Promise<number | null>((done) => child.once('close', done));
    const first = await new Promise<Buffer>((done) => child.stdout.once('data', done));
    child.stdout.destroy();
    expect(first.toString()).toMatch(/^\{"type":"event"/);
    expect({ code: await closed, stderr: await stderr }).toEqual({ code: 0, stderr: '' });
  }, 60_000);
});

test('a slow reader of events holds the reading up', async () => {
  let release: () => void = () => {};
  let written = 0;
  const slow = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.length;
      release = done;
    },
  });
  const output = await openEventOutput(
    { format: 'ndjson', path: '-', createFolders: false },
    null,
    { eventLine: () => `${'x'.repeat(999)}\n` },
    { stdout: slow, cwd, platform: 'linux' },
  );
  const event = {} as Event;
  for (let n = 0; n < 10; n++) output.listener.onEvent(event);
  await output.listener.ready(); // Little enough to wait for more.
  expect(written).toBe(0);
  for (let n = 0; n < 100; n++) output.listener.onEvent(event);
  let isReady = false;
  const ready = output.listener.ready().then(() => (isReady = true));
  await new Promise((done) => setTimeout(done, 20));
  expect({ written, isReady }).toEqual({ written: 110_000, isReady: false });
  release();
  await ready;
  expect(isReady).toBe(true);
});
