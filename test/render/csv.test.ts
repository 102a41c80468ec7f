import { describe, expect, it } from 'vitest';
import { csvRow } from '../../src/render/csv/csv-row.js';
import { renderCsv } from '../../src/render/index.js';
import { buildReport } from './report-builder.js';

describe('the CSV', () => {
  const csv = renderCsv(buildReport());
  const [head = '', first = '', second = ''] = csv.split('\r\n');

  it('begins with a byte order mark, so that Excel reads UTF-8', () => {
    expect(csv.startsWith('\ufeffverdict,')).toBe(true);
  });

  it('has a row for each reason on each conversation', () => {
    const row = Object.fromEntries(
      head
        .slice(1)
        .split(',')
        .map((name, index) => [name, first.split(',')[index]]),
    );
    expect(row).toMatchObject({
      verdict: 'fault',
      'reason code': '922',
      packets: '4',
      lines: '12',
      source: '2001:db8::10',
      'destination port': '53',
      'component name': 'tcpip.sys',
      location: '0xE0004219',
      line: '1234',
    });
    expect(second).toContain('224.0.0.251');
  });

  it('has rows of stated drops, connections by source, and retransmissions', () => {
    const names = head.slice(1).split(',');
    const rows = csv
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) =>
        Object.fromEntries(names.map((name, index) => [name, row.replace(/"[^"]*"/g, '').split(',')[index]])),
      );
    const records = rows.map(({ record, 'told by': by }) => `${record} ${by}`);
    expect([...new Set(records)]).toEqual([
      'drop observed',
      'stated drop stated',
      'connection observed',
      'retransmission observed',
      'connection stated',
      'retransmission stated',
    ]);
    expect(rows.find(({ record }) => record === 'stated drop')).toMatchObject({
      layer: 'network',
      interface: '13',
      'also in pktmon': '1',
    });
    expect(rows.findLast(({ record }) => record === 'connection')).toMatchObject({
      source: '192.0.2.5',
      'source port': '55330',
      retransmissions: '3',
      'dropped here': '2',
      'rto median ms': '300',
    });
    expect(rows.findLast(({ kind }) => kind === 'rto')).toMatchObject({
      'dropped here': 'yes',
      reason: 'Inspection drop',
      'after ms': '300',
    });
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@x', `"'@x"`],
    ['\tx', `"' x"`],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['plain', 'plain'],
    ['', ''],
  ])('writes the cell %j as %s', (cell, written) => {
    expect(csvRow([cell])).toBe(`${written}\r\n`);
  });
});
