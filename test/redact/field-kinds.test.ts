import { readdirSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { analyze } from '../../src/pipeline.js';
import { hasKeysOfLog, kindOfField } from '../../src/redact/field-kinds.js';
import { sideSamples } from '../scenario-side/samples.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');

/** `{ Rx: 3 }`: its keys are texts of the log. */
function isCounts(data: object, key: string): boolean {
  return hasKeysOfLog(key) && Object.values(data).every((value) => typeof value === 'number');
}

/** Places of texts in plain data, without the numbers of lists. */
function* placesOfTexts(data: unknown, key = '', parent = ''): Generator<string> {
  if (typeof data === 'string') yield `${parent}.${key}`;
  else if (Array.isArray(data)) for (const item of data) yield* placesOfTexts(item, key, parent);
  else if (typeof data === 'object' && data !== null && !isCounts(data, key)) {
    for (const [name, value] of Object.entries(data)) yield* placesOfTexts(value, name, key);
  }
}

test('every text of a case is of a kind that somebody thought about', async () => {
  const logs = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
  const places = new Set<string>();
  for (const log of logs) {
    const { report } = await analyze([{ path: path.join(SAMPLES, log) }]);
    for (const place of placesOfTexts(report.case)) places.add(place);
  }
  const beside = sideSamples().map((sample) => ({ path: path.join(SAMPLES, sample.path) }));
  const trace = { path: path.join(SAMPLES, 'pktmon-text/26100/firewall-inbound.txt') };
  const { report } = await analyze([trace, ...beside]);
  for (const place of placesOfTexts(report.case)) places.add(place);
  expect(places.size).toBeGreaterThan(40);
  const unknown = [...places].filter((place) => {
    const [parent = '', key = ''] = place.split('.');
    return kindOfField(key, parent) === null;
  });
  expect(unknown, 'add them to src/redact/field-kinds.ts').toEqual([]);
}, 60_000);
