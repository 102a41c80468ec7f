import { readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { beforeAll, describe, expect, test } from 'vitest';

import type { Report } from '../../src/render/index.js';
import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { type Originals, leaks, originalsOf } from './originals.js';
import { OUTPUTS, found, redacted, textOf } from './outputs.js';
import { unpacked } from './unpacked.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
function logsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => path.join(folder, name));
}

const samples = logsBelow(SAMPLES);
const corpus = ['pktmon', 'nettrace'].filter(corpusHas).flatMap((name) => logsBelow(path.join(CORPUS, name)));

describe('redacted outputs of the samples', () => {
  test.each(samples.map((file) => [path.relative(SAMPLES, file), file]))('%s', async (_, file) => {
    const originals = originalsOf(textOf(file));
    const { report, plain, events } = await redacted([file]);
    expect(found(report, originals)).toEqual({});
    expect(leaks(events, originals)).toEqual([]);
    // Judged alike: what the diagnosis rests on is still there.
    const judged = ({ diagnosis }: Report) =>
      diagnosis.findings.map(({ id, severity, packets, connections }) => ({ id, severity, packets, connections }));
    expect(judged(report)).toEqual(judged(plain));
    expect(report.diagnosis.verdict.loss).toBe(plain.diagnosis.verdict.loss);
  });
});

describe.skipIf(corpus.length === 0)('redacted outputs of real logs', () => {
  test.each(corpus.map((file) => [path.basename(file), file]))(
    '%s',
    async (_, file) => {
      const originals = originalsOf(textOf(file));
      const { report, plain, events } = await redacted([file]);
      expect(found(report, originals)).toEqual({});
      expect(leaks(events, originals)).toEqual([]);
      const ids = ({ diagnosis }: Report) => diagnosis.findings.map(({ id, severity }) => `${id} ${severity}`);
      expect(ids(report)).toEqual(ids(plain));
    },
    120_000,
  );
});

describe('the search for leaks', () => {
  let plain: Report;
  let originals: Originals;
  beforeAll(async () => {
    const file = samples.find((name) => name.endsWith('arp-failure.txt')) ?? '';
    originals = originalsOf(textOf(file));
    ({ plain } = await redacted([file]));
  });

  test('finds the originals in every output that is not redacted', () => {
    expect(originals.addresses.size + originals.macs.size).toBeGreaterThan(3);
    expect(Object.keys(found(plain, originals)).toSorted()).toEqual(Object.keys(OUTPUTS).toSorted());
  });

  test('looks into what is packed', () => {
    const secret = originalsOf('1+ A? intranet.contoso.example. (3) 10.1.2.3 > 10.1.2.4: 00-15-5D-01-02-03');
    const packed = gzipSync(JSON.stringify({ to: 'intranet.contoso.example', filler: 'x'.repeat(300) })).toString(
      'base64',
    );
    expect(leaks(unpacked(`<script>${packed}</script>`), secret)).toContain('intranet.contoso.example');
    expect(leaks('fe80::215:5dff:fe01:203', secret)).toEqual(['215:5dff:fe01:203']);
    expect(leaks('4.2.1.10.in-addr.arpa', secret)).toEqual(['4.2.1.10.in-addr']);
    expect(leaks('10.1.2.30 110.1.2.3', secret)).toEqual([]);
  });
});
