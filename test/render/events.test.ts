import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

import { DEFAULT_OPTIONS } from '../../src/analysis.js';
import { analyze } from '../../src/pipeline.js';
import { eventLine, eventRow } from '../../src/render/index.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SAMPLES = path.join(ROOT, 'samples');
const schema = JSON.parse(readFileSync(path.join(ROOT, 'src/render/json/event-schema.json'), 'utf8')) as object;
const isValid = new Ajv2020({
  allErrors: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
}).compile(schema);

test('every event of every sample is a line that keeps to the schema', async () => {
  const logs = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
  const kinds = new Set<string>();
  for (const log of logs) {
    const lines: string[] = [];
    const { report } = await analyze([{ path: path.join(SAMPLES, log) }], {
      ...DEFAULT_OPTIONS,
      onEvent: (event) => void lines.push(eventLine(eventRow(event))),
    });
    const drops = lines
      .map((line) => JSON.parse(line) as { kind: string; duplicate?: boolean })
      .filter((event) => {
        expect(isValid(event), `${log}: ${JSON.stringify(event)} ${JSON.stringify(isValid.errors?.slice(0, 3))}`).toBe(
          true,
        );
        kinds.add(event.kind);
        return event.kind === 'drop' && event.duplicate !== true;
      });
    expect(lines.every((line) => line.endsWith('}\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
    expect(drops.length, log).toBe(report.case.drops.lines);
  }
  for (const kind of [
    'packet',
    'drop',
    'tcp',
    'stack-drop',
    'component',
    'counter',
    'trace-header',
    'filter',
    'property',
  ])
    expect(kinds).toContain(kind);
}, 120_000);

test('the schema refuses what is no event', () => {
  const good = {
    type: 'event',
    kind: 'property',
    input: 0,
    line: 1,
    time: '10:00:00.000000000',
    component: 1,
    name: 'x',
    value: 'y',
  };
  expect(isValid(good)).toBe(true);
  for (const change of [{ kind: 'other' }, { line: 0 }, { time: '10:00' }, { value: 7 }]) {
    expect(isValid({ ...good, ...change }), JSON.stringify(change)).toBe(false);
  }
});
