import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { SILENT_SERVER, type Written, writeMachineFolders } from './machine-folders.js';
import { type Member, zipBytes } from './zip-bytes.js';

const MAIN = resolve('dist/main.js');
const LOG = resolve('samples/pktmon-text/26100/arp-failure.txt');
const HEALTHY = resolve('samples/pktmon-text/26100/healthy.txt');
const MEBIBYTE = 1024 * 1024;

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let cwd = '';
beforeAll(async () => {
  if (!existsSync(MAIN)) throw new Error('npm run build makes what these tests start');
  cwd = await mkdtemp(join(tmpdir(), 'etlreport [spawned] '));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function etlreport(args: readonly string[], limits: readonly string[] = []): Promise<Result> {
  const child = spawn(process.execPath, [...limits, MAIN, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
}

async function everyFile(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(join(cwd, folder))).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(cwd, folder, name), 'utf8')])),
  );
}

interface IndexJson {
  readonly roots: readonly string[];
  readonly cases: readonly {
    readonly name: string;
    readonly host: string | null;
    readonly inputs: readonly { readonly path: string; readonly role: string }[];
  }[];
  readonly sharedCauses: readonly { readonly id: string; readonly cases: readonly string[] }[];
  readonly failures: readonly { readonly message: string }[];
  readonly notRead: readonly { readonly path: string; readonly what: string }[];
}

async function indexOf(folder: string): Promise<IndexJson> {
  return JSON.parse(await readFile(join(cwd, folder, 'index.json'), 'utf8')) as IndexJson;
}

describe('forty machine folders and two archives', () => {
  let written: Written;
  let result: Result;
  beforeAll(async () => {
    written = writeMachineFolders(join(cwd, 'sent'), 40);
    result = await etlreport([...written.inputs, '-o', 'reports', '--jobs', '2']);
  });

  test('become an index and a report each with one command', async () => {
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    const { cases } = await indexOf('reports');
    expect(cases).toHaveLength(42);
    const expected = ['index.html', 'index.json', ...cases.map(({ name }) => `${name}.html`)];
    expect((await readdir(join(cwd, 'reports'))).toSorted()).toEqual(expected.toSorted());
    expect(result.stdout.trimEnd().split('\n')).toHaveLength(2 + 42 + 2);
    expect(result.stdout).toMatch(/\nIndex: reports\/index\.html\n$/);
  });

  test('name the one cause that the machines share once, on top', async () => {
    const line = `FAULT on ${written.hurt} of 42 cases: Next hop unreachable, ${SILENT_SERVER} on ${written.hurt}`;
    expect(result.stdout.split('\n')[0]).toBe(line);
    const { sharedCauses } = await indexOf('reports');
    expect(sharedCauses.map(({ id, cases }) => [id, cases.length])).toEqual([['next-hop-unreachable', written.hurt]]);
    const html = await readFile(join(cwd, 'reports', 'index.html'), 'utf8');
    expect(html.match(/cases: Next hop unreachable/g)).toHaveLength(1);
  });

  test('have PktMon and NetTrace of one machine in one case', async () => {
    const { cases } = await indexOf('reports');
    const both = cases.filter(({ inputs }) => inputs.filter(({ role }) => role === 'trace').length > 1);
    expect(both.map(({ name, host }) => [name, host])).toEqual([['WEB04', 'WEB04']]);
    const html = await readFile(join(cwd, 'reports', 'WEB04.html'), 'utf8');
    expect(html).toContain('NetTrace-converted.txt');
  });

  test('list what is not read, by content: PktMon.txt of TSS is no capture', async () => {
    const { notRead } = await indexOf('reports');
    const kinds = new Set(notRead.map(({ what }) => what));
    expect(kinds).toContain('a binary event trace (.etl), not its text');
    expect(notRead.filter(({ path }) => path.endsWith('_PktMon.etl'))).toHaveLength(42);
  });

  test('give the same bytes with one worker, two and five', async () => {
    const expected = await everyFile('reports');
    for (const jobs of ['1', '5']) {
      const again = await etlreport([...written.inputs, '-o', `jobs-${jobs}`, '--jobs', jobs]);
      expect(again.stdout.replaceAll(`jobs-${jobs}`, 'reports')).toBe(result.stdout);
      expect(await everyFile(`jobs-${jobs}`)).toEqual(expected);
    }
  });
});

