import { spawn } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const MAIN = resolve('dist/main.js');
const FAULT = resolve('samples/pktmon-text/26100/arp-failure.txt');
const HEALTHY = resolve('samples/pktmon-text/26100/healthy.txt');

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let cwd = '';
beforeAll(() => {
  if (!existsSync(MAIN)) throw new Error('npm run build makes what these tests start');
});
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'etlreport [cli] '));
  await copyFile(FAULT, join(cwd, 'PktMon.txt'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

/** Starts the program in the folder of the test, with nothing, a file or a pipe as its standard input. */
async function etlreport(
  args: readonly string[],
  input?: { readonly file?: string; readonly pipe?: string },
): Promise<Result> {
  const file = input?.file === undefined ? null : await open(input.file);
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    stdio: [file?.fd ?? (input?.pipe === undefined ? 'ignore' : 'pipe'), 'pipe', 'pipe'],
  });
  if (input?.pipe !== undefined && child.stdin !== null) {
    child.stdin.on('error', () => {}); // The program may refuse the input before its end.
    createReadStream(input.pipe).pipe(child.stdin);
  }
  const closed = new Promise<number | null>((done) => child.once('close', done));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout!), text(child.stderr!), closed]);
  await file?.close();
  return { code, stdout, stderr };
}

interface Json {
  readonly schemaVersion: number;
  readonly inputs: readonly { readonly path: string; readonly encoding: string }[];
  readonly drops: unknown;
}

