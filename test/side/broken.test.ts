import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import { expectIntegrity } from '../integrity.js';
import { temporaryFile } from '../pipeline/temporary-file.js';
import { sideSamples } from '../scenario-side/samples.js';
import { factsOf } from './read-facts.js';

const samples = sideSamples();

/** Bytes of a sample with some of them replaced, removed or doubled, cut somewhere. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples.map(({ bytes }) => bytes)),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ maxLength: 6 })), { maxLength: 8 }),
    fc.double({ min: 0.2, max: 1, noNaN: true }),
  )
  .map(([bytes, changes, share]) => {
    const copy = Buffer.from(bytes);
    for (const [place, change] of changes) copy.set(change, Math.floor(place * Math.max(0, copy.length - 6)));
    return copy.subarray(0, Math.max(4, Math.floor(copy.length * share)));
  });

test('whatever is in a file, reading ends, every line is in the ledger, and every fact has its line', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (bytes) => {
      const { read, facts } = await factsOf(bytes);
      if (read === null) return;
      const { lines, event, detail, otherProvider, blank } = read.ledger;
      expect(event + detail + otherProvider + blank).toBe(lines);
      for (const { line } of facts) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
}, 60_000);

test('a report of any of them with a trace is whole', async () => {
  const trace = { path: 'samples/pktmon-text/26100/firewall-inbound.txt' };
  await fc.assert(
    fc.asyncProperty(mutated, mutated, async (one, other) => {
      const { report } = await analyze([trace, { path: temporaryFile(one) }, { path: temporaryFile(other) }]);
      expectIntegrity(report);
      expect(report.case.drops.packets).toBe(12);
    }),
    { numRuns: 40, seed: 11 },
  );
}, 60_000);

test('pieces of any length give the same facts', async () => {
  const { sideFormats } = await import('../../src/formats/side-registry.js');
  for (const { bytes, path } of samples) {
    const text = bytes.toString().replace(/^\ufeff/, '');
    const format = sideFormats.find((one) => one.kind === 'document' && one.sniff(text));
    if (format === undefined || format.kind !== 'document') continue;
    const read = async (length: number) => {
      const facts: unknown[] = [];
      const reader = format.createReader({
        fact: (fact) => facts.push(fact),
        problem: (said) => facts.push(said),
        note: () => {},
      });
      for (let at = 0; at < text.length; at += length) reader.write(text.slice(at, at + length));
      await reader.end();
      return facts;
    };
    const whole = await read(text.length);
    expect(whole.length, path).toBeGreaterThan(0);
    for (const length of [7, 1000]) expect(await read(length), `${path} in pieces of ${length}`).toEqual(whole);
  }
});
