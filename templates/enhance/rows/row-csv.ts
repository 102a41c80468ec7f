import { csvRow } from '../../../src/render/csv/csv-row.js';
import type { EventRows } from './event-rows.js';
import { TABLE_COLUMNS } from './table-columns.js';

/** The given rows in their order, as RFC 4180 with a head, safe for spreadsheets (`csv-row.ts`). */
export function rowsCsv(rows: EventRows, order: Uint32Array): string {
  // Most cells repeat; a text is made safe once.
  const safe = new Map<string, string>();
  const cell = (text: string) => {
    let written = safe.get(text);
    if (written === undefined) safe.set(text, (written = csvRow([text]).slice(0, -2)));
    return written;
  };
  const lines = Array.from(order, (row) =>
    TABLE_COLUMNS.map(({ text, isNumber, key }) => {
      const value = text(rows, row);
      return isNumber || key === 'time' ? value : cell(value);
    }).join(','),
  );
  return [TABLE_COLUMNS.map(({ title }) => title).join(','), ...lines, ''].join('\r\n');
}
