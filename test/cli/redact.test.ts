import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { run } from '../../src/cli/run.js';
import { fakeSurroundings } from './fake-surroundings.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MAIN = path.resolve('dist/main.js');
const LOG = path.resolve('samples/pktmon-text/26100/arp-failure.txt');

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'etlreport-redact-'));
  await mkdir(path.join(cwd, 'TSS_SRV01_240514-101233_NET'));
  await cp(LOG, path.join(cwd, 'TSS_SRV01_240514-101233_NET', 'SRV01_240514-101233_PktMon.txt'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function etlreport(...args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code };
}

const INPUT = 'TSS_SRV01_240514-101233_NET/SRV01_240514-101233_PktMon.txt';

describe('--redact', () => {
  test('leaves the machine out of every output, the name of the report and the messages', async () => {
    const { code, stdout, stderr } = await etlreport(
      INPUT,
      'SRV01_missing.txt',
      '--redact',
      '-f',
      'html,json,csv,md,ndjson',
    );
    expect(code).toBe(4);
    expect(stderr).toMatch(/^etlreport: name-\w{7}_name-\w{7}\.txt does not exist\./);
    const written = (await readdir(cwd)).filter((name) => !name.startsWith('TSS_'));
    expect(written).toHaveLength(5);
    for (const name of written) {
      expect(name).toMatch(/^name-\w{7}_240514-101233_PktMon\.(?:html|json|csv|md|ndjson)$/);
      const content = await readFile(path.join(cwd, name), 'utf8');
      expect(content, name).not.toMatch(/SRV01/i);
      expect(content, name).not.toContain('192.0.2.');
    }
    expect(stdout + stderr).not.toMatch(/SRV01|192\.0\.2\./i);
    expect(stdout).toContain('Redacted    addresses and names are pseudonyms');
  });

  test('says in each document that it is redacted', async () => {
    const says: Readonly<Record<string, RegExp>> = {
      json: /"redacted": true/,
      ndjson: /"redacted":true/,
      html: /id="redaction">Redacted: /,
      md: /^\*Redacted: /m,
      csv: /,redacted\r\n.*,yes\r\n/,
    };
    for (const [format, pattern] of Object.entries(says)) {
      expect((await etlreport(INPUT, '--redact', '-f', format, '-o', '-')).stdout, format).toMatch(pattern);
      expect((await etlreport(INPUT, '-f', format, '-o', '-')).stdout, format).not.toMatch(pattern);
    }
  });

  test('chooses other pseudonyms in each run, unless a map keeps them', async () => {
    const once = await etlreport(INPUT, '--redact', '-f', 'json', '-o', '-');
    expect((await etlreport(INPUT, '--redact', '-f', 'json', '-o', '-')).stdout).not.toBe(once.stdout);
    const first = await etlreport(INPUT, '--redact-map', 'map.json', '-f', 'json', '-o', '-');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const map = await readFile(path.join(cwd, 'map.json'), 'utf8');
    const second = await etlreport(INPUT, '--redact-map', 'map.json', '-f', 'json', '-o', '-');
    expect(second.stdout).toBe(first.stdout);
    expect(await readFile(path.join(cwd, 'map.json'), 'utf8')).toBe(map);
    const { key, addresses, names } = JSON.parse(map) as Record<string, Record<string, string>>;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(first.stdout).toContain(addresses?.['192.0.2.77']);
    expect(first.stdout).toContain(names?.['srv01']);
    if (process.platform !== 'win32') expect((await stat(path.join(cwd, 'map.json'))).mode & 0o777).toBe(0o600);
  });

  test('writes no map of itself, and none over anything else', async () => {
    await etlreport(INPUT, '--redact', '-o', 'report.html');
    expect((await readdir(cwd)).toSorted()).toEqual(['TSS_SRV01_240514-101233_NET', 'report.html']);
    await writeFile(path.join(cwd, 'notes.json'), '{"mine": true}');
    for (const map of ['notes.json', INPUT, '.']) {
      const { code, stderr } = await etlreport(INPUT, '--redact-map', map, '-o', 'x.html');
      expect({ map, code }).toEqual({ map, code: 2 });
      expect(stderr).toContain('--redact');
    }
    const clash = await etlreport(INPUT, '--redact-map', 'x.html', '-o', 'x.html');
    expect(clash.code).toBe(2);
    expect(await readFile(path.join(cwd, 'notes.json'), 'utf8')).toBe('{"mine": true}');
  });
});

test('a mistake of the program quotes no log when it should be redacted', async () => {
  const loadReporter = () => Promise.reject(new Error('cannot read 192.0.2.77 of SRV01'));
  for (const [args, isQuoted] of [
    [['x.txt'], true],
    [['x.txt', '--redact'], false],
    [['x.txt', '--redact-map=map.json'], false],
  ] as const) {
    const surroundings = fakeSurroundings({ loadReporter });
    expect(await run(args, surroundings)).toBe(70);
    expect(surroundings.stderr.text.includes('192.0.2.77'), args.join(' ')).toBe(isQuoted);
    expect(surroundings.stderr.text).toMatch(/^ +at /m);
  }
});
