import { isAscii, isUtf8 } from 'node:buffer';

import { utf16Pattern } from '../base/utf16-pattern.js';
import { resolveEncoding } from './known-encodings.js';
import { completeLength } from './utf8-sequence.js';

/** The encoding of an input, and how it is known. */
export interface EncodingChoice {
  /** Lower-case name: `utf-16le`, `utf-16be`, `utf-8`, `windows-1252` or the code page that was asked for. */
  readonly name: string;
  /** Length of the byte order mark at the start, 0 without one. Decoders skip it themselves. */
  readonly bomBytes: number;
  /** `assumed`: none of the others; the text is ANSI or OEM of an unknown code page. */
  readonly how: 'bom' | 'pattern' | 'utf-8' | 'assumed' | 'given';
}

/** Longest first: the mark of UTF-32LE starts with that of UTF-16LE. */
const MARKS: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'utf-32le', bytes: [0xff, 0xfe, 0x00, 0x00] },
  { name: 'utf-32be', bytes: [0x00, 0x00, 0xfe, 0xff] },
  { name: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { name: 'utf-16le', bytes: [0xff, 0xfe] },
  { name: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** What Windows calls ANSI in Western Europe and America. Unlike true ISO 8859-1 it has no gaps that matter. */
const ASSUMED = 'windows-1252';

/**
 * Chooses the encoding from the first bytes of an input. `pktmon etl2txt` writes UTF-16LE with a mark; the other forms come
 * from PowerShell, editors and consoles.
 *
 * @param head first bytes, as many as there are.
 * @param forced the user's `--encoding`, or null.
 * @throws {UsageError} for a forced name that nobody knows.
 */
export function sniffEncoding(head: Uint8Array, forced: string | null): EncodingChoice {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  if (forced !== null) {
    const name = resolveEncoding(forced);
    return { name, bomBytes: mark?.name === name ? mark.bytes.length : 0, how: 'given' };
  }
  if (mark !== undefined) return { name: mark.name, bomBytes: mark.bytes.length, how: 'bom' };
  const pattern = utf16Pattern(head);
  if (pattern !== null) return { name: pattern, bomBytes: 0, how: 'pattern' };
  if (isMostlyUtf8(head)) return { name: 'utf-8', bomBytes: 0, how: 'utf-8' };
  return { name: ASSUMED, bomBytes: 0, how: 'assumed' };
}

/**
 * True for valid UTF-8, and for UTF-8 with some damage: a log whose packets brought raw bytes along is still UTF-8.
 * Text of a code page has next to no valid sequences: `Größe` is F6 followed by DF.
 */
function isMostlyUtf8(head: Uint8Array): boolean {
  const whole = head.subarray(0, completeLength(head));
  if (isAscii(whole) || isUtf8(whole)) return true;
  const text = new TextDecoder().decode(whole);
  let valid = 0;
  let broken = 0;
  for (const character of text) {
    if (character === '\ufffd') broken++;
    else if (character > '\x7f') valid++;
  }
  return valid > broken;
}
