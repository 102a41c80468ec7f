import type { RowColumns } from './case-rows.js';

/** One row on its way in: numbers only, read at once and not kept. */
export interface RowValues {
  /** Its time as an `ExactTime`. */
  readonly ms: number;
  readonly ns: number;
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

/** The columns of a report while the log is read: bigints would be slow to make and to compare. */
export type KeptColumns = Omit<RowColumns, 'at'> & { readonly ms: Float64Array; readonly ns: Uint32Array };

const CHUNK_BITS = 12;
const CHUNK_ROWS = 1 << CHUNK_BITS;

export function newColumns(length: number): Omit<RowColumns, 'at'> {
  return {
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

export function newKeptColumns(length: number): KeptColumns {
  return { ms: new Float64Array(length), ns: new Uint32Array(length), ...newColumns(length) };
}

/** Copies everything but the time of one row. */
export function copyRow(from: Omit<RowColumns, 'at'>, index: number, to: Omit<RowColumns, 'at'>, target: number): void {
  to.kind[target] = from.kind[index] as number;
  to.grade[target] = from.grade[index] as number;
  to.reason[target] = from.reason[index] as number;
  to.direction[target] = from.direction[index] as number;
  to.component[target] = from.component[index] as number;
  to.location[target] = from.location[index] as number;
  to.conversation[target] = from.conversation[index] as number;
  to.packet[target] = from.packet[index] as number;
  to.bytes[target] = from.bytes[index] as number;
  to.lines[target] = from.lines[index] as number;
  to.packetCount[target] = from.packetCount[index] as number;
  to.input[target] = from.input[index] as number;
  to.line[target] = from.line[index] as number;
}

/** Rows in chunks of columns, so that growing copies nothing. */
export class RowChunks {
  readonly #chunks: KeptColumns[] = [];

  set(index: number, row: RowValues): void {
    const chunk = (this.#chunks[index >> CHUNK_BITS] ??= newKeptColumns(CHUNK_ROWS));
    const at = index & (CHUNK_ROWS - 1);
    chunk.ms[at] = row.ms;
    chunk.ns[at] = row.ns;
    chunk.kind[at] = row.kind;
    chunk.grade[at] = row.grade;
    chunk.reason[at] = row.reason;
    chunk.direction[at] = row.direction;
    chunk.component[at] = row.component;
    chunk.location[at] = row.location;
    chunk.conversation[at] = row.conversation;
    chunk.packet[at] = row.packet;
    chunk.bytes[at] = row.bytes;
    chunk.lines[at] = row.lines;
    chunk.packetCount[at] = row.packetCount;
    chunk.input[at] = row.input;
    chunk.line[at] = row.line;
  }

  copy(index: number, to: KeptColumns, target: number): void {
    const chunk = this.#chunks[index >> CHUNK_BITS];
    if (chunk === undefined) throw new RangeError(`no row ${index}`);
    const at = index & (CHUNK_ROWS - 1);
    to.ms[target] = chunk.ms[at] as number;
    to.ns[target] = chunk.ns[at] as number;
    copyRow(chunk, at, to, target);
  }
}
