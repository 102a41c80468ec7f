import { endOfDigits, endOfHexDigits, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Digits } from '../../base/form-draft.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';

const BLANK = 32;
const OPENING = 40;
const CLOSING = 41;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const COLON = 58;

/** Scanners for `detail-lexer.ts`: each answers only where that lexer certainly cuts the same token. */
export const detailScanners: Scanners = new Map<string, Scanner | null>([
  ['mac', scanMac],
  ['ip4', scanIp4],
  ['ip6', scanIp6],
  ['port', scanPort],
  ['number', scanNumber],
  ['item', scanItem],
  ['rest', null],
]);

/** A host has few neighbours. */
export const RECURRING_IN_DETAILS: ReadonlySet<string> = new Set(['mac']);

export const OPEN_IN_DETAILS: ReadonlyMap<string, Digits> = new Map([
  ['ip4', 'decimal'],
  ['ip6', 'decimal'],
  ['port', 'decimal'],
  ['number', 'decimal'],
]);

// 00-00-5E-00-53-01, and a blank or a comma
function scanMac(bytes: Uint8Array, at: number, end: number): number {
  if (at + 18 > end) return -1;
  for (let i = 0; i < 6; i++) {
    const to = endOfHexDigits(bytes, at + 3 * i, end);
    if (to !== at + 3 * i + 2) return -1;
    if (i < 5 && bytes[to] !== DASH) return -1;
  }
  const next = bytes[at + 17];
  return next === BLANK || next === COMMA ? at + 17 : -1;
}

/** Four groups of one to three digits, then a blank, a colon, a comma, or a dot with digits (the port). */
function scanIp4(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  for (let group = 0; group < 4; group++) {
    const from = to;
    to = endOfDigits(bytes, from, end);
    if (to === from || to > from + 3 || to >= end) return -1;
    if (group < 3) {
      if (bytes[to] !== DOT) return -1;
      to++;
    }
  }
  const next = bytes[to];
  if (next === BLANK || next === COLON || next === COMMA) return to;
  return next === DOT && to + 1 < end && isDigit(bytes[to + 1] as number) ? to : -1;
}

/**
 * Groups of up to four lower-case digits that end in one, with `::` or seven colons (else it could be a MAC); then a
 * blank, a comma, a colon with a blank, or one port. `fe80::` and `::ffff:192.0.2.1` are left to the lexer.
 */
function scanIp6(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  let colons = 0;
  let digits = 0;
  let isShortened = false;
  for (; to < end; to++) {
    const code = bytes[to] as number;
    if (code === COLON) {
      // `2001:db8::1: UDP`: this colon is of the line.
      if (to + 1 < end && bytes[to + 1] === BLANK) break;
      if (to > at && bytes[to - 1] === COLON) {
        if (isShortened) return -1;
        isShortened = true;
      }
      if (++colons > 7) return -1;
      digits = 0;
    } else if (isDigit(code) || (code >= 97 && code <= 102)) {
      if (++digits > 4) return -1;
    } else break;
  }
  if (digits === 0 || to >= end || colons < 2 || (!isShortened && colons !== 7) || startsWithOneColon(bytes, at))
    return -1;
  const next = bytes[to];
  if (next === BLANK || next === COMMA || next === COLON) return to;
  if (next !== DOT) return -1;
  const port = endOfDigits(bytes, to + 1, end);
  if (port === to + 1 || port > to + 6 || port >= end) return -1;
  return bytes[port] === BLANK || bytes[port] === COLON ? to : -1;
}

function startsWithOneColon(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === COLON && bytes[at + 1] !== COLON;
}

// .443, and a blank or a colon
function scanPort(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== DOT) return -1;
  const to = endOfDigits(bytes, at + 1, end);
  if (to === at + 1 || to > at + 6 || to >= end) return -1;
  return bytes[to] === BLANK || bytes[to] === COLON ? to : -1;
}

/** Digits, then a comma, a colon, a blank, a bracket or the end. */
function scanNumber(bytes: Uint8Array, at: number, end: number): number {
  const to = endOfDigits(bytes, at, end);
  if (to === at) return -1;
  if (to === end) return to;
  const next = bytes[to];
  return next === COMMA || next === COLON || next === BLANK || next === 93 || next === 125 ? to : -1;
}

/**
 * A part of the IP header that nobody reads (`--verbose`): `tos 0x0`, `offset 0`, `proto TCP (6)`, `length 52`; then a
 * comma or the closing parenthesis. What begins like a part that is read is left to the lexer.
 */
function scanItem(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] as number;
  // Lower-case letters but f (flags), h (hlim), i (id), and t with t (ttl).
  if (at >= end || first < 97 || first > 122 || first === 102 || first === 104 || first === 105) return -1;
  if (first === 116 && bytes[at + 1] === 116) return -1;
  let isOpen = false;
  for (let to = at; to < end; to++) {
    const code = bytes[to];
    if (code === OPENING) {
      if (isOpen) return -1;
      isOpen = true;
    } else if (code === CLOSING) {
      if (!isOpen) return to;
      isOpen = false;
    } else if (code === COMMA && !isOpen) return to;
  }
  return -1;
}
