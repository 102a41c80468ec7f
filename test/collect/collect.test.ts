import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type Collection, collect } from '../../src/collect/collect.js';
import { isCollection } from '../../src/collect/find-files.js';
import { probe } from '../../src/probe.js';
import { PktMonLog } from '../scenario/pktmon-log.js';
import { HOST_ENDS } from '../scenario/samples/places.js';
import { Conversation } from '../scenario/tcp-conversation.js';
import { type Member, zipBytes } from './zip-bytes.js';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'etlreport [collect] '));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

function pktmon(startedAt = '2026-03-02T09:15:00.2242602', build = 26100): Buffer {
  const log = new PktMonLog({ machine: HOST_ENDS, startedAt, build });
  const ends = { client: { address: HOST_ENDS.ipv4, port: 55_330 }, server: { address: '198.51.100.27', port: 443 } };
  log.play(new Conversation({ ...ends, startMs: 100 }).connect().send('client', 240).close());
  return log.bytes();
}

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
}

async function run(...args: readonly string[]): Promise<Collection> {
  const absolute = args.map((path) => join(cwd, path));
  return collect({ args: absolute, cwd, platform: 'linux', except: join(cwd, 'reports') }, probe);
}

const below = (path: string) => path.replace(`${cwd}/`, '');

const told = ({ cases }: Collection) =>
  cases.map(({ name, host, traces }) => [name, host, traces.map(({ path }) => below(path))]);

const IPCONFIG = '\r\nWindows IP Configuration\r\n\r\n   Host Name . . . . . . . . . . . . : WEB01\r\n';
const COMPONENTS =
  'Network Adapters:\r\n   Id MAC Address       Name\r\n   -- -----------       ----\r\n   10 00-00-5E-00-53-0A Intel(R)\r\n   11 00-00-5E-00-53-0B Intel(R)\r\n';

