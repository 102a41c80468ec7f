import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { beforeAll, describe, expect, test } from 'vitest';

import { CORPUS, corpusHas } from '../corpus/corpus-folder.js';
import { temporaryFile } from '../pipeline/temporary-file.js';
import { sideSamples } from '../scenario-side/samples.js';
import { eventsNaming, traceOf } from './beside-trace.js';
import { leaks } from './originals.js';
import { OUTPUTS, found, redacted, textOf } from './outputs.js';
import { sideOriginalsOf, wordsOf } from './side-originals.js';
import { unpacked } from './unpacked.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
const TRACE = path.join(SAMPLES, 'pktmon-text/26100/firewall-inbound.txt');
const WFP = corpusHas('wfp')
  ? readdirSync(path.join(CORPUS, 'wfp')).filter((name) => /\.(?:xml|jsonl)(?:\.gz)?$/.test(name))
  : [];

/** Each command's output of the collection as a file of its own. */
function snippets(): readonly (readonly [string, string])[] {
  if (!corpusHas('sideinputs')) return [];
  const text = readFileSync(path.join(CORPUS, 'sideinputs/snippets.txt'), 'utf8');
  return text
    .split(/^# source: /m)
    .slice(1)
    .map((block) => [block.slice(0, 50), block.slice(block.indexOf('\n') + 1)] as const);
}

/** Leaks of the redacted outputs; of those that are not redacted, how many originals are in them. */
async function judged(files: readonly string[], text: string) {
  const originals = sideOriginalsOf(text, ownWords);
  const { report, plain, events } = await redacted(files);
  return {
    leaked: { ...found(report, originals), events: leaks(events, originals) },
    inPlain: Object.values(found(plain, originals)).flat().length,
    sources: plain.case.side?.sources.length ?? 0,
  };
}

/** Of reports on traces that have nothing beside them. */
let ownWords: ReadonlySet<string>;
beforeAll(async () => {
  const folder = path.join(SAMPLES, 'pktmon-text/26100');
  const texts: string[] = [];
  for (const name of [
    'firewall-inbound.txt',
    'mtu-black-hole.txt',
    'low-resources.txt',
    'metadata.txt',
    'no-listener.txt',
  ]) {
    const { plain } = await redacted([path.join(folder, name)]);
    texts.push(...Object.values(OUTPUTS).map((render) => unpacked(render(plain))));
  }
  ownWords = wordsOf(texts.join('\n'));
});

describe('redacted outputs of a trace with the files beside it', () => {
  const samples = sideSamples().map((sample) => path.join(SAMPLES, sample.path));
  test.each(samples.map((file) => [path.relative(SAMPLES, file), file]))('sample %s', async (_, file) => {
    const { leaked, sources } = await judged([TRACE, file], textOf(file) + textOf(TRACE));
    expect(sources).toBe(1);
    expect(leaked).toEqual({ events: [] });
  });

  test('all samples at once', async () => {
    const { leaked, inPlain } = await judged([TRACE, ...samples], [...samples, TRACE].map(textOf).join('\n'));
    expect(inPlain).toBeGreaterThan(50);
    expect(leaked).toEqual({ events: [] });
  });
});

describe.skipIf(WFP.length === 0)('redacted outputs of corpus/wfp', () => {
  test.each(WFP)(
    '%s',
    async (name) => {
      const bytes = readFileSync(path.join(CORPUS, 'wfp', name));
      const raw = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      const text = raw.toString('utf8');
      const file = temporaryFile(raw, name.replace(/\.gz$/, ''));
      const ids = [...text.matchAll(/<filterId>(\d+)<\/filterId>/g)].map(([, id = '']) => id);
      // So that every filter is one that something dropped by.
      const beside = ids.length === 0 ? [] : [temporaryFile(eventsNaming(ids), 'events.jsonl')];
      const { leaked, inPlain, sources } = await judged([temporaryFile(traceOf(ids.length)), file, ...beside], text);
      expect(sources).toBe(1 + beside.length);
      expect(inPlain).toBeGreaterThan(ids.length === 0 ? 3 : 100);
      expect(leaked).toEqual({ events: [] });
    },
    120_000,
  );
});

describe.skipIf(!corpusHas('sideinputs'))('redacted outputs of corpus/sideinputs', () => {
  test.each(snippets())('%s', async (_, text) => {
    const file = temporaryFile(text, 'collected.txt');
    const { leaked } = await judged([temporaryFile(traceOf(3)), file], text);
    expect(leaked).toEqual({ events: [] });
  });
});
