import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import { renderJson } from '../../src/render/index.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { temporaryFile } from './temporary-file.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/pktmon-text');
const LOGS = [
  '26100/ipv6-dns-router-silent.txt',
  '26100/language-de.txt',
  '26200/language-zh-cn.txt',
  '26200/language-ja.txt',
  '26100/verbose.txt',
];

const FORMS: readonly { readonly form: string; readonly write: (text: string) => Uint8Array }[] = [
  { form: 'UTF-8', write: (text) => Buffer.from(text) },
  { form: 'UTF-8 with mark', write: (text) => Buffer.from(`\uFEFF${text}`) },
  { form: 'UTF-16BE', write: (text) => iconv.encode(text, 'utf-16be', { addBOM: true }) },
  { form: 'UTF-16LE without mark', write: (text) => iconv.encode(text, 'utf-16le', { addBOM: false }) },
  {
    form: 'UTF-16LE with LF',
    write: (text) => iconv.encode(text.replaceAll('\r\n', '\n'), 'utf-16le', { addBOM: true }),
  },
  { form: 'UTF-8 with LF', write: (text) => Buffer.from(text.replaceAll('\r\n', '\n')) },
];

/** The report without what names the file and its bytes. */
async function reportOf(file: string): Promise<string> {
  const { report, failures } = await analyze([{ path: file }]);
  expect(failures).toEqual([]);
  const json = JSON.parse(renderJson(report)) as { inputs: unknown };
  delete (json as { inputs?: unknown }).inputs;
  return JSON.stringify(json);
}

describe.each(LOGS)('%s', (log) => {
  test.each(FORMS)('says the same as $form', async ({ write }) => {
    const original = path.join(SAMPLES, log);
    const text = iconv.decode(readFileSync(original), 'utf-16le');
    expect(await reportOf(temporaryFile(write(text)))).toBe(await reportOf(original));
  });
});

describe('a real log', () => {
  const name = 'pktmon/rebuilt/stmcast-26100-de-window.txt';
  test.skipIf(!corpusHas(name)).each(FORMS)('says the same as $form', async ({ write }) => {
    const original = path.join(CORPUS, name);
    const text = iconv.decode(readFileSync(original), 'utf-16le');
    expect(await reportOf(temporaryFile(write(text)))).toBe(await reportOf(original));
  });
});

test('a Chinese console log in its code page reads with --encoding', async () => {
  const line =
    '13:28:35.123456300 PktGroupId 281474976710663，PktNumber 1，出现 0，方向 Tx ，类型 Ethernet ，组件 77，边缘 1，筛选器 1，OriginalSize 74，LoggedSize 64 \r\n';
  const file = temporaryFile(iconv.encode(line, 'gbk'));
  const { report } = await analyze([{ path: file }], {
    encoding: 'gbk',
    top: 10,
    selection: { since: null, until: null, connection: [], reason: [] },
    onProgress: null,
  });
  expect(report.case.inputs[0]).toMatchObject({ encoding: 'gbk', language: 'zh-CN', packetLines: 1 });
});

test('samples of every language give one and the same drops', async () => {
  const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /language-[a-z-]+\.txt$/.test(file),
  );
  expect(files.length).toBeGreaterThanOrEqual(6);
  const drops = await Promise.all(
    files.map(async (file) => {
      const { report } = await analyze([{ path: path.join(SAMPLES, file) }]);
      expect(report.case.inputs[0]?.ledger.unparsed, file).toBe(0);
      const { lines, packets, noisePackets, byReason } = report.case.drops;
      return JSON.stringify({
        lines,
        packets,
        noisePackets,
        byReason: byReason.map(({ code, lines: count }) => [code, count]),
      });
    }),
  );
  expect(new Set(drops).size).toBe(1);
});
