import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import { expectIntegrity } from '../integrity.js';
import { temporaryFile } from './temporary-file.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(?:pktmon|nettrace)-text.*\.txt$/.test(file))
  .map((file) => path.join(SAMPLES, file))
  .sort();
const bytesOf = (name: string): Buffer => readFileSync(path.join(SAMPLES, 'pktmon-text', name));

test.each(files.map((file) => [path.relative(SAMPLES, file), file]))(
  '%s is read whole, and every claim has its line',
  async (_, file) => {
    const { report, failures } = await analyze([{ path: file }]);
    expect(failures).toEqual([]);
    expectIntegrity(report);
  },
);

test('a log cut anywhere is read up to the cut', async () => {
  const bytes = bytesOf('26100/firewall-inbound.txt');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2_000, max: bytes.length }), async (end) => {
      const { report } = await analyze([{ path: temporaryFile(bytes.subarray(0, end)) }]);
      expectIntegrity(report);
      // Only the record at the cut may be lost.
      expect(report.case.inputs[0]?.ledger.unparsed).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

test('a log that begins anywhere is read from the next record on', async () => {
  const bytes = bytesOf('26100/firewall-inbound.txt');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 12_000 }), async (start) => {
      const { report } = await analyze([{ path: temporaryFile(bytes.subarray(start - (start % 2))) }]);
      expectIntegrity(report);
      expect(report.case.inputs[0]?.ledger.unparsed).toBeLessThanOrEqual(2);
    }),
    { numRuns: 40 },
  );
});

const FRAGMENTS = [
  ' ',
  ',',
  ', ',
  ':',
  'Drop: ',
  'DropReason ',
  '0x',
  '::',
  'fe80::1',
  '192.0.2.1.80',
  '\t',
  '\0',
  '\u202e',
  '，',
  '、',
  '：',
  '[',
  ']',
  '=',
  '  = ',
  '999999999999999999999',
  'PktGroupId',
  'length ',
  '(',
  '{',
  '\r',
  '\ud800',
  '<script>',
];

test('a log with anything written over anything loses no line and never fails', async () => {
  const texts = [
    '26100/firewall-inbound.txt',
    '26200/language-zh-cn.txt',
    '26100/verbose.txt',
    '26100/encapsulated.txt',
  ].map((name) => iconv.decode(bytesOf(name), 'utf-16le').split('\r\n'));
  const edit = fc.record({
    line: fc.nat(200),
    at: fc.nat(300),
    remove: fc.nat(12),
    insert: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 8 })),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.array(edit, { minLength: 1, maxLength: 40 }),
      async (lines, edits) => {
        const edited = [...lines];
        for (const { line, at, remove, insert } of edits) {
          const index = line % edited.length;
          const text = edited[index] ?? '';
          edited[index] = text.slice(0, at) + insert + text.slice(at + remove);
        }
        const { report } = await analyze([
          { path: temporaryFile(iconv.encode(edited.join('\r\n'), 'utf-16le', { addBOM: true })) },
        ]);
        expectIntegrity(report);
        expect(report.case.inputs[0]?.unparsedReasons.map(({ reason }) => reason)).not.toContain('ambiguous-record');
      },
    ),
    { numRuns: 150 },
  );
});

test('any bytes give a report or a clear refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), async (bytes) => {
      const { report, failures } = await analyze([{ path: temporaryFile(bytes) }]);
      expectIntegrity(report);
      expect(report.case.inputs.length + failures.length).toBe(1);
      for (const failure of failures) expect(failure.message).not.toBe('');
    }),
    { numRuns: 150 },
  );
});

test('a line of 50 MB does not stop the lines after it', async () => {
  const line = iconv.decode(bytesOf('26100/firewall-inbound.txt'), 'utf-16le').split('\r\n').slice(3, 7).join('\n');
  const file = temporaryFile(`${line}\n${'x'.repeat(50 * 1024 * 1024)}\n${line}\n`);
  const { report } = await analyze([{ path: file }]);
  expectIntegrity(report);
  expect(report.case.inputs[0]?.unparsedReasons).toMatchObject([{ reason: 'line-too-long', lines: 1, firstLine: 5 }]);
  expect(report.case.traffic.lines).toBe(4);
});

test('several logs of one case are added up, and evidence names its file', async () => {
  const paths = ['26100/firewall-inbound.txt', '26100/arp-failure.txt'].map((name) =>
    path.join(SAMPLES, 'pktmon-text', name),
  );
  const single = await Promise.all(paths.map(async (file) => (await analyze([{ path: file }])).report.case.drops));
  const { report } = await analyze(paths.map((file) => ({ path: file })));
  expectIntegrity(report);
  expect(report.case.drops.lines).toBe(single.reduce((sum, { lines }) => sum + lines, 0));
  expect(new Set(report.case.drops.groups.flatMap(({ evidence }) => evidence.map(({ input }) => input)))).toEqual(
    new Set([0, 1]),
  );
});

test('an input that cannot be read is named, and the others still make a report', async () => {
  const good = path.join(SAMPLES, 'pktmon-text', '26100/arp-failure.txt');
  const { report, failures } = await analyze([
    { path: good },
    { path: temporaryFile('hello\nworld\n', 'notes.txt') },
    { path: `${good}.missing` },
  ]);
  expect(report.case.inputs.map((input) => input.path)).toEqual([good]);
  expect(failures.map(({ code }) => code)).toEqual(['not-recognised', 'not-found']);
  expect(failures.every(({ next }) => next.length > 0)).toBe(true);
});

test('the output of "pktmon comp list" is told apart from a capture', async () => {
  const table =
    'Network Adapters:\r\n  Id MAC Address       Name\r\n  -- -----------       ----\r\n  12 00-00-5E-00-53-01 Example Ethernet Adapter\r\n  14 00-00-5E-00-53-02 Example Wi-Fi Adapter\r\n\r\nProtocols:\r\n  Id Driver    Name\r\n  -- ------    ----\r\n  49 tcpip.sys TCP/IPv4\r\n';
  const { failures } = await analyze([{ path: temporaryFile(table, 'HOST_PktMon.txt') }]);
  expect(failures[0]?.code).toBe('component-list');
  expect(failures[0]?.next.join()).toContain('etl2txt');
});
