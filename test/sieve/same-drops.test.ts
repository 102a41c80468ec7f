import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { EVERYTHING, type Selection } from '../../src/aggregate/selection.js';
import { DEFAULT_OPTIONS } from '../../src/analysis.js';
import { analyze } from '../../src/pipeline.js';
import { renderJson } from '../../src/render/index.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { expectIntegrity } from '../integrity.js';
import { ADVERSITIES } from '../shape/adversarial.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples/pktmon-text');
const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));
const textOf = (file: string) =>
  readFileSync(path.join(SAMPLES, file))
    .toString('utf16le')
    .replace(/^\uFEFF/, '');
/** The beginning of a log is always read whole: logs of several samples are longer. */
const FILLING = textOf('26100/firewall-inbound.txt').repeat(3);
/** Letters that stand in nearly every reason. */
const MOST_REASONS: Selection = { ...EVERYTHING, reason: ['e', 'i', 'a'] };

type Json = Record<string, unknown> & { inputs: Record<string, unknown>[]; findings: { title: string }[] };

/** The report without what says how lines were read that are no drops. */
async function dropsOf(bytes: Uint8Array, selection: Selection, inTurn: boolean) {
  const options = { ...DEFAULT_OPTIONS, selection, inTurn };
  const { report, failures } = await analyze([{ path: 'PktMon.txt', bytes }], options);
  expectIntegrity(report);
  const json = JSON.parse(renderJson(report)) as Json;
  const ledger = report.case.inputs[0]?.ledger;
  for (const input of json.inputs)
    for (const key of ['ledger', 'unparsedReasons', 'problems', 'language']) delete input[key];
  json.findings = json.findings.filter(({ title }) => !/could not be (?:read|decoded)/.test(title));
  return { json, failures: failures.map(({ code }) => code), ledger, language: report.case.inputs[0]?.language };
}

/** Compares the run with one that reads every record; says how many lines were left out. */
async function expectSameDrops(bytes: Uint8Array, selection = MOST_REASONS): Promise<number> {
  const sifted = await dropsOf(bytes, selection, false);
  const whole = await dropsOf(bytes, selection, true);
  expect(sifted.json).toEqual(whole.json);
  expect(sifted.failures).toEqual(whole.failures);
  expect(whole.ledger?.leftOut).toBeUndefined();
  if (sifted.ledger === undefined || whole.ledger === undefined) return 0;
  for (const bucket of ['rundown', 'otherProvider', 'blank'] as const)
    expect(sifted.ledger[bucket]).toBe(whole.ledger[bucket]);
  expect(sifted.ledger.unparsed).toBeLessThanOrEqual(whole.ledger.unparsed);
  expect(sifted.ledger.event).toBeLessThanOrEqual(whole.ledger.event);
  return sifted.ledger.leftOut ?? 0;
}

const wide = (text: string) => iconv.encode(text, 'utf-16le', { addBOM: true });

describe('drops are the same whether the other packets were read or left out', () => {
  test.each(files)('in %s', async (file) => {
    const text = textOf(file);
    const log = FILLING + text.repeat(Math.ceil(20_000 / text.length));
    const leftOut = await expectSameDrops(wide(log));
    expect(await expectSameDrops(Buffer.from(log))).toBeGreaterThanOrEqual(0);
    expect(leftOut).toBeGreaterThan(0);
  });

  test('in the language of the log', async () => {
    const german = textOf('26100/language-de.txt');
    const bytes = wide(german.repeat(Math.ceil(150_000 / german.length)));
    const [sifted, whole] = [await dropsOf(bytes, MOST_REASONS, false), await dropsOf(bytes, MOST_REASONS, true)];
    expect(sifted.ledger?.leftOut).toBeGreaterThan(0);
    expect(sifted.language).toBe('de');
    expect(whole.language).toBe('de');
  });

  test('with other questions beside the reason', async () => {
    const bytes = wide(FILLING + textOf('26100/ipv6-dns-router-silent.txt'));
    const reason = ['e'];
    await expectSameDrops(bytes, { ...EVERYTHING, reason, since: '09:00', until: '12:00' });
    await expectSameDrops(bytes, { ...EVERYTHING, reason, connection: ['192.0.2.0/24'] });
    await expectSameDrops(bytes, { ...EVERYTHING, reason: ['no such reason'] });
  });

  test.each(
    [
      'pktmon/real/kesiya24-baf1c2e-packets.txt',
      'pktmon/real/nathaniel-7119f51-vid-PktMon.txt',
      'pktmon/real/nathaniel-a9cce3b-PktMon.txt',
      'pktmon/rebuilt/demikernel-d63bc8d-server2022-en.txt',
      'pktmon/rebuilt/gdn-22000-ko-metadata-only.txt',
      'pktmon/rebuilt/stmcast-26100-de-window.txt',
      'pktmon/rebuilt/stmcast-26100-en-droponly-window.txt',
    ].filter(corpusHas),
  )('in the real log %s', async (name) => {
    expect(await expectSameDrops(readFileSync(path.join(CORPUS, name)))).toBeGreaterThanOrEqual(0);
  });
});

describe('and when the log is damaged', () => {
  const PLAIN = Buffer.from(FILLING).toString('latin1');

  test.each(ADVERSITIES)('by $name', async ({ change }) => {
    const lines = PLAIN.split('\r\n').map((line, index) => (index % 7 === 0 ? change(line) : line));
    await expectSameDrops(Buffer.from(lines.join('\r\n'), 'latin1'));
  });

  test('by pieces that are missing, come twice, or are of another file', async () => {
    const bytes = wide(FILLING);
    const piece = fc.tuple(fc.nat(bytes.length), fc.nat(bytes.length));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
        const parts = pieces.map(([from, to]) => bytes.subarray(from, Math.max(from, to)));
        await expectSameDrops(Buffer.concat([bytes, ...parts]));
      }),
      { numRuns: 20 },
    );
  });
});

test('a drop that has the time of the record before it makes every record be read', async () => {
  const stamp = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/;
  const lines = FILLING.split('\r\n');
  const drop = lines.findLastIndex((line) => line.includes('] Drop: '));
  lines[drop] = (lines[drop] as string).replace(stamp, '<DateTime>');
  const sifted = await dropsOf(wide(lines.join('\r\n')), MOST_REASONS, false);
  expect(sifted.ledger?.leftOut).toBeUndefined();
  await expectSameDrops(wide(lines.join('\r\n')));
});
