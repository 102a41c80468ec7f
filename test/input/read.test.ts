import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { InputError } from '../../src/base/errors.js';
import { streamBytes } from '../../src/read/byte-source.js';
import { openInput } from '../../src/read/index.js';
import { inputFailure } from '../../src/read/input-failure.js';
import { HEAD_BYTES } from '../../src/read/open-input.js';
import { refuseBinary } from '../../src/read/refuse-binary.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etlreport read '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function failureOf(path: string): Promise<InputError> {
  try {
    await (await openInput({ path })).close();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error(`${path} was opened`);
}

async function readAll(path: string): Promise<Buffer> {
  const input = await openInput({ path });
  const parts: Buffer[] = [];
  for await (const block of input.blocks()) parts.push(Buffer.from(block));
  await input.close();
  return Buffer.concat(parts);
}

describe('an input', () => {
  test.each([1, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1, 3_000_000])('of %i bytes arrives whole', async (size) => {
    const content = Buffer.alloc(size, '[00]0000.0000::\r\n');
    const path = await fileOf('whole [1] (a).txt', content);
    expect(content.equals(await readAll(path))).toBe(true);
  });

  test('has a head that stays valid while the blocks are read, and a size', async () => {
    const content = Buffer.concat([Buffer.alloc(HEAD_BYTES, 'a'), Buffer.alloc(HEAD_BYTES * 40, 'b')]);
    const input = await openInput({ path: await fileOf('head.txt', content) });
    for await (const block of input.blocks()) expect(block.length).toBeGreaterThan(0);
    expect(input.head).toHaveLength(HEAD_BYTES);
    expect(input.head.every((byte) => byte === 0x61)).toBe(true);
    expect(input.sizeBytes).toBe(content.length);
    await input.close();
  });

  test('is read through one buffer, whatever its size', async () => {
    const input = await openInput({
      path: await fileOf('buffer.txt', Buffer.alloc(5_000_000, 'a')),
    });
    const buffers = new Set<ArrayBufferLike>();
    for await (const block of input.blocks()) buffers.add(block.buffer);
    await input.close();
    expect(buffers.size).toBe(1);
  });

  test('keeps a block as it is while the next one is read, and closes when nobody wants the rest', async () => {
    const content = Buffer.from(Uint32Array.from({ length: 1_500_000 }, (_, number) => 0x20202020 + number).buffer);
    const input = await openInput({ path: await fileOf('ahead.txt', content) });
    let at = 0;
    for await (const block of input.blocks()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(content.subarray(at, at + block.length).equals(block)).toBe(true);
      at += block.length;
      if (at > 4_000_000) break;
    }
    expect(at).toBeGreaterThan(4_000_000);
    await input.close();
  });

  test('from a stream arrives whole, however its chunks fall', async () => {
    const source = streamBytes(Readable.from([Buffer.from('abc'), Buffer.alloc(0), Buffer.from('defgh')]));
    const into = Buffer.alloc(4);
    let read = '';
    for (;;) {
      const count = await source.read(into);
      if (count === 0) break;
      read += into.toString('latin1', 0, count);
    }
    expect(read).toBe('abcdefgh');
  });
});

describe('standard input', () => {
  let script = '';
  beforeAll(async () => {
    const bundle = join(folder, 'read.mjs');
    await build({
      entryPoints: ['src/read/index.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    script = `
      import { openInput } from ${JSON.stringify(pathToFileURL(bundle).href)};
      const input = await openInput({ path: '-' });
      let bytes = 0;
      for await (const block of input.blocks()) bytes += block.length;
      await input.close();
      console.log(JSON.stringify({ path: input.path, sizeBytes: input.sizeBytes, head: input.head.length, bytes }));`;
  });

  async function run(input: 'pipe' | number, content: Uint8Array): Promise<string> {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: [input, 'pipe', 'pipe'],
    });
    child.stdin?.end(content);
    const [output, errors] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
    return output + errors;
  }

  const path = '(standard input)';
  const content = Buffer.alloc(700_001, 'x');

  test('redirected from a file is read like that file', async () => {
    const file = await open(await fileOf('stdin.txt', content));
    const result = await run(file.fd, content);
    await file.close();
    expect(JSON.parse(result)).toEqual({
      path,
      sizeBytes: 700_001,
      head: HEAD_BYTES,
      bytes: 700_001,
    });
  });

  test('from a pipe is read to its end, without a size', async () => {
    const result = await run('pipe', content);
    expect(JSON.parse(result)).toEqual({ path, sizeBytes: null, head: HEAD_BYTES, bytes: 700_001 });
  });

  test('with nothing in it is refused', async () => {
    expect(await run('pipe', Buffer.alloc(0))).toContain('(standard input) is empty.');
  });
});

describe('an input that cannot be read says what to do', () => {
  test('when it does not exist: the nearest name', async () => {
    await fileOf('PktMon.txt', 'x');
    const failure = await failureOf(join(folder, 'PktMom.txt'));
    expect(failure.code).toBe('not-found');
    expect(failure.next).toEqual([`Did you mean: ${join(folder, 'PktMon.txt')}`]);
  });

  test('when its folder does not exist', async () => {
    const failure = await failureOf(join(folder, 'nowhere', 'PktMon.txt'));
    expect(failure.message).toContain('nor does its folder');
  });

  test('when it is a folder: a pattern to pass', async () => {
    await mkdir(join(folder, 'logs'), { recursive: true });
    const failure = await failureOf(join(folder, 'logs'));
    expect(failure.code).toBe('is-directory');
    expect(failure.next).toEqual([`Pass its files: etlreport "${join(folder, 'logs')}/*.txt"`]);
  });

  test.each(['', '\ufeff'])('when it is empty: %j', async (content) => {
    expect((await failureOf(await fileOf('empty.txt', content))).code).toBe('empty');
  });

  test.each([
    ['EACCES', 'win32', 'no-permission', 'elevated prompt'],
    ['EPERM', 'linux', 'no-permission', 'chmod u+r'],
    ['EBUSY', 'win32', 'io', 'Close the program'],
    ['EIO', 'linux', 'io', 'local disk'],
  ] as const)('when the system says %s on %s', async (code, platform, expected, step) => {
    const error = Object.assign(new Error(code), { code });
    const failure = await inputFailure(error, { path: 'C:\\logs\\no such.txt' }, platform);
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as InputError).code).toBe(expected);
    expect((failure as InputError).next.join(' ')).toContain(step);
  });

  test('but mistakes of the program stay what they are', async () => {
    const bug = Object.assign(new TypeError('wrong'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(await inputFailure(bug, { path: 'a' })).toBe(bug);
  });
});

/** The first 80 bytes of an ETL: buffer header and the start of the system header. */
function etlHead(): Buffer {
  const head = Buffer.alloc(1024);
  head.writeUInt32LE(1024, 0);
  head.writeUInt32LE(600, 48);
  head.writeUInt16LE(4, 54);
  head.set([2, 0, 2, 0xc0, 0x6c, 1, 0, 0], 72);
  return head;
}

describe('a file that is no text is refused by its content', () => {
  test.each([
    ['trace.txt', etlHead(), 'etl', 'pktmon etl2txt trace.txt'],
    ['a b.etl', etlHead(), 'etl', 'pktmon etl2txt "a b.etl" -o "a b.txt"'],
    ['NetTrace.etl', etlHead(), 'etl', 'netsh trace convert input=NetTrace.etl output=NetTrace.txt'],
    ['x.cab', Buffer.from('MSCF\0\0\0\0\x01\x02'), 'cab', 'expand -F:* x.cab folder'],
    ['x.pcapng', Buffer.from('0a0d0d0a900000004d3c2b1a', 'hex'), 'pcap', 'pktmon etl2txt'],
    ['x.pcap', Buffer.from('d4c3b2a1020004000000000000000000', 'hex'), 'pcap', 'pktmon etl2txt'],
    ['x.evtx', Buffer.from('ElfFile\0\0\0\0\0'), 'evtx', 'pktmon etl2txt'],
    ['x.zip', Buffer.from('PK\x03\x04\x14\0\0\0'), 'zip', 'Expand-Archive x.zip'],
    ['x.gz', gzipSync('log'), 'zip', 'gzip -d'],
    ['x.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'binary', 'pktmon etl2txt'],
    ['x.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'binary', 'pktmon etl2txt'],
    ['x.exe', Buffer.from('4d5a90000300000004000000', 'hex'), 'binary', 'pktmon etl2txt'],
    ['x.pdf', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3', 'latin1'), 'binary', 'pktmon etl2txt'],
    ['zeros.txt', Buffer.alloc(4096), 'binary', 'pktmon etl2txt'],
    ['numbers', Buffer.from(Uint32Array.from({ length: 500 }, (_, index) => index * 7).buffer), 'binary', 'pktmon'],
  ] as const)('%s', (name, head, code, advice) => {
    const refusal = refuseBinary(head, name);
    expect(refusal?.code).toBe(code);
    expect(refusal?.next.join('\n')).toContain(advice);
    expect(refusal?.message.startsWith(`${name} `)).toBe(true);
  });

  test.each([
    ['UTF-16LE', Buffer.from('[00]0000.0000:: Größe 丢弃\r\n', 'utf16le')],
    ['UTF-16LE with mark', Buffer.from('\ufeff丢弃', 'utf16le')],
    ['UTF-16BE', Buffer.from('[00]0000.0000::\r\n', 'utf16le').swap16()],
    ['text with some NUL bytes', Buffer.from('[00]0000.0000::\0\0\0\r\n')],
    ['text after a hole of NUL bytes', Buffer.concat([Buffer.alloc(5000), Buffer.from('[00]0000.0000::\r\n')])],
    ['German ANSI', Buffer.from('Original Gr\xf6\xdfe 60\r\n', 'latin1')],
    ['Chinese GBK', Buffer.from('b6aac6fab0fcd7e9bcfe0d0a', 'hex')],
    ['text that starts with MZ', Buffer.from('MZ is no program here')],
    ['coloured text', Buffer.from('\x1b[31m[00]0000.0000::\x1b[0m')],
  ])('but %s is text', (_, head) => {
    expect(refuseBinary(head, 'log.bin')).toBeNull();
  });

  test('random bytes are no text', () => {
    const head = Buffer.alloc(4096);
    let state = 12345;
    for (let at = 0; at < head.length; at++) {
      state = (state * 1103515245 + 12345) % 2147483648;
      head[at] = state >>> 16;
    }
    expect(refuseBinary(head, 'x')?.code).toBe('binary');
  });

  const corpus = '../shared/corpus/etl';
  test('every trace of the corpus, where there is one', async ({ skip }) => {
    const names = await readdir(corpus).catch(() => []);
    if (names.length === 0) return skip(`${corpus} is not there`);
    for (const name of names.filter((one) => one.endsWith('.etl'))) {
      const head = (await readFile(join(corpus, name))).subarray(0, HEAD_BYTES);
      expect(refuseBinary(head, name)?.code, name).toBe('etl');
    }
  });
});
