import { caseClock } from '../clock.js';
import type { Report } from '../report.js';
import { connectionRows } from './connection-rows.js';
import { type CsvRecord, recordCells, COLUMNS } from './csv-columns.js';
import { csvRow } from './csv-row.js';
import { dropRows } from './drop-rows.js';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One table for a spreadsheet, filtered by its column `record`: a row for each reason on each conversation (`drop`), for each
 * one that the network stack states (`stated drop`), for each connection as each source tells it (`connection`), and for each
 * retransmission that was kept (`retransmission`). RFC 4180 with a byte order mark, because Excel takes a file without one
 * for the ANSI code page.
 */
export function renderCsv(report: Report): string {
  const clock = caseClock(report.case.inputs);
  const redacted = report.redacted === true ? 'yes' : null;
  const records: readonly CsvRecord[] = [...dropRows(report, clock), ...connectionRows(report, clock)];
  return (
    BYTE_ORDER_MARK + csvRow(COLUMNS) + records.map((record) => csvRow(recordCells({ ...record, redacted }))).join('')
  );
}
