import type { RowColumns } from './case-rows.js';

/** One row on its way in: numbers only, read at once and not kept. */
export interface RowValues {
  readonly at: bigint;
  readonly kind: number;
  readonly grade: number;
  readonly reason: number;
  readonly direction: number;
  readonly component: number;
  readonly location: number;
  readonly conversation: number;
  readonly packet: number;
  readonly bytes: number;
  readonly lines: number;
  readonly packetCount: number;
  readonly input: number;
  readonly line: number;
}

const CHUNK_BITS = 12;
const CHUNK_ROWS = 1 << CHUNK_BITS;

export function newColumns(length: number): RowColumns {
  return {
    at: new BigInt64Array(length),
    kind: new Uint8Array(length),
    grade: new Uint8Array(length),
    reason: new Uint16Array(length),
    direction: new Uint8Array(length),
    component: new Int32Array(length),
    location: new Uint16Array(length),
    conversation: new Uint32Array(length),
    packet: new Uint16Array(length),
    bytes: new Int32Array(length),
    lines: new Uint32Array(length),
    packetCount: new Uint32Array(length),
    input: new Uint32Array(length),
    line: new Uint32Array(length),
  };
}

/** Writes one row; also copies one, since a row of columns has the same names. */
export function setRow(columns: RowColumns, index: number, row: RowValues): void {
  columns.at[index] = row.at;
  columns.kind[index] = row.kind;
  columns.grade[index] = row.grade;
  columns.reason[index] = row.reason;
  columns.direction[index] = row.direction;
  columns.component[index] = row.component;
  columns.location[index] = row.location;
  columns.conversation[index] = row.conversation;
  columns.packet[index] = row.packet;
  columns.bytes[index] = row.bytes;
  columns.lines[index] = row.lines;
  columns.packetCount[index] = row.packetCount;
  columns.input[index] = row.input;
  columns.line[index] = row.line;
}

export function getRow(columns: RowColumns, index: number): RowValues {
  return {
    at: columns.at[index] ?? 0n,
    kind: columns.kind[index] ?? 0,
    grade: columns.grade[index] ?? 0,
    reason: columns.reason[index] ?? 0,
    direction: columns.direction[index] ?? 0,
    component: columns.component[index] ?? 0,
    location: columns.location[index] ?? 0,
    conversation: columns.conversation[index] ?? 0,
    packet: columns.packet[index] ?? 0,
    bytes: columns.bytes[index] ?? 0,
    lines: columns.lines[index] ?? 0,
    packetCount: columns.packetCount[index] ?? 0,
    input: columns.input[index] ?? 0,
    line: columns.line[index] ?? 0,
  };
}

/** Rows in chunks of columns, so that growing copies nothing. */
export class RowChunks {
  readonly #chunks: RowColumns[] = [];

  set(index: number, row: RowValues): void {
    const chunk = (this.#chunks[index >> CHUNK_BITS] ??= newColumns(CHUNK_ROWS));
    setRow(chunk, index & (CHUNK_ROWS - 1), row);
  }

  get(index: number): RowValues {
    const chunk = this.#chunks[index >> CHUNK_BITS];
    if (chunk === undefined) throw new RangeError(`no row ${index}`);
    return getRow(chunk, index & (CHUNK_ROWS - 1));
  }
}
