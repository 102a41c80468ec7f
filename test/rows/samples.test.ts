import { describe, expect, it } from 'vitest';
import { ROW_GRADES, ROW_KINDS } from '../../src/aggregate/rows/case-rows.js';
import { analyze } from '../../src/pipeline.js';
import { Pseudonyms } from '../../src/redact/pseudonyms.js';
import { redact } from '../../src/render/redact.js';
import { samplePaths } from './sample-paths.js';

describe.each(samplePaths().map((path) => [path]))('the rows of %s', (path) => {
  it('add up to the drop lines, the packets and the retransmissions of the case', async () => {
    const { report } = await analyze([{ path }]);
    const { rows, drops, connections } = report.case;
    const sums = { lines: 0, packets: 0, noise: 0, seen: 0, stated: 0 };
    for (let row = 0; row < (rows?.length ?? 0); row++) {
      const kind = ROW_KINDS[rows?.columns.kind[row] ?? 0];
      const packets = rows?.columns.packetCount[row] ?? 0;
      if (kind === 'drop') {
        sums.lines += rows?.columns.lines[row] ?? 0;
        sums.packets += packets;
        if (ROW_GRADES[rows?.columns.grade[row] ?? 0] === 'noise') sums.noise += packets;
      }
      if (kind === 'retransmission') sums.seen++;
      if (kind === 'stated-retransmission') sums.stated++;
    }
    const kept = (source: 'observed' | 'stated') =>
      connections.reduce((sum, one) => sum + (one[source]?.retransmissions.length ?? 0), 0);
    expect(sums).toMatchObject({ lines: drops.lines, packets: drops.packets, noise: drops.noisePackets });
    expect(sums.stated).toBe(kept('stated'));
    expect(sums.seen).toBeGreaterThanOrEqual(kept('observed'));
    expect(rows?.notKept ?? []).toEqual([]);
  });
});

it('a redacted report keeps the numbers of its rows and loses the ends', async () => {
  const { report } = await analyze([{ path: samplePaths()[0] ?? '' }]);
  const redacted = redact(report, new Pseudonyms(Buffer.alloc(32, 1)));
  expect(redacted.case.rows?.columns).toEqual(report.case.rows?.columns);
  expect(redacted.case.rows?.columns.at).toBeInstanceOf(BigInt64Array);
  const ends = (report.case.rows?.conversations ?? [])
    .map(({ local }) => local)
    .filter((end) => end.startsWith('192.0.2.'));
  const told = JSON.stringify(redacted.case.rows?.conversations);
  expect(ends.length).toBeGreaterThan(0);
  for (const end of ends) expect(told).not.toContain(end);
});
