import { ROW_COLUMNS, type RowColumn, type RowsHead } from '../../../src/render/html/rows/rows-head.js';

const HEAD_LENGTH_BYTES = 4;
const NANOSECONDS_PER_MILLISECOND = 1e6;

/** The rows as `src/render/html/rows/encode-rows.ts` wrote them. */
export interface DecodedRows {
  readonly head: RowsHead;
  /** Milliseconds since midnight of the first day, never falling. */
  readonly timeMs: Float64Array;
  readonly columns: Readonly<Record<Exclude<RowColumn, 'time'>, Uint32Array>>;
}

/** Unpacks the text of the element; rejects when this browser cannot or the data is damaged. */
export async function decodeRows(base64: string): Promise<DecodedRows> {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) packed[at] = text.charCodeAt(at);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return readRows(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** The unpacked bytes: length of the head, head, columns. */
export function readRows(bytes: Uint8Array): DecodedRows {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const columnsAt = HEAD_LENGTH_BYTES + headLength;
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD_LENGTH_BYTES, columnsAt))) as RowsHead;
  const read = integerReader(bytes, columnsAt);
  const timeMs = new Float64Array(head.length);
  let ticks = 0;
  for (let row = 0; row < head.length; row++) {
    ticks += read();
    timeMs[row] = (ticks * head.tickNs) / NANOSECONDS_PER_MILLISECOND;
  }
  const columns = {} as Record<Exclude<RowColumn, 'time'>, Uint32Array>;
  for (const name of ROW_COLUMNS) {
    if (name === 'time') continue;
    const column = new Uint32Array(head.length);
    for (let row = 0; row < head.length; row++) column[row] = read();
    if (name === 'line') addUp(column);
    columns[name] = column;
  }
  return { head, timeMs, columns };
}

/** Reads LEB128 integers one after another. */
function integerReader(bytes: Uint8Array, start: number): () => number {
  let at = start;
  return () => {
    let value = 0;
    for (let place = 1; ; place *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the rows are cut off');
      if (byte < 128) return value + byte * place;
      value += (byte - 128) * place;
    }
  };
}

/** From zigzag differences to values. */
function addUp(column: Uint32Array): void {
  let value = 0;
  for (let row = 0; row < column.length; row++) {
    const coded = column[row] ?? 0;
    value += coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
    column[row] = value;
  }
}