describe('a folder', () => {
  test('becomes cases by machine: one for each folder, or for each name in a folder', async () => {
    await write({
      'logs/web01/one.log': pktmon(),
      'logs/web01/PktMon.txt': pktmon(),
      'logs/web02/traces/PktMon.txt': pktmon(),
      'logs/a.txt': pktmon(),
      'logs/b_PktMon.log': pktmon(),
    });
    expect(told(await run('logs'))).toEqual([
      ['a', null, ['logs/a.txt']],
      ['b', null, ['logs/b_PktMon.log']],
      ['one', null, ['logs/web01/one.log']],
      ['web01', null, ['logs/web01/PktMon.txt']],
      ['web02', null, ['logs/web02/traces/PktMon.txt']],
    ]);
  });

  test('of one machine keeps both logs in one case, and different times apart', async () => {
    await write({
      'logs/web01/PktMon.txt': pktmon('2026-03-10T09:00:00.1000000'),
      'logs/web01/NetTrace.txt': await readFile('samples/nettrace-text/26100/one-case/NetTrace.txt'),
      'logs/web01/PktMon2.txt': pktmon('2026-03-11T09:00:00.1000000'),
    });
    expect(told(await run('logs'))).toEqual([
      ['web01', null, ['logs/web01/NetTrace.txt', 'logs/web01/PktMon.txt']],
      ['web01-2', null, ['logs/web01/PktMon2.txt']],
    ]);
  });

  test('keeps another Windows build apart, even in one folder at one time', async () => {
    await write({
      'logs/PktMon.txt': pktmon('2026-03-10T09:00:00.1000000', 26100),
      'logs/PktMon2.txt': pktmon('2026-03-10T09:00:00.1000000', 20348),
    });
    expect((await run('logs')).cases).toHaveLength(2);
  });

  test('of TSS is named for its host, and its files are told by content', async () => {
    const prefix = 'TSS_WEB01_260302-091500_NET/WEB01_260302-091500_';
    await write({
      [`${prefix}PktMon.txt`]: COMPONENTS,
      [`${prefix}converted.txt`]: pktmon(),
      [`${prefix}IPconfig.txt`]: IPCONFIG,
      [`${prefix}Security.evtx`]: 'ElfFile\0\0\0',
      'elsewhere/picture.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    });
    const { cases, notOurs, failures } = await run('.');
    expect(cases.map(({ name, host }) => [name, host])).toEqual([['WEB01', 'WEB01']]);
    expect(cases[0]?.traces.map(({ path }) => path)).toEqual([join(cwd, `${prefix}converted.txt`)]);
    expect(cases[0]?.sideInputs.map(({ path }) => path)).toContain(join(cwd, `${prefix}PktMon.txt`));
    expect(cases[0]?.notOurs.map(({ what }) => what)).toContain('a Windows event log (.evtx)');
    expect([...(cases[0]?.notOurs ?? []), ...notOurs].map(({ what }) => what)).toContain('a picture (PNG), not a log');
    expect(failures).toEqual([]);
  });

  test('is not searched where the reports are, nor behind links', async () => {
    await write({ 'PktMon.txt': pktmon(), 'reports/old.txt': pktmon(), 'other/PktMon.txt': pktmon() });
    await symlink(cwd, join(cwd, 'other', 'circle'));
    expect((await run('.')).cases.flatMap(({ traces }) => traces.map(({ path }) => path))).toEqual([
      join(cwd, 'PktMon.txt'),
      join(cwd, 'other/PktMon.txt'),
    ]);
  });

  test('with a trace whose first records are all of other providers has that trace', async () => {
    const line = '[0]0004.0270::2026/03/10-09:00:00.123456700 [Microsoft-Windows-NDIS-PacketCapture]other\r\n';
    await write({ 'logs/NetTrace.txt': line.repeat(2000) });
    expect((await run('logs')).cases).toHaveLength(1);
  });
});

describe('files beside the traces', () => {
  test('belong to the machine of their folder, and to nobody when it is not certain', async () => {
    await write({
      'logs/web01/PktMon.txt': pktmon(),
      'logs/web01/components.txt': COMPONENTS,
      'logs/web02/PktMon.txt': pktmon(),
      'logs/flat/a.txt': pktmon(),
      'logs/flat/b.txt': pktmon(),
      'logs/flat/components.txt': COMPONENTS,
      'logs/components.txt': COMPONENTS,
    });
    const { cases, notOurs } = await run('logs');
    const owned = Object.fromEntries(
      cases.map(({ name, sideInputs }) => [name, sideInputs.map(({ path }) => below(path))]),
    );
    expect(owned).toMatchObject({ a: [], b: [], web01: ['logs/web01/components.txt'], web02: [] });
    // Maybe they say something on their own: Security events do.
    const alone = cases.filter(({ traces }) => traces.length === 0);
    expect(alone.flatMap(({ sideInputs }) => sideInputs.map(({ path }) => below(path)))).toEqual([
      'logs/components.txt',
      'logs/flat/components.txt',
    ]);
    expect(notOurs).toEqual([]);
  });

  test('tell the name of the machine, when they agree', async () => {
    await write({ 'logs/PktMon.txt': pktmon(), 'logs/ipconfig.txt': IPCONFIG });
    expect((await run('logs')).cases.map(({ host }) => host)).toEqual(['WEB01']);
    await write({ 'logs/ipconfig2.txt': IPCONFIG.replace('WEB01', 'WEB02') });
    expect((await run('logs')).cases.map(({ host }) => host)).toEqual([null]);
  });
});

describe('an archive', () => {
  const zip = (members: Readonly<Record<string, Uint8Array>>): Uint8Array =>
    zipBytes(Object.entries(members).map(([name, content]): Member => ({ name, content })));

  test('is a folder; one within another is named and not opened', async () => {
    const inner = zip({ 'PktMon.txt': pktmon() });
    await write({
      'sent.zip': zip({ 'web01/PktMon.txt': pktmon(), 'web02/PktMon.txt': pktmon(), 'more.bin': inner }),
    });
    const { cases, failures } = await run('sent.zip');
    expect(cases.map(({ name }) => name)).toEqual(['web01', 'web02']);
    expect(failures.map(({ message }) => message)).toEqual([
      `${join(cwd, 'sent.zip')}/more.bin is an archive within an archive and was not opened.`,
    ]);
  });

  test('beside the folder that it was made of is not read twice', async () => {
    const log = pktmon();
    const path = 'TSS_WEB01_260302-091500_NET/WEB01_260302-091500_converted.txt';
    await write({ [path]: log, 'TSS_WEB01_260302-091500_NET.zip': zip({ [path]: log }) });
    const { cases, notOurs } = await run('.');
    expect(cases.map(({ name, traces }) => [name, traces.length])).toEqual([['WEB01', 1]]);
    expect(notOurs.map(({ what, sameAs }) => [what, sameAs !== null])).toEqual([['the same file as', true]]);
  });

  test('that is only a document in disguise is a file of another kind', async () => {
    await write({
      'logs/PktMon.txt': pktmon(),
      'logs/letter.docx': zip({ '[Content_Types].xml': Buffer.from('<Types/>') }),
    });
    const { cases, failures } = await run('logs');
    expect(failures).toEqual([]);
    expect(cases[0]?.notOurs.map(({ what }) => what)).toEqual(['a zip archive']);
  });
});

describe('arguments mean a collection', () => {
  test('when one is a folder, an archive, or a pattern over several folders', async () => {
    await write({
      'a/1.txt': 'x',
      'b/2.txt': 'x',
      'c.zip': zipBytes([{ name: 'x', content: Buffer.from('x') }]),
      'd.txt': 'x',
    });
    const means = (args: readonly string[], platform: NodeJS.Platform = 'linux') => isCollection(args, cwd, platform);
    expect(await means(['a'])).toBe(true);
    expect(await means(['d.txt', 'c.zip'])).toBe(true);
    expect(await means(['**/*.txt'])).toBe(true);
    expect(await means(['.\\*\\*.TXT'], 'win32')).toBe(true);
    expect(await means(['*'])).toBe(true);
    expect(await means(['d.txt'])).toBe(false);
    expect(await means(['d.txt', 'a/1.txt', 'b/2.txt'])).toBe(false);
    expect(await means(['a/*.txt'])).toBe(false);
    expect(await means(['-', 'nothing.txt', '*.none'])).toBe(false);
  });
});

test('every sample is told to be a trace by its content', async () => {
  const { cases, notOurs, failures } = await collect(
    { args: ['samples'], cwd: process.cwd(), platform: 'linux', except: null },
    probe,
  );
  const traces = cases.flatMap((one) => one.traces);
  expect(traces.length).toBeGreaterThan(70);
  expect(notOurs.map(({ path }) => path).filter((path) => /\/\d{5}\//.test(path))).toEqual([]);
  expect(failures).toEqual([]);
});
