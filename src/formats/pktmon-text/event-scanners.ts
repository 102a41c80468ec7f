import { endOfDigits, endOfHexDigits, endOfName, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Digits } from '../../base/form-draft.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';

const BLANK = 32;
const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const EQUALS = 61;

/** Keywords of the lexer: a value that is one of them would be another kind of token. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'PktGroupId',
  'PktNumber',
  'PktCount',
  'MAC-1',
  'MAC-2',
  'TcpIpChecksum',
]);

/** Scanners for `event-lexer.ts`: each answers only where that lexer certainly cuts the same token. */
export const eventScanners: Scanners = new Map<string, Scanner | null>([
  ['cpu', scanCpu],
  ['ids', scanIds],
  ['date', scanDate],
  ['time', scanTime],
  ['number', scanNumber],
  ['hex', scanHex],
  ['word', scanWord],
]);

/** Directions, media, reasons and their places in the code, and the date. */
export const RECURRING_IN_EVENTS: ReadonlySet<string> = new Set(['date', 'hex', 'word']);

/** Of words no digit may change: `MAC-1` is a keyword. */
export const OPEN_IN_EVENTS: ReadonlyMap<string, Digits> = new Map([
  ['cpu', 'decimal'],
  ['ids', 'hexadecimal'],
  ['time', 'decimal'],
  ['number', 'decimal'],
]);

/** What may follow a number, a code or a plain word: a blank, a comma of either alphabet, the end. */
function endsPiece(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = bytes[at];
  if (code === BLANK || code === COMMA) return true;
  if (at + 2 >= end) return false;
  // U+FF0C is EF BC 8C, U+3001 is E3 80 81.
  if (code === 0xef) return bytes[at + 1] === 0xbc && bytes[at + 2] === 0x8c;
  return code === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x81;
}

// [02]
function scanCpu(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== 91) return -1;
  const to = endOfDigits(bytes, at + 1, end);
  return to > at + 1 && to <= at + 5 && to < end && bytes[to] === 93 ? to + 1 : -1;
}

// 0004.0270::
function scanIds(bytes: Uint8Array, at: number, end: number): number {
  const dot = endOfHexDigits(bytes, at, end);
  if (dot - at < 4 || dot >= end || bytes[dot] !== 46) return -1;
  const colons = endOfHexDigits(bytes, dot + 1, end);
  return colons - dot >= 5 && colons + 2 <= end && bytes[colons] === COLON && bytes[colons + 1] === COLON
    ? colons + 2
    : -1;
}

// 2026-03-01, and a blank        2026/03/01-, and an hour
function scanDate(bytes: Uint8Array, at: number, end: number): number {
  const mark = bytes[at + 4];
  if (at + 14 > end || (mark !== DASH && mark !== SLASH) || bytes[at + 7] !== mark) return -1;
  if (endOfDigits(bytes, at, end) !== at + 4 || endOfDigits(bytes, at + 5, end) !== at + 7) return -1;
  if (endOfDigits(bytes, at + 8, end) !== at + 10) return -1;
  if (mark === DASH) return bytes[at + 10] === BLANK ? at + 10 : -1;
  if (bytes[at + 10] !== DASH || bytes[at + 13] !== COLON) return -1;
  return endOfDigits(bytes, at + 11, end) === at + 13 ? at + 11 : -1;
}

// 21:40:57.123456700, and a blank
function scanTime(bytes: Uint8Array, at: number, end: number): number {
  if (at + 13 > end || bytes[at + 2] !== COLON || bytes[at + 5] !== COLON || bytes[at + 8] !== 46) return -1;
  for (let i = 0; i < 8; i += 3)
    if (!isDigit(bytes[at + i] as number) || !isDigit(bytes[at + i + 1] as number)) return -1;
  const to = endOfDigits(bytes, at + 9, end);
  return to - at >= 12 && to - at <= 18 && to < end && bytes[to] === BLANK ? to : -1;
}

function scanNumber(bytes: Uint8Array, at: number, end: number): number {
  const to = endOfDigits(bytes, at, end);
  return to > at && endsPiece(bytes, to, end) ? to : -1;
}

// 0xE000460A
function scanHex(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end || bytes[at] !== 48 || bytes[at + 1] !== 120) return -1;
  const to = endOfHexDigits(bytes, at + 2, end);
  return to > at + 2 && endsPiece(bytes, to, end) ? to : -1;
}

/** Plain words only, which begin with a letter: `Rx`, `Ethernet`, `transport`. */
function scanWord(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const first = bytes[at] as number;
  if (!((first >= 65 && first <= 90) || (first >= 97 && first <= 122))) return -1;
  const to = endOfName(bytes, at, end);
  if (!endsPiece(bytes, to, end) && !isMark(bytes, to, end)) return -1;
  // Keywords start with P, M or T and have five letters or more.
  if (to - at >= 5 && (first === 80 || first === 77 || first === 84) && KEYWORDS.has(textOf(bytes, at, to))) return -1;
  // `--metadata` begins with "Level: "; "Level" alone is a word all the same.
  return to;
}

/** `INET: transport endpoint`, `IfIndex = 22`: a colon or an equals sign with a blank behind it is a token of its own. */
function isMark(bytes: Uint8Array, at: number, end: number): boolean {
  const code = bytes[at];
  return (code === COLON || code === EQUALS) && (at + 1 >= end || bytes[at + 1] === BLANK);
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
