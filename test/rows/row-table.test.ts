import { describe, expect, it } from 'vitest';
import type { CaseRows } from '../../src/aggregate/rows/case-rows.js';
import { RowTable } from '../../src/aggregate/rows/row-table.js';
import { buildConnection } from '../render/report-builder.js';
import { gradesAndLines, rowValues } from './row-values.js';

const SECOND = 1_000_000_000n;

function finished(table: RowTable): CaseRows {
  const rows = table.finish([]);
  if (rows === null) throw new Error('the table has no rows');
  return rows;
}

describe('what is kept when there are too many rows', () => {
  it('keeps everything that fits, in the order of time, then of the log', () => {
    const table = new RowTable(10);
    table.add(rowValues('drop', 'noise', { at: 5n, line: 3 }));
    table.add(rowValues('drop', 'fault', { at: 5n, line: 2 }));
    table.add(rowValues('retransmission', 'resent', { at: 1n, line: 9 }));
    const rows = finished(table);
    expect(gradesAndLines(rows)).toEqual(['resent 9', 'fault 2', 'noise 3']);
    expect(rows).toMatchObject({ length: 3, total: 3, notKept: [], series: null });
  });

  it('keeps the worst, and of a grade that does not fit its first and its last', () => {
    const table = new RowTable(10);
    for (let line = 1; line <= 100; line++) table.add(rowValues('drop', 'noise', { at: BigInt(line), line }));
    for (let line = 101; line <= 104; line++) table.add(rowValues('drop', 'fault', { at: BigInt(line), line }));
    const rows = finished(table);
    expect(gradesAndLines(rows)).toEqual([
      'noise 1',
      'noise 2',
      'noise 3',
      'noise 98',
      'noise 99',
      'noise 100',
      'fault 101',
      'fault 102',
      'fault 103',
      'fault 104',
    ]);
    expect(rows.total).toBe(104);
    expect(rows.notKept).toEqual([{ kind: 'drop', grade: 'noise', rows: 94 }]);
  });

  it('lets no grade disappear', () => {
    const table = new RowTable(1_000);
    for (let line = 1; line <= 5_000; line++) table.add(rowValues('drop', 'fault', { line }));
    for (let line = 1; line <= 50; line++) table.add(rowValues('retransmission', 'resent', { line }));
    const rows = finished(table);
    expect(rows.length).toBe(1_000);
    expect(gradesAndLines(rows).filter((row) => row.startsWith('resent'))).toHaveLength(10);
    expect(rows.notKept).toEqual([
      { kind: 'drop', grade: 'fault', rows: 4_010 },
      { kind: 'retransmission', grade: 'resent', rows: 40 },
    ]);
  });

  it('counts every packet over time, also those of rows that are not kept', () => {
    const table = new RowTable(10);
    for (let second = 0; second < 100; second++) {
      table.add(rowValues('drop', 'fault', { at: BigInt(second) * SECOND, packetCount: 2 }));
      table.add(rowValues('drop', 'follow-up', { at: BigInt(second) * SECOND, packetCount: 0 }));
    }
    const { series, notKept } = finished(table);
    expect(series?.counts.map(({ kind, grade }) => `${kind} ${grade}`)).toEqual(['drop fault']);
    expect(series?.counts[0]?.perBucket.reduce((sum, count) => sum + count, 0)).toBe(200);
    expect(series?.counts[0]?.perBucket.length).toBeLessThanOrEqual(480);
    expect(notKept.reduce((sum, { rows }) => sum + rows, 0)).toBe(190);
  });

  it('counts the packets of a second log that begins earlier', () => {
    const table = new RowTable(2);
    for (const second of [1_000n, 1_001n, 10n, 0n])
      table.add(rowValues('drop', 'fault', { at: 1_000_000n * SECOND + second * SECOND }));
    const { series } = finished(table);
    const first = series?.counts[0]?.perBucket ?? [];
    const times = first.flatMap((count, bucket) =>
      count === 0 ? [] : [{ count, at: (series?.from ?? 0n) + BigInt(bucket * (series?.bucketMs ?? 0)) * 1_000_000n }],
    );
    expect(times.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(times[0]?.at).toBeLessThanOrEqual(1_000_000n * SECOND);
    expect(times[0]?.at).toBeGreaterThan(1_000_000n * SECOND - 20n * SECOND);
  });

  it('counts rows that only a number tells of', () => {
    const table = new RowTable(10);
    table.add(rowValues('stated-retransmission', 'resent'));
    table.count(3, 3, 7);
    expect(finished(table)).toMatchObject({
      length: 1,
      total: 8,
      notKept: [{ kind: 'stated-retransmission', grade: 'resent', rows: 7 }],
    });
  });

  it('has nothing to say of a case without rows', () => {
    expect(new RowTable().finish([])).toBeNull();
  });
});

describe('the connection of a row', () => {
  it('is the life of its ends at that time, whichever end came first', () => {
    const ends = { protocol: 'tcp', local: '192.0.2.5:50000', remote: '198.51.100.7:443' };
    const connections = [
      buildConnection({ ...ends, firstTime: 100n, lastTime: 200n }),
      buildConnection({ ...ends, firstTime: 0n, lastTime: 50n }),
    ];
    const table = new RowTable();
    const id = table.conversations.id('tcp', '198.51.100.7:443', '192.0.2.5:50000');
    expect(id).toBe(table.conversations.id('tcp', '192.0.2.5:50000', '198.51.100.7:443'));
    for (const at of [10n, 150n]) table.add(rowValues('drop', 'fault', { at, conversation: id }));
    table.add(
      rowValues('drop', 'noise', { at: 300n, conversation: table.conversations.id('arp', '192.0.2.1', '192.0.2.9') }),
    );
    const rows = table.finish(connections);
    const named = [...(rows?.columns.conversation ?? [])].map((place) => rows?.conversations[place]);
    expect(named).toEqual([
      { connection: 1, ...ends },
      { connection: 0, ...ends },
      { connection: null, protocol: 'arp', local: '192.0.2.1', remote: '192.0.2.9' },
    ]);
  });
});

it('a hostile log with a new text in every line does not fill the memory', () => {
  const table = new RowTable();
  for (let line = 0; line < 5_000; line++)
    table.add(rowValues('drop', 'fault', { reason: table.reasons.id(`reason ${line}`) }));
  const rows = finished(table);
  expect(rows.reasons.length).toBe(1_000);
  const reasons = [...rows.columns.reason].map((reason) => rows.reasons[reason]);
  expect(reasons[0]).toBe('reason 0');
  expect(reasons.at(-1)).toBe('one of many other reasons');
});