async function jsonOf(args: readonly string[], input?: Parameters<typeof etlreport>[1]): Promise<Json> {
  const { code, stdout, stderr } = await etlreport([...args, '-f', 'json', '-o', '-'], input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Json;
}

describe('the program', () => {
  test('gives a verdict and a report beside the working directory', async () => {
    const { code, stdout, stderr } = await etlreport(['PktMon.txt']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^LOCAL LOSS/);
    expect(stdout.endsWith('\n\nReport: PktMon.html\n')).toBe(true);
    expect(stdout).not.toContain('\x1b');
    expect((await readdir(cwd)).toSorted()).toEqual(['PktMon.html', 'PktMon.txt']);
    expect(await readFile(join(cwd, 'PktMon.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect((await readFile(join(cwd, 'PktMon.txt'))).equals(await readFile(FAULT))).toBe(true);
  });

  test('puts every data format on standard output alone', async () => {
    const { schemaVersion } = await jsonOf(['PktMon.txt']);
    expect(schemaVersion).toBe(1);
    for (const format of ['csv', 'md', 'ndjson', 'html']) {
      const { code, stdout, stderr } = await etlreport(['PktMon.txt', '-f', format, '-o', '-']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.length).toBeGreaterThan(100);
      expect(stdout).not.toContain('Report:');
    }
    expect(await readdir(cwd)).toEqual(['PktMon.txt']);
  });

  test('reads standard input from a pipe and from a file, with the same result', async () => {
    const { drops } = await jsonOf(['PktMon.txt']);
    for (const input of [{ pipe: FAULT }, { file: FAULT }]) {
      const json = await jsonOf(['-'], input);
      expect(json.drops).toEqual(drops);
      expect(json.inputs[0]).toMatchObject({ path: '(standard input)', encoding: 'utf-16le' });
    }
    const written = await etlreport(['-'], { pipe: FAULT });
    expect(written.stdout).toContain('Report: etlreport.html\n');
  });

  test('gives the same for the same log in another encoding or with other line ends', async () => {
    const content = (await readFile(FAULT)).toString('utf16le').replace('\ufeff', '');
    const forms: Readonly<Record<string, Buffer>> = {
      'utf-8.txt': Buffer.from(content),
      'bom.txt': Buffer.from(`\ufeff${content}`),
      'be.txt': Buffer.from(content, 'utf16le').swap16(),
      'le.txt': Buffer.from(content, 'utf16le'),
      'lf.txt': Buffer.from(content.replaceAll('\r\n', '\n')),
    };
    const { inputs: _, ...expected } = await jsonOf(['PktMon.txt']);
    for (const [name, bytes] of Object.entries(forms)) {
      await writeFile(join(cwd, name), bytes);
      const { inputs, ...rest } = await jsonOf([name]);
      expect(rest, name).toEqual(expected);
      expect(inputs).toHaveLength(1);
    }
  });

  test('reads several logs of a pattern, from a folder with brackets in its name', async () => {
    await mkdir(join(cwd, 'logs [1]'));
    await copyFile(FAULT, join(cwd, 'logs [1]', 'b.txt'));
    await copyFile(HEALTHY, join(cwd, 'logs [1]', 'a (2).txt'));
    const { inputs } = await jsonOf(['logs [1]/*.txt']);
    expect(inputs.map(({ path }) => path)).toEqual(['logs [1]/a (2).txt', 'logs [1]/b.txt']);
  });

  test('redacts every form of the report', async () => {
    const plain = await etlreport([HEALTHY, '-f', 'json', '-o', '-']);
    expect(plain.stdout).toContain('www.example.com');
    for (const format of ['json', 'csv', 'md', 'ndjson', 'html']) {
      const { code, stdout } = await etlreport([HEALTHY, '--redact', '-f', format, '-o', '-']);
      expect(code).toBe(0);
      expect(stdout, format).not.toContain('www.example.com');
    }
  });

  test('explains a code without a log', async () => {
    const { code, stdout } = await etlreport(['explain', '0xE000460A']);
    expect(code).toBe(0);
    expect(stdout).toContain('0xE000460A');
    expect((await etlreport(['explain', '99999'])).code).toBe(3);
    expect((await etlreport(['explain', 'next-hop-unreachable'])).code).toBe(0);
  });

  test('ends quietly when the reader of its output goes away', async () => {
    const child = spawn(
      'sh',
      ['-c', `"$0" "$1" PktMon.txt -f html -o - | head -c 10; echo; "$0" "$1" --help | true`, process.execPath, MAIN],
      { cwd },
    );
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(stdout).toHaveLength(11);
    expect(stderr).toBe('');
  });
});

describe('the exit code of the program', () => {
  test('says whether a finding was met', async () => {
    expect((await etlreport(['PktMon.txt', '--fail-on', 'fault'])).code).toBe(1);
    expect((await etlreport([HEALTHY, '--fail-on', 'fault'])).code).toBe(0);
  });

  test('is 4 when a part of the inputs failed', async () => {
    const { code, stdout, stderr } = await etlreport(['PktMon.txt', 'PktMom.txt']);
    expect(code).toBe(4);
    expect(stderr).toBe('etlreport: PktMom.txt does not exist.\n  Did you mean: PktMon.txt\n');
    expect(stdout).toContain('Report: PktMon.html\n');
  });

  test('is 2 for wrong usage', async () => {
    const { code, stdout, stderr } = await etlreport(['PktMon.txt', '--outptu', 'x']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('etlreport: unknown option --outptu. Did you mean --output?\n  Help: etlreport --help\n');
    expect((await etlreport(['PktMon.txt', '--since', 'noon'])).code).toBe(2);
  });
});

/** What is no log, and what the message must hold. */
const BAD_INPUTS: readonly (readonly [string, Buffer, readonly string[]])[] = [
  ['empty.txt', Buffer.alloc(0), ['empty.txt is empty']],
  ['bom-only.txt', Buffer.from([0xff, 0xfe]), ['bom-only.txt is empty']],
  ['zeros.txt', Buffer.alloc(100_000), ['nothing but NUL bytes']],
  ['picture.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), ['a picture (PNG)']],
  ['x.cab', Buffer.from('MSCF\0\0\0\0\0\0'), ['expand -F:* x.cab']],
  ['x.pcapng', Buffer.from('0a0d0d0a6c0000004d3c2b1a', 'hex'), ['neither drop reasons', 'pktmon etl2txt']],
  ['x.evtx', Buffer.from('ElfFile\0\0\0'), ['a Windows event log']],
  [
    'x.zip',
    Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'),
    ['x.zip is no whole zip archive', 'Copy or make the archive again'],
  ],
  ['prose.txt', Buffer.from('Dear Sir or Madam,\r\nthis is no log.\r\n'), ['prose.txt']],
  ['long.txt', Buffer.alloc(50_000_000, 'x'), ['long.txt']],
  ['surrogates.txt', Buffer.from(Uint16Array.from({ length: 3000 }, () => 0xd83d).buffer), ['surrogates.txt']],
];

describe('what is no log', () => {
  test.each(BAD_INPUTS)('%s: says what it is and what to do, without a stack', async (name, content, parts) => {
    await writeFile(join(cwd, name), content);
    const { code, stdout, stderr } = await etlreport([name]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^etlreport: .+\n(?: {2}.+\n)+$/);
    expect(stderr).not.toMatch(/^\s+at /m);
    for (const part of parts) expect(stderr).toContain(part);
  });

  test('a folder, a missing file and a pattern without files', async () => {
    await mkdir(join(cwd, 'logs'));
    expect((await etlreport(['logs'])).stderr).toContain('no log that this program reads was found in logs.');
    expect((await etlreport(['nothing.txt'])).stderr).toContain('nothing.txt does not exist.');
    expect((await etlreport(['*.log'])).stderr).toContain('no file matches *.log');
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a file that may not be read', async () => {
    await chmod(join(cwd, 'PktMon.txt'), 0);
    const { code, stderr } = await etlreport(['PktMon.txt']);
    expect(code).toBe(3);
    expect(stderr).toContain('may not be read by this user');
  });

  test('an ETL says how to make its text', async () => {
    const head = Buffer.alloc(4096);
    head.writeUInt32LE(1024, 0);
    head.writeUInt32LE(576, 48);
    head.set([2, 0, 2, 0xc0, 0xa8, 1, 0, 0], 72);
    await writeFile(join(cwd, 'My trace.etl'), head);
    const { code, stderr } = await etlreport(['My trace.etl']);
    expect(code).toBe(3);
    expect(stderr).toContain('pktmon etl2txt "My trace.etl" -o "My trace.txt"');
    expect(stderr).toContain('netsh trace convert input="My trace.etl" output="My trace.txt"');
  });

  test('a log with a 50 MB line, NUL bytes and broken characters in it is read all the same', async () => {
    const log = (await readFile(FAULT)).toString('utf16le').replace('\ufeff', '');
    const { drops } = await jsonOf(['PktMon.txt']);
    const content = Buffer.concat([
      Buffer.from(log),
      Buffer.alloc(50_000_000, 'x'),
      Buffer.from('\r\n\0\0\0\r\n'),
      Buffer.from([0xff, 0xed, 0xa0, 0x80, 0x0d, 0x0a]),
    ]);
    await writeFile(join(cwd, 'damaged.txt'), content);
    expect((await jsonOf(['damaged.txt'])).drops).toEqual(drops);
  });

  test('is refused before anything is overwritten', async () => {
    const before = await readFile(join(cwd, 'PktMon.txt'));
    for (const output of [
      'PktMon.txt',
      './PktMon.txt',
      join(cwd, 'PktMon.txt'),
      join('..', basename(cwd), 'PktMon.txt'),
    ]) {
      const { code, stderr } = await etlreport(['PktMon.txt', '-o', output]);
      expect(code).toBe(2);
      expect(stderr).toContain('is an input and is not overwritten');
    }
    expect((await readFile(join(cwd, 'PktMon.txt'))).equals(before)).toBe(true);
  });
});
