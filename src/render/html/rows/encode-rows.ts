import { constants, deflateSync } from 'node:zlib';
import type { CaseRows } from '../../../aggregate/rows/case-rows.js';
import type { Scope } from '../view/scope.js';
import { dayClock } from './day-clock.js';
import { PageDictionaries, rowsHeadOf, spanOf } from './rows-head-of.js';
import { ROW_COLUMNS, type RowColumn } from './rows-head.js';
import { VariableIntegers } from './variable-integers.js';

const HEAD_LENGTH_BYTES = 4;
/** PktMon prints nine digits, but counts in 100 ns. */
const USUAL_TICK_NS = 100;

/**
 * The rows of a case as text for the page: base64 of zlib data (RFC 1950) of: length of the head (32 bits, low byte first),
 * the head (`RowsHead` as JSON), the columns (`ROW_COLUMNS`).
 *
 * zlib and not gzip, because a gzip header names the operating system. Only runs are searched for repetitions (`Z_RLE`): how
 * zlib finds the others differs between processors, and columns of small numbers are coded well without.
 */
export function encodeRows(rows: CaseRows, scope: Scope): string {
  const dictionaries = new PageDictionaries(rows, scope);
  const tickNs = rows.columns.at.every((at) => at % BigInt(USUAL_TICK_NS) === 0n) ? USUAL_TICK_NS : 1;
  const columns = encodeColumns(rows, dictionaries, BigInt(tickNs), dayClock(spanOf(rows, scope).from).midnight);
  const head = Buffer.from(JSON.stringify(rowsHeadOf(rows, tickNs, dictionaries, scope)));
  const length = Buffer.alloc(HEAD_LENGTH_BYTES);
  length.writeUInt32LE(head.length);
  return compressed(Buffer.concat([length, head, columns])).toString('base64');
}

function compressed(bytes: Buffer): Buffer {
  return deflateSync(bytes, { level: 9, memLevel: 9, strategy: constants.Z_RLE });
}

function encodeColumns(
  { columns, length }: CaseRows,
  dictionaries: PageDictionaries,
  tick: bigint,
  midnight: bigint,
): Uint8Array {
  const values: Readonly<Record<RowColumn, (row: number) => number>> = {
    time: (row) => Number(((columns.at[row] ?? 0n) - (row === 0 ? midnight : (columns.at[row - 1] ?? 0n))) / tick),
    what: (row) => dictionaries.what(columns.kind[row] ?? 0, columns.reason[row] ?? 0),
    grade: (row) => columns.grade[row] ?? 0,
    direction: (row) => columns.direction[row] ?? 0,
    component: (row) => dictionaries.component(columns.input[row] ?? 0, columns.component[row] ?? 0),
    location: (row) => columns.location[row] ?? 0,
    conversation: (row) => dictionaries.conversation(columns.conversation[row] ?? 0),
    packet: (row) => columns.packet[row] ?? 0,
    bytes: (row) => (columns.bytes[row] ?? 0) + 1,
    lines: (row) => columns.lines[row] ?? 0,
    packetCount: (row) => columns.packetCount[row] ?? 0,
    input: (row) => columns.input[row] ?? 0,
    line: (row) => zigzag((columns.line[row] ?? 0) - (row === 0 ? 0 : (columns.line[row - 1] ?? 0))),
  };
  const written = new VariableIntegers();
  for (const column of ROW_COLUMNS) {
    const value = values[column];
    for (let row = 0; row < length; row++) written.add(value(row));
  }
  return written.bytes();
}

/** Differences of both signs as small numbers: 0, -1, 1, -2 are 0, 1, 2, 3. */
function zigzag(difference: number): number {
  return difference < 0 ? -2 * difference - 1 : 2 * difference;
}
