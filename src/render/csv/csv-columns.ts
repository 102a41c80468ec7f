/** In the order in which they are written; new ones are added at the end, so that sheets made before keep working. */
export const COLUMNS = [
  'verdict',
  'reason code',
  'reason',
  'category',
  'packets',
  'lines',
  'protocol',
  'direction',
  'source',
  'source port',
  'destination',
  'destination port',
  'tcp flags',
  'component',
  'component name',
  'location',
  'first time',
  'last time',
  'noise',
  'why',
  'input',
  'line',
  'record',
  'told by',
  'layer',
  'interface',
  'status',
  'also in pktmon',
  'bytes',
  'segments',
  'handshake',
  'handshake ms',
  'retransmissions',
  'dropped here',
  'rtt median ms',
  'rto median ms',
  'end',
  'ended by',
  'kind',
  'copy',
  'after ms',
  'sequence',
  'redacted',
] as const;

type Column = (typeof COLUMNS)[number];
type Cell = string | number | null;

/** Cells by column; what a kind of record does not have is left out. */
export type CsvRecord = Readonly<Partial<Record<Column, Cell>>>;

export function recordCells(record: CsvRecord): readonly Cell[] {
  return COLUMNS.map((column) => record[column] ?? null);
}
