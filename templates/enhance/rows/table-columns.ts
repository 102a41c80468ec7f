import type { EventRows } from './event-rows.js';
import type { SortKey } from './row-order.js';

/** A column of the table of events. */
export interface TableColumn {
  readonly key: SortKey;
  readonly title: string;
  readonly isNumber: boolean;
  /** Text of its cell, empty when there is nothing. */
  readonly text: (rows: EventRows, row: number) => string;
}

const TEXT_TITLES = {
  event: 'Event',
  what: 'Reason or kind',
  grade: 'Weight',
  local: 'Local',
  remote: 'Remote',
  direction: 'Direction',
  packet: 'Packet',
  component: 'Component',
  location: 'Location',
} as const;

export const TABLE_COLUMNS: readonly TableColumn[] = [
  {
    key: 'time',
    title: 'Time',
    isNumber: false,
    text: (rows, row) => rows.clock.exact(rows.timeMs[row] ?? 0),
  },
  ...(Object.keys(TEXT_TITLES) as (keyof typeof TEXT_TITLES)[]).map((key): TableColumn => ({
    key,
    title: TEXT_TITLES[key],
    isNumber: false,
    text: (rows, row) => rows.text(key, row),
  })),
  { key: 'bytes', title: 'Bytes', isNumber: true, text: (rows, row) => String(rows.bytes(row) ?? '') },
  { key: 'lines', title: 'Lines', isNumber: true, text: (rows, row) => String(rows.columns.lines[row]) },
  { key: 'record', title: 'Record', isNumber: false, text: (rows, row) => rows.record(row) },
];