test('redacted reports have neither names nor addresses, and the map gives the same ones again', async () => {
  const { inputs } = writeMachineFolders(join(cwd, 'secret'), 6);
  const args = [...inputs, '--redact-map', 'map.json', '-f', 'html,json,md'];
  const { code, stdout } = await etlreport([...args, '-o', 'redacted', '--jobs', '2']);
  expect(code).toBe(0);
  const files = await everyFile('redacted');
  const all = [stdout, ...Object.keys(files), ...Object.values(files)].join('\n');
  expect(all).not.toMatch(/WEB\d\d|192\.0\.2\.200|198\.51\.100\.27|from-branch|secret/i);
  const map = await readFile(join(cwd, 'map.json'), 'utf8');
  expect(map).toContain(SILENT_SERVER);
  await etlreport([...args, '-o', 'again', '--jobs', '1']);
  expect(await everyFile('again')).toEqual(files);
  expect(await readFile(join(cwd, 'map.json'), 'utf8')).toBe(map);
});

describe('the command line', () => {
  test('puts the combined JSON on standard output', async () => {
    await put({ 'two/a.txt': readFileSync(LOG), 'two/b.txt': readFileSync(HEALTHY) });
    const { code, stdout, stderr } = await etlreport(['two', '-f', 'json', '-o', '-']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((JSON.parse(stdout) as IndexJson).cases.map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await etlreport(['two', '-f', 'html', '-o', '-'])).code).toBe(2);
  });

  test('names the folder of the reports after the input, and never reads it as a log', async () => {
    await put({ 'here/web01/PktMon.txt': readFileSync(LOG) });
    for (let run = 0; run < 2; run++) {
      const { code, stdout } = await etlreport(['here', '-f', 'html,json,ndjson']);
      expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
        code: 0,
        last: 'Index: here-report/index.html',
      });
    }
    expect((await readdir(join(cwd, 'here-report'))).toSorted()).toEqual([
      'index.html',
      'index.json',
      'web01.html',
      'web01.json',
      'web01.ndjson',
    ]);
    expect(await readFile(join(cwd, 'here-report', 'web01.ndjson'), 'utf8')).toMatch(/"drop"/);
    await etlreport(['here', '-o', 'here/reports']);
    await etlreport(['here', '-o', 'here/reports']);
    expect((await indexOf('here/reports')).notRead).toEqual([]);
  });

  test('reads a pattern over several folders as a collection, files one by one as one case', async () => {
    await put({ 'many/x/PktMon.txt': readFileSync(LOG), 'many/y/PktMon.txt': readFileSync(HEALTHY) });
    expect((await etlreport(['many/**/*.txt', '-o', 'pattern'])).stdout).toContain('Index: pattern/index.html');
    const one = await etlreport(['many/x/PktMon.txt', 'many/y/PktMon.txt', '-o', 'one.html']);
    expect(one.stdout).toContain('Report: one.html');
  });

  test('refuses what contradicts itself', async () => {
    await put({ 'c/PktMon.txt': readFileSync(LOG) });
    for (const args of [
      ['c', '-o', 'x.html'],
      ['c', '--jobs', '0'],
      ['c', '-o', '-', '--open'],
      ['c', '-o', ''],
    ]) {
      expect((await etlreport(args)).code, args.join(' ')).toBe(2);
    }
    await copyFile(LOG, join(cwd, 'c', 'index.html'));
    const { code, stderr } = await etlreport(['c/index.html', 'c', '-o', 'c']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('is an input and is not overwritten'),
    });
    expect((await readFile(join(cwd, 'c', 'index.html'))).equals(readFileSync(LOG))).toBe(true);
  });

  test('fails on a finding of any case, and with 4 when an input failed', async () => {
    await put({ 'f/a.txt': readFileSync(LOG), 'f/b.txt': readFileSync(HEALTHY) });
    expect((await etlreport(['f', '-o', 'f1', '--fail-on', 'next-hop-unreachable'])).code).toBe(1);
    expect((await etlreport(['f', '-o', 'f1', '--fail-on', 'no-route'])).code).toBe(0);
    await put({ 'f/c.zip': Buffer.from('PK\x03\x04 and no more') });
    const { code, stderr } = await etlreport(['f', '-o', 'f1']);
    expect(code).toBe(4);
    expect(stderr).toContain('f/c.zip is no whole zip archive');
    expect((await indexOf('f1')).failures).toHaveLength(1);
  });

  test('says what it found when there is no log', async () => {
    await put({
      'none/a.etl': Buffer.concat([Buffer.alloc(72), Buffer.from([2, 0, 2, 0xc0])]),
      'none/b.evtx': 'ElfFile\0\0\0',
    });
    const { code, stdout, stderr } = await etlreport(['none']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('no log that this program reads was found in none. Found: 1 x a Windows event log');
    expect(stderr).toContain('pktmon etl2txt');
    expect(existsSync(join(cwd, 'none-report'))).toBe(false);
  });
});

