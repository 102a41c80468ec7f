import { beforeAll, describe, expect, it } from 'vitest';
import { encodeRows } from '../../src/render/html/rows/encode-rows.js';
import { scopeOf } from '../../src/render/html/view.js';
import { decodeRows } from '../../templates/enhance/rows/decode-rows.js';
import { EventRows } from '../../templates/enhance/rows/event-rows.js';
import { hitsOf } from '../../templates/enhance/rows/hits.js';
import { matchingRows, selectedRows, wordsOf } from '../../templates/enhance/rows/row-filter.js';
import { RowOrder } from '../../templates/enhance/rows/row-order.js';
import { rowsCsv } from '../../templates/enhance/rows/row-csv.js';
import { NOTHING_SELECTED, SelectionState } from '../../templates/enhance/rows/selection.js';
import { TABLE_COLUMNS } from '../../templates/enhance/rows/table-columns.js';
import { clockText } from '../../templates/enhance/rows/clock-text.js';
import { buildCase, buildReport } from '../render/report-builder.js';
import { buildManyRows } from './build-rows.js';

let rows: EventRows;
let all: Uint32Array;
beforeAll(async () => {
  const report = buildReport({ case: buildCase({ rows: buildManyRows(3_000, 100_000) }) });
  rows = new EventRows(await decodeRows(encodeRows(report.case.rows!, scopeOf(report))));
  all = Uint32Array.from({ length: rows.length }, (_, row) => row);
});

describe('sorting', () => {
  it.each(TABLE_COLUMNS.map((column) => [column.key] as const))('by %s is what a comparison gives', (key) => {
    const column = TABLE_COLUMNS.find((one) => one.key === key)!;
    const order = new RowOrder(rows);
    const ranks = order.ranks(key);
    for (const isDescending of [false, true]) {
      const sorted = all.slice();
      order.sort(sorted, key, isDescending);
      const sign = isDescending ? -1 : 1;
      const expected = Array.from(all).sort((x, y) => sign * ((ranks[x] ?? 0) - (ranks[y] ?? 0)) || x - y);
      expect(Array.from(sorted)).toEqual(key === 'time' && isDescending ? Array.from(all).reverse() : expected);
    }
    // Equal texts have equal ranks, and only they.
    const byRank = new Map<number, string>();
    for (const row of all) {
      const text = key === 'bytes' ? String(rows.bytes(row)) : column.text(rows, row);
      expect(byRank.get(ranks[row] ?? 0) ?? text).toBe(text);
      byRank.set(ranks[row] ?? 0, text);
    }
  });

  it('puts addresses in the order of their numbers', () => {
    const sorted = all.slice();
    new RowOrder(rows).sort(sorted, 'remote', false);
    const hosts = Array.from(sorted, (row) => Number(/^198\.51\.100\.(\d+):/.exec(rows.text('remote', row))?.[1]));
    expect(hosts).toEqual(hosts.toSorted((x, y) => x - y));
  });
});

const everything = () => ({
  words: [] as string[],
  grades: new Uint8Array(rows.head.grades.length).fill(1),
  whats: new Uint8Array(rows.head.whats.length).fill(1),
});
const rowText = (row: number) =>
  TABLE_COLUMNS.map(({ text }) => text(rows, row))
    .join('\n')
    .toLowerCase();

describe('searching', () => {
  it.each(['198.51.100.17', 'address resolution', 'fault tx', '0xdeadbeef', 'tcpip.sys', 'p.'])(
    'finds every row that shows "%s", and no other',
    (text) => {
      const words = wordsOf(text);
      const found = matchingRows(rows, all, { ...everything(), words });
      const expected = Array.from(all).filter((row) => words.every((word) => rowText(row).includes(word)));
      expect(found.length).toBeGreaterThan(0);
      expect(Array.from(found)).toEqual(expected);
    },
  );

  it('finds a line by its number, a record by its name, a time by its beginning', () => {
    const line = rows.columns.line[40] ?? 0;
    const find = (word: string) => Array.from(matchingRows(rows, all, { ...everything(), words: [word] }));
    expect(find(String(line))).toContain(40);
    expect(find(`pktmon.txt:${line}`)).toEqual([40]);
    expect(find(rows.clock.exact(rows.timeMs[40] ?? 0))).toContain(40);
    expect(find('nothing of the kind')).toEqual([]);
  });

  it('keeps to the weights and reasons that are wanted', () => {
    const grades = Uint8Array.from(rows.head.grades, ({ word }) => (word === 'suspect' ? 1 : 0));
    const found = matchingRows(rows, all, { ...everything(), grades });
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) expect(rows.text('grade', row)).toBe('suspect');
  });
});

