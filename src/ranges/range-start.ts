import { readSync } from 'node:fs';
import { SPARE_BYTES } from '../base/spare-bytes.js';
import type { RecordStarts } from '../classify/first-of-record.js';
import { createDecoder } from '../decode/index.js';
import { LineView } from '../lines/line-view.js';

/** Nearly all lines are below; a record is looked for in pieces of this size. */
const PIECE_BYTES = 4 * 1024;
const LINE_FEED = 10;

/**
 * Where the first record of an open file begins at or behind `offset`, in bytes; the size of the file when none does. A range of a file
 * begins here, and the range before it ends here, so both sides of a border ask the same question.
 */
export function rangeStart(
  file: number,
  offset: number,
  sizeBytes: number,
  encoding: string,
  starts: RecordStarts,
): number {
  if (offset <= 0) return 0;
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  // The unit in front tells whether a line begins at `offset` itself.
  let lineAt = endOfLine(file, offset - unit, sizeBytes, encoding);
  while (lineAt < sizeBytes) {
    const end = endOfLine(file, lineAt, sizeBytes, encoding);
    if (starts.provider(decodedLine(file, lineAt, Math.min(end, lineAt + PIECE_BYTES), encoding)) !== null)
      return lineAt;
    lineAt = end;
  }
  return sizeBytes;
}

/** Behind the line feed of the line that contains `from`. */
function endOfLine(file: number, from: number, sizeBytes: number, encoding: string): number {
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = from; at < sizeBytes; at += PIECE_BYTES) {
    const bytesRead = readSync(file, piece, 0, PIECE_BYTES, at);
    const feed = lineFeedIn(piece.subarray(0, bytesRead), encoding);
    if (feed >= 0) return at + feed + (encoding.startsWith('utf-16') ? 2 : 1);
    if (bytesRead < PIECE_BYTES) break;
  }
  return sizeBytes;
}

/** Place of the first line feed; in UTF-16 on an even place, with its zero behind or in front. */
function lineFeedIn(bytes: Buffer, encoding: string): number {
  if (!encoding.startsWith('utf-16')) return bytes.indexOf(LINE_FEED);
  const low = encoding === 'utf-16be' ? 1 : 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1))
    if (at % 2 === low && bytes[at ^ 1] === 0) return at - low;
  return -1;
}

function decodedLine(file: number, from: number, to: number, encoding: string): LineView {
  const raw = Buffer.alloc(to - from);
  readSync(file, raw, 0, raw.length, from);
  const decoded = Buffer.from(createDecoder(encoding).decode(raw, true));
  const line = new LineView();
  line.buffer = Buffer.concat([decoded, Buffer.alloc(SPARE_BYTES)]);
  line.end = decoded.length;
  while (line.end > 0 && (decoded[line.end - 1] === LINE_FEED || decoded[line.end - 1] === 13)) line.end--;
  return line;
}
