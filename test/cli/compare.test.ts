import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { zipBytes } from '../collect/zip-bytes.js';

const MAIN = path.resolve('dist/main.js');
const SAMPLES = path.resolve('samples/pktmon-text/26100');

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'etlreport compare '));
  await copyFile(path.join(SAMPLES, 'healthy.txt'), path.join(cwd, 'good.txt'));
  await copyFile(path.join(SAMPLES, 'arp-failure.txt'), path.join(cwd, 'bad.txt'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function compare(...args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, 'compare', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code };
}

async function saveZip(name: string, members: Readonly<Record<string, Buffer>>): Promise<void> {
  const bytes = zipBytes(Object.entries(members).map(([member, content]) => ({ name: member, content })));
  await writeFile(path.join(cwd, name), bytes);
}

async function save(log: string, as: string, ...options: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [MAIN, log, '-o', as, ...options], { cwd, stdio: 'ignore' });
  await new Promise((done) => child.once('close', done));
}

describe('etlreport compare', () => {
  test('tells on the terminal what is new', async () => {
    const { code, stdout, stderr } = await compare('good.txt', 'bad.txt');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^New in bad: 1 finding, 1 reason, 1 conversation\.\n/);
    expect(stdout).toContain('Address resolution timeout (922)');
    expect((await readdir(cwd)).toSorted()).toEqual(['bad.txt', 'good.txt']);
  });

  test('says the same of logs, folders and saved reports', async () => {
    await save('good.txt', 'good.json');
    await save('bad.txt', 'bad.json');
    await mkdir(path.join(cwd, 'bad'));
    await copyFile(path.join(cwd, 'bad.txt'), path.join(cwd, 'bad', 'bad.txt'));
    await saveZip('bad.zip', { 'TSS_PC1/PktMon.txt': await readFile(path.join(cwd, 'bad.txt')) });
    const changes = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await compare(...args, '-f', 'json');
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
      const { findings, reasons, connections } = JSON.parse(stdout) as Record<string, unknown>;
      return { findings, reasons, connections };
    };
    const expected = await changes('good.txt', 'bad.txt');
    expect(await changes('good.json', 'bad.json')).toEqual(expected);
    expect(await changes('good.json', 'bad')).toEqual(expected);
    expect(await changes('good.*t', 'bad/')).toEqual(expected);
    expect(await changes('good.txt', 'bad.zip')).toEqual(expected);
    expect(await changes('good.txt', '*ad.zip')).toEqual(expected);
  });

  test('tells what of a folder or an archive is no log', async () => {
    const log = await readFile(path.join(cwd, 'bad.txt'));
    const notes = Buffer.from('It fails since Monday.\n');
    await saveZip('bad.zip', { 'PktMon.txt': log, 'notes.txt': notes });
    expect(await compare('good.txt', 'bad.zip')).toMatchObject({
      code: 0,
      stderr: 'etlreport: warning: bad.zip: 1 file is not read: 1 x a text of another kind\n',
    });
    const redacted = await compare('good.txt', 'bad.zip', '--redact');
    expect(redacted.stderr).toMatch(/^etlreport: warning: name-\w+\.zip: 1 file is not read/);
    await mkdir(path.join(cwd, 'bad'));
    await writeFile(path.join(cwd, 'bad', 'PktMon.txt'), log);
    await saveZip(path.join('bad', 'inner.zip'), { 'notes.txt': notes });
    expect(await compare('good.txt', 'bad')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('not read: 1 x'),
    });
    await saveZip('none.zip', { 'notes.txt': notes });
    expect(await compare('good.txt', 'none.zip')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('no log that this program reads was found in none.zip. Found: 1 x'),
    });
    const before = await readFile(path.join(cwd, 'bad.zip'));
    expect((await compare('good.txt', '*ad.zip', '-o', 'bad.zip')).code).toBe(2);
    expect((await readFile(path.join(cwd, 'bad.zip'))).equals(before)).toBe(true);
  });

  test('writes what the ending asks for, and over no input', async () => {
    for (const [name, start] of [
      ['c.html', '<!DOCTYPE html>'],
      ['c.md', '# Good and bad compared'],
      ['c.json', '{\n  "comparisonVersion": 1'],
      ['c.txt', 'New in bad'],
    ] as const) {
      const { code, stdout } = await compare('good.txt', 'bad.txt', '-o', name);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: `New in bad: 1 finding, 1 reason, 1 conversation.\nComparison: ${name}\n`,
      });
      expect((await readFile(path.join(cwd, name), 'utf8')).startsWith(start), name).toBe(true);
    }
    const before = await readFile(path.join(cwd, 'bad.txt'));
    const refused = await compare('good.txt', 'bad.txt', '-o', 'bad.txt');
    expect(refused.code).toBe(2);
    expect((await readFile(path.join(cwd, 'bad.txt'))).equals(before)).toBe(true);
  });

  test('has exit codes for scripts', async () => {
    expect((await compare('good.txt', 'bad.txt', '--fail-on', 'new')).code).toBe(1);
    expect((await compare('bad.txt', 'good.txt', '--fail-on', 'more')).code).toBe(0);
    expect((await compare('good.txt', 'good.txt', '--fail-on', 'more')).code).toBe(0);
    expect((await compare('good.txt', 'missing.txt')).code).toBe(3);
    await writeFile(path.join(cwd, 'prose.txt'), 'Dear Sir or Madam,\n');
    expect(await compare('good.txt', 'prose.txt')).toMatchObject({ code: 3, stdout: '' });
  });

  test('says what is wrong with its arguments', async () => {
    await writeFile(path.join(cwd, 'other.json'), '{"name": "other"}');
    await writeFile(path.join(cwd, 'half.json'), '{"generator": ');
    for (const [args, message] of [
      [['good.txt'], 'compare takes two'],
      [['good.txt', 'bad.txt', 'third.txt'], 'compare takes two'],
      [['good.txt', 'other.json'], 'other.json is no report of etlreport'],
      [['good.txt', 'half.json'], 'half.json begins like JSON and is none'],
      [['good.txt', 'bad.txt', '-f', 'csv'], 'unknown format "csv"'],
      [['good.txt', 'bad.txt', '--fail-on', 'worse'], 'unknown --fail-on "worse"'],
      [['good.txt', 'bad.txt', '--fromat', 'md'], 'Did you mean --format?'],
    ] as const) {
      const { code, stdout, stderr } = await compare(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toContain(message);
    }
  });

  test('redacts logs with one key, and no report that was saved without', async () => {
    const { code, stdout } = await compare('good.txt', 'bad.txt', '--redact');
    expect(code).toBe(0);
    expect(stdout).toContain('Address resolution timeout');
    expect(stdout).toContain('Redacted: ');
    expect(stdout).not.toMatch(/192\.0\.2\.|good\.txt/);
    await save('bad.txt', 'bad.json');
    expect((await compare('good.txt', 'bad.json', '--redact')).code).toBe(2);
    await save('bad.txt', 'redacted.json', '--redact-map', 'map.json');
    const kept = await compare('good.txt', 'redacted.json', '--redact-map', 'map.json', '-f', 'json');
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(kept.stdout)).toMatchObject({ redacted: true });
  });
});