describe('a hostile archive', () => {
  /** The archive beside a good log: the good one must be read whatever the other is. */
  async function run(members: readonly Member[]): Promise<Result> {
    const name = `hostile-${Math.random().toString(36).slice(2)}`;
    await put({ [`${name}/good/PktMon.txt`]: readFileSync(LOG), [`${name}/bad.zip`]: zipBytes(members) });
    // The heap of a run over a good log is far smaller.
    const result = await etlreport([name, '-o', `${name}-out`, '--jobs', '2'], ['--max-old-space-size=160']);
    const { cases } = await indexOf(`${name}-out`);
    expect(cases.map((one) => one.name)).toContain('good');
    expect(result.stderr).not.toMatch(/^\s+at /m);
    return result;
  }
  const log = readFileSync(LOG);

  test('that is a bomb: refused, the rest is read', async () => {
    const { code, stderr } = await run([
      { name: 'bomb/PktMon.txt', content: Buffer.alloc(300 * MEBIBYTE) },
      { name: 'web02/PktMon.txt', content: log },
    ]);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('(a zip bomb)') });
  });

  test('that lies about its sizes: cut where the lie ends', async () => {
    const { code, stderr } = await run([{ name: 'liar.txt', content: Buffer.alloc(200 * MEBIBYTE), sizeBytes: 1000 }]);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringContaining('it is longer than the archive states'),
    });
  });

  test('with names that lead out of it: named, nothing is written there', async () => {
    const { code, stderr } = await run([
      { name: '../../evil.txt', content: log },
      { name: 'C:/evil.txt', content: log },
    ]);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('the name is absolute or leads out') });
    expect(existsSync(join(cwd, '..', 'evil.txt'))).toBe(false);
  });

  test('with broken and encrypted members: each reason once, the good member is read', async () => {
    const { code, stderr } = await run([
      { name: 'a/PktMon.txt', content: log, checksum: 1 },
      { name: 'b/PktMon.txt', content: log, packed: Buffer.alloc(500, 0xff) },
      { name: 'c/PktMon.txt', content: log, flags: 1 },
      { name: 'd/PktMon.txt', content: log },
    ]);
    expect(code).toBe(4);
    expect(stderr).toContain('a/PktMon.txt is damaged in its archive: its checksum is wrong.');
    expect(stderr).toContain('b/PktMon.txt is damaged in its archive: invalid');
    expect(stderr).toContain('"c/PktMon.txt" not read: it is encrypted.');
  });

  test('with 100,000 files: refused as a whole, at once', async () => {
    const content = Buffer.from('x');
    const members = Array.from({ length: 100_000 }, (_, index) => ({ name: `${index}.txt`, content, stored: true }));
    const { code, stderr } = await run(members);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringContaining('holds 100000 files, more than the 50000 that are read of an archive.'),
    });
  });

  test('with 5,000 files of nothing: read in bounded memory', async () => {
    const content = Buffer.from('no log\r\n');
    const members = Array.from({ length: 5_000 }, (_, index) => ({ name: `${index}.txt`, content, stored: true }));
    expect((await run([...members, { name: 'web02/PktMon.txt', content: log }])).code).toBe(0);
  });

  test('within an archive: named, not opened', async () => {
    const inner = zipBytes([{ name: 'PktMon.txt', content: log }]);
    const { code, stderr } = await run([{ name: 'inner.zip', content: inner }]);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringContaining('inner.zip is an archive within an archive and was not opened.'),
    });
  });
});
