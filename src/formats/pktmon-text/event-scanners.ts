import { endOfDigits, endOfHexDigits, endOfName, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';

const BLANK = 32;
const COMMA = 44;

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

/** What may follow a number, a code or a plain word: a blank, a comma of either alphabet, the end. */
function endsPiece(line: string, at: number): boolean {
  if (at >= line.length) return true;
  const code = line.charCodeAt(at);
  if (code === BLANK || code === COMMA) return true;
  // U+FF0C is EF BC 8C, U+3001 is E3 80 81.
  if (code === 0xef) return line.charCodeAt(at + 1) === 0xbc && line.charCodeAt(at + 2) === 0x8c;
  return code === 0xe3 && line.charCodeAt(at + 1) === 0x80 && line.charCodeAt(at + 2) === 0x81;
}

// [02]
function scanCpu(line: string, at: number): number {
  if (line.charCodeAt(at) !== 91) return -1;
  const end = endOfDigits(line, at + 1);
  return end > at + 1 && end <= at + 5 && line.charCodeAt(end) === 93 ? end + 1 : -1;
}

// 0004.0270::
function scanIds(line: string, at: number): number {
  const dot = endOfHexDigits(line, at);
  if (dot - at < 4 || line.charCodeAt(dot) !== 46) return -1;
  const colons = endOfHexDigits(line, dot + 1);
  return colons - dot >= 5 && line.startsWith('::', colons) ? colons + 2 : -1;
}

// 2026-03-01, and a blank
function scanDate(line: string, at: number): number {
  for (let i = 0; i < 10; i++) {
    const code = line.charCodeAt(at + i);
    if (i === 4 || i === 7 ? code !== 45 : !isDigit(code)) return -1;
  }
  return line.charCodeAt(at + 10) === BLANK ? at + 10 : -1;
}

// 21:40:57.123456700, and a blank
function scanTime(line: string, at: number): number {
  for (let i = 0; i < 9; i++) {
    const code = line.charCodeAt(at + i);
    if (i === 2 || i === 5 ? code !== 58 : i === 8 ? code !== 46 : !isDigit(code)) return -1;
  }
  const end = endOfDigits(line, at + 9);
  return end - at >= 12 && end - at <= 18 && line.charCodeAt(end) === BLANK ? end : -1;
}

function scanNumber(line: string, at: number): number {
  const end = endOfDigits(line, at);
  return end > at && endsPiece(line, end) ? end : -1;
}

// 0xE000460A
function scanHex(line: string, at: number): number {
  if (!line.startsWith('0x', at)) return -1;
  const end = endOfHexDigits(line, at + 2);
  return end > at + 2 && endsPiece(line, end) ? end : -1;
}

/** Plain words only, which begin with a letter: `Rx`, `Ethernet`, `transport`. */
function scanWord(line: string, at: number): number {
  const first = line.charCodeAt(at);
  if (!((first >= 65 && first <= 90) || (first >= 97 && first <= 122))) return -1;
  const end = endOfName(line, at);
  if (!endsPiece(line, end)) return -1;
  // Keywords start with P, M or T.
  if ((first === 80 || first === 77 || first === 84) && KEYWORDS.has(line.slice(at, end))) return -1;
  // `--metadata` begins with "Level: "; "Level" alone is a word all the same.
  return end;
}
