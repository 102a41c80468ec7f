import { SPARE_BYTES } from '../../src/base/spare-bytes.js';
import type { Match } from '../../src/parse/match.js';
import type { RecordParser } from '../../src/parse/record-parser.js';

/** Digits, letters and separators behind a record belong to the next one: no reader may take them for a part of it. */
const NEXT_RECORD = Buffer.from('0Af, .443: ]:: 12:00:00.1 ');

/** Parses a record given in byte view, with the bytes of another behind it. */
export function parseText(parser: RecordParser, record: string | Buffer): Match | null {
  const bytes = typeof record === 'string' ? Buffer.from(record, 'latin1') : record;
  const buffer = Buffer.concat([bytes, NEXT_RECORD, Buffer.alloc(SPARE_BYTES)]);
  return parser.parse(buffer, 0, bytes.length);
}
