import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { InputError } from '../../src/base/errors.js';
import { analyze } from '../../src/pipeline.js';
import { type InputSource, openInput, readWholeInput } from '../../src/read/index.js';
import { listZipMembers } from '../../src/read/zip/list-zip-members.js';
import { ZIP_LIMITS } from '../../src/read/zip/zip-limits.js';
import { renderJson } from '../../src/render/index.js';
import { type Member, zipBytes } from './zip-bytes.js';

const SAMPLE = 'samples/pktmon-text/26100/arp-failure.txt';
const MEBIBYTE = 1024 * 1024;

let folder = '';
let log: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etlreport-zip-'));
  log = await readFile(SAMPLE);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
async function list(members: readonly Member[], limits = ZIP_LIMITS) {
  const path = join(folder, `${made++}.zip`);
  await writeFile(path, zipBytes(members));
  const { members: found, failures } = await listZipMembers(path, limits);
  const told = failures.map(({ code, message }) => `${code}: ${message.replace(path, basename(path))}`);
  return { path, names: found.map(({ name }) => name), sources: found.map(({ source }) => source), told };
}

async function bytesOf(source: InputSource): Promise<Buffer> {
  const input = await openInput(source);
  const blocks: Buffer[] = [];
  try {
    for await (const block of input.blocks()) blocks.push(Buffer.from(block));
  } finally {
    await input.close();
  }
  return Buffer.concat(blocks);
}

async function failureOf(reading: Promise<unknown>): Promise<InputError> {
  return reading.then(
    () => expect.unreachable('it was read'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(InputError);
      return error as InputError;
    },
  );
}

describe('a member of an archive', () => {
  test('is read like a file, deflated or stored, larger than a block', async () => {
    const long = Buffer.alloc(3 * MEBIBYTE + 17, 'a line of a log\r\n');
    const { sources } = await list([
      { name: 'a/PktMon.txt', content: log },
      { name: 'b/PktMon.txt', content: log, stored: true },
      { name: 'long.txt', content: long },
    ]);
    const [deflated, stored, large] = sources as [InputSource, InputSource, InputSource];
    expect((await bytesOf(deflated)).equals(log)).toBe(true);
    expect((await bytesOf(stored)).equals(log)).toBe(true);
    expect((await bytesOf(large)).equals(long)).toBe(true);
    expect(Buffer.from(await readWholeInput(large)).equals(long)).toBe(true);
  });

  test('gives the report of the file it was made from, UTF-16 and all', async () => {
    const { sources, path } = await list([{ name: 'PktMon.txt', content: log }]);
    const [inside, outside] = await Promise.all([analyze(sources), analyze([{ path: SAMPLE }])]);
    expect(inside.failures).toEqual([]);
    expect(inside.report.case.inputs[0]?.encoding).toBe('utf-16le');
    expect(renderJson(inside.report).replace(`${path}/PktMon.txt`, SAMPLE)).toBe(renderJson(outside.report));
  });

  test('may be read as a whole up to a limit', async () => {
    const { sources } = await list([{ name: 'a.txt', content: log }]);
    const failure = await failureOf(readWholeInput(sources[0]!, 100));
    expect(failure.code).toBe('limit');
  });

  test('that is damaged says so: checksum, cut data, wrong sizes, no header', async () => {
    const packed = deflateRawSync(log);
    const { sources } = await list([
      { name: 'sum.txt', content: log, checksum: 1 },
      { name: 'cut.txt', content: log, packed: packed.subarray(0, packed.length / 2) },
      { name: 'less.txt', content: log, sizeBytes: log.length + 1 },
      { name: 'more.txt', content: log, sizeBytes: 100 },
      { name: 'noise.txt', content: log, packed: Buffer.alloc(packed.length, 0xff) },
      { name: 'good.txt', content: log },
    ]);
    const reasons: string[] = [];
    for (const source of sources.slice(0, -1)) {
      const failure = await failureOf(bytesOf(source));
      expect(failure.code).toBe('damaged');
      reasons.push(`${basename(failure.path)} ${failure.message.split('archive: ')[1]}`);
    }
    expect(reasons).toEqual([
      'sum.txt its checksum is wrong.',
      'cut.txt unexpected end of file.',
      'less.txt it is shorter than the archive states.',
      'more.txt it is longer than the archive states.',
      'noise.txt invalid block type.',
    ]);
    expect((await bytesOf(sources.at(-1)!)).equals(log)).toBe(true);
  });

  test('that breaks off after its beginning is in the report as far as it goes', async () => {
    const long = Buffer.concat([log, ...Array.from({ length: 60 }, () => log.subarray(2))]);
    const packed = deflateRawSync(long);
    const { sources } = await list([
      { name: 'PktMon.txt', content: long, packed: packed.subarray(0, packed.length * 0.9) },
    ]);
    const { report, failures } = await analyze(sources);
    expect(failures.map(({ code }) => code)).toEqual(['damaged']);
    expect(report.case.inputs[0]?.problems.join()).toContain('Reading broke off before the end');
    expect(report.case.drops.lines).toBeGreaterThan(0);
  });
});