describe('a selection', () => {
  it('of times takes its beginning and not its end', () => {
    const from = rows.timeMs[100] ?? 0;
    const to = rows.timeMs[200] ?? 0;
    expect(Array.from(selectedRows(rows, { ...NOTHING_SELECTED, from, to }))).toEqual(
      Array.from({ length: 100 }, (_, index) => 100 + index),
    );
  });

  it('of a reason names the reason and only connections that have it', () => {
    const selection = { ...NOTHING_SELECTED, reason: 'Address resolution timeout' };
    const selected = selectedRows(rows, selection);
    const hits = hitsOf(rows, selection, selected);
    expect([...hits.reasons]).toEqual(['Address resolution timeout']);
    expect(hits.drops).toBe(selected.length);
    expect(hits.retransmissions).toBe(0);
  });

  it('names the reasons of rows that are only counted', async () => {
    const cut = buildManyRows(5_000, 1_000);
    const report = buildReport({ case: buildCase({ rows: cut }) });
    const events = new EventRows(await decodeRows(encodeRows(cut, scopeOf(report))));
    const nothing = new Uint32Array(0);
    const middle = (events.head.from + events.head.to) / 2;
    const hits = hitsOf(events, { ...NOTHING_SELECTED, from: middle, to: middle + 10_000 }, nothing);
    expect(hits.reasons).toContain('INET: session state error');
    const outside = { ...NOTHING_SELECTED, from: events.head.to + 60_000, to: events.head.to + 70_000 };
    expect(hitsOf(events, outside, nothing).reasons.size).toBe(0);
    expect(hitsOf(events, { ...NOTHING_SELECTED, reason: 'timeout' }, nothing).reasons).toEqual(new Set(['timeout']));
  });

  it('tells its listeners once for each change, and nobody when nothing changes', () => {
    const state = new SelectionState();
    const told: unknown[] = [];
    state.subscribe((selection) => told.push(selection));
    state.set({ reason: 'x' });
    state.set({ reason: 'x' });
    state.set({ from: 1, to: 2 });
    state.clear();
    expect(told).toEqual([
      { ...NOTHING_SELECTED, reason: 'x' },
      { from: 1, to: 2, reason: 'x', connection: null },
      NOTHING_SELECTED,
    ]);
  });
});

describe('the clock of the page', () => {
  const clock = clockText('2026-03-01', true);
  it('writes and reads the same moment', () => {
    expect(clock.exact(58_234_123.456)).toBe('2026-03-01 16:10:34.123456');
    expect(clock.exact(86_400_000 + 59_999.999_9)).toBe('2026-03-02 00:01:00.000000');
    expect(clock.short(58_234_123.456, 1)).toBe('16:10:34.123');
    expect(clock.short(58_234_123.456, 1_000)).toBe('16:10:34');
    expect(clock.parse('16:10:34.123')).toBe(58_234_123);
    expect(clock.parse('2026-03-02 00:00')).toBe(86_400_000);
    expect(clock.parse('noon')).toBeNull();
    expect(clockText(null, false).exact(1_000)).toBe('00:00:01.000000');
  });
});

it('CSV has every shown column, in the order of the table, and no formula', () => {
  const csv = rowsCsv(rows, Uint32Array.of(2, 1));
  const [head, first, second, end] = csv.split('\r\n');
  expect(head).toBe(TABLE_COLUMNS.map(({ title }) => title).join(','));
  expect(first?.startsWith(rows.clock.exact(rows.timeMs[2] ?? 0))).toBe(true);
  expect(second?.endsWith(rows.record(1))).toBe(true);
  expect(end).toBe('');
});

it('a text of the log that a spreadsheet would run is text in the CSV', async () => {
  const formula = '=HYPERLINK("http://198.51.100.1/","x")';
  const poisoned = { ...buildManyRows(10, 100), reasons: Array.from({ length: 20 }, () => formula) };
  const report = buildReport({ case: buildCase({ rows: poisoned }) });
  const events = new EventRows(await decodeRows(encodeRows(poisoned, scopeOf(report))));
  expect(rowsCsv(events, Uint32Array.of(0))).toContain(`,"'=HYPERLINK(""http://198.51.100.1/"",""x"")",`);
});
