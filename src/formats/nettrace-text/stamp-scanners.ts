import { endOfDigits, endOfHexDigits, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';

const BLANK = 32;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const CLOSE = 93;
const LONGEST_PROVIDER = 120;

/** Scanners for `stamp-lexer.ts`: each answers only where that lexer certainly cuts the same token. */
export const stampScanners: Scanners = new Map<string, Scanner | null>([
  ['cpu', scanCpu],
  ['pid', scanPid],
  ['tid', scanTid],
  ['number', scanNumber],
  ['time', scanTime],
  ['provider', scanProvider],
]);

/** Everything of a stamp stands close together: `[30]0000.0000::2026/03/27-12:30:13.500003800`. */
export const ATTACHED_TO_STAMP: ReadonlySet<string> = new Set(['pid', 'tid', 'number', 'time', 'provider']);

// [30]
function scanCpu(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== OPEN) return -1;
  const to = endOfDigits(bytes, at + 1, end);
  return to > at + 1 && to <= at + 5 && to < end && bytes[to] === CLOSE ? to + 1 : -1;
}

// 0A1C of 0A1C.2B3C::
function scanPid(bytes: Uint8Array, at: number, end: number): number {
  const to = endOfHexDigits(bytes, at, end);
  return to - at >= 4 && to - at <= 8 && scanTid(bytes, to, end) >= 0 ? to : -1;
}

// .2B3C::
function scanTid(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== DOT) return -1;
  const to = endOfHexDigits(bytes, at + 1, end);
  if (to - at < 5 || to - at > 9 || to + 2 > end) return -1;
  return bytes[to] === COLON && bytes[to + 1] === COLON ? to + 2 : -1;
}

/** A part of a date. In front of a full stop it could be a process id, in front of a colon a time. */
function scanNumber(bytes: Uint8Array, at: number, end: number): number {
  const to = endOfDigits(bytes, at, end);
  if (to === at || to >= end) return -1;
  const next = bytes[to];
  return next === SLASH || next === DASH || next === BLANK ? to : -1;
}

// 12:30:13.500003800, and a blank
function scanTime(bytes: Uint8Array, at: number, end: number): number {
  const hour = endOfDigits(bytes, at, end);
  if (hour === at || hour > at + 2 || hour + 7 > end) return -1;
  if (bytes[hour] !== COLON || bytes[hour + 3] !== COLON || bytes[hour + 6] !== DOT) return -1;
  for (const place of [1, 2, 4, 5]) if (!isDigit(bytes[hour + place] as number)) return -1;
  const to = endOfDigits(bytes, hour + 7, end);
  return to > hour + 7 && to <= hour + 16 && to < end && bytes[to] === BLANK ? to : -1;
}

/** To the end of the stamp. What begins with a digit or a blank could be a processor. */
function scanProvider(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end || bytes[at] !== OPEN || end - at > LONGEST_PROVIDER + 2) return -1;
  const first = bytes[at + 1] as number;
  if (isDigit(first) || first === BLANK) return -1;
  const close = bytes.indexOf(CLOSE, at);
  return close === end - 1 ? end : -1;
}