describe('an archive', () => {
  test('names what it refuses, and gives the rest', async () => {
    const { names, told } = await list([
      { name: '../../Windows/evil.txt', content: log },
      { name: '/etc/evil.txt', content: log },
      { name: 'C:/evil.txt', content: log },
      { name: 'a/../../evil.txt', content: log },
      { name: 'secret.txt', content: log, flags: 1 },
      { name: 'lzma.txt', content: log, method: 14 },
      { name: 'two-sizes.txt', content: log, stored: true, sizeBytes: 5 },
      { name: 'folder/', content: Buffer.alloc(0), stored: true },
      { name: `${'long/'.repeat(300)}PktMon.txt`, content: log },
      { name: 'good.txt', content: log },
    ]);
    expect(names).toEqual(['good.txt']);
    expect(told).toEqual([
      expect.stringContaining(
        'limit: 5.zip: "../../Windows/evil.txt", "/etc/evil.txt", "C:/evil.txt" and 1 more not read: the name',
      ),
      expect.stringContaining('encrypted: 5.zip: "secret.txt" not read: it is encrypted.'),
      expect.stringContaining('"lzma.txt" not read: it is compressed with another method than deflate.'),
      expect.stringContaining('"two-sizes.txt" not read: the sizes stated of it contradict each other.'),
      expect.stringContaining('not read: the name is too long.'),
    ]);
  });

  test('with backslashes in its names, as old .NET wrote them, is read', async () => {
    expect((await list([{ name: 'TSS_PC1\\PktMon.txt', content: log }])).names).toEqual(['TSS_PC1/PktMon.txt']);
  });

  test('that is a bomb is refused by member and as a whole', async () => {
    const blanks = Buffer.alloc(80 * MEBIBYTE);
    const { names, told } = await list([
      { name: 'bomb.txt', content: blanks },
      { name: 'good.txt', content: log },
    ]);
    expect(names).toEqual(['good.txt']);
    expect(told[0]).toContain('"bomb.txt" not read: it would unpack to far more than its size');

    const limits = { ...ZIP_LIMITS, ratioFromBytes: 20 * MEBIBYTE, ratio: 100 };
    const small = { content: Buffer.alloc(8 * MEBIBYTE) };
    const sum = await list(
      ['a', 'b', 'c'].map((name) => ({ ...small, name })),
      limits,
    );
    expect(sum.names).toEqual(['a', 'b']);
    expect(sum.told[0]).toContain('"c" not read: the members before it already unpack to as much as an archive may');
  });

  test('whose members share their bytes is a bomb, too', async () => {
    const { names, told } = await list([
      { name: 'a.txt', content: log },
      { name: 'b.txt', content: log, sharesWith: 0 },
      { name: 'c.txt', content: log, sharesWith: 0 },
      { name: 'd.txt', content: log },
    ]);
    expect(names).toEqual(['a.txt', 'd.txt']);
    expect(told).toEqual([expect.stringContaining('"b.txt", "c.txt" not read: its bytes belong to another member')]);
  });

  test('with too many files is refused before they are listed', async () => {
    const members = Array.from({ length: 6 }, (_, index) => ({ name: `${index}`, content: log }));
    const failure = await failureOf(list(members, { ...ZIP_LIMITS, entries: 5 }));
    expect(failure.message).toContain(
      'holds 6 files, more than the 5 that are read of an archive. None of it was read.',
    );
  });

  test('that is cut or damaged in its directory says what is known', async () => {
    const whole = zipBytes([
      { name: 'a.txt', content: log },
      { name: 'b.txt', content: log },
    ]);
    const cut = join(folder, 'cut.zip');
    await writeFile(cut, whole.subarray(0, whole.length - 40));
    expect((await failureOf(listZipMembers(cut))).message).toContain('is no whole zip archive');

    const broken = join(folder, 'broken.zip');
    whole.writeUInt32LE(0, whole.lastIndexOf('PK\x01\x02', undefined, 'latin1'));
    await writeFile(broken, whole);
    const { members, failures } = await listZipMembers(broken);
    expect(members.map(({ name }) => name)).toEqual(['a.txt']);
    expect(failures[0]?.message).toContain('1 files of it could not be listed; those before them are read.');
  });
});
