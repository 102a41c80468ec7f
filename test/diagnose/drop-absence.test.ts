import path from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../src/pipeline.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');

async function told(...files: string[]): Promise<string> {
  const { report } = await analyze(files.map((file) => ({ path: path.join(SAMPLES, file) })));
  const { verdict, findings, connectionVerdicts } = report.diagnosis;
  return JSON.stringify([verdict, findings.map(({ explanation }) => explanation), connectionVerdicts]);
}

test.each(['timeouts-recovered', 'retransmission-limit', 'connect-timeout'])(
  'a NetTrace alone does not say that this host dropped nothing (%s)',
  async (name) => {
    const text = await told(`nettrace-text/26100/${name}.txt`);
    expect(text).not.toMatch(/without a drop on this host|this host did not drop/);
    expect(text).toMatch(/no drop in this log explains/);
  },
);

test('a PktMon with drop counters of zero does say it', async () => {
  expect(await told('pktmon-text/26100/syn-unanswered.txt')).toContain('this host did not drop');
});
