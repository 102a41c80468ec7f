import { endOfDigits, endOfHexDigits, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';

/** Scanners for `detail-lexer.ts`: each answers only where that lexer certainly cuts the same token. */
export const detailScanners: Scanners = new Map<string, Scanner | null>([
  ['mac', scanMac],
  ['ip4', scanIp4],
  ['port', scanPort],
  ['number', scanNumber],
  ['rest', null],
  ['item', null],
  ['option', null],
]);

// 00-00-5E-00-53-01, and a blank or a comma
function scanMac(line: string, at: number): number {
  for (let i = 0; i < 6; i++) {
    const end = endOfHexDigits(line, at + 3 * i);
    if (end !== at + 3 * i + 2) return -1;
    if (i < 5 && line.charCodeAt(end) !== 45) return -1;
  }
  const next = line.charCodeAt(at + 17);
  return next === 32 || next === 44 ? at + 17 : -1;
}

/** Four groups of one to three digits, then a blank, a colon, or a dot with digits (the port). */
function scanIp4(line: string, at: number): number {
  let end = at;
  for (let group = 0; group < 4; group++) {
    const from = end;
    end = endOfDigits(line, from);
    if (end === from || end > from + 3) return -1;
    if (group < 3) {
      if (line.charCodeAt(end) !== 46) return -1;
      end++;
    }
  }
  const next = line.charCodeAt(end);
  if (next === 32 || next === 58) return end;
  return next === 46 && isDigit(line.charCodeAt(end + 1)) ? end : -1;
}

// .443, and a blank or a colon
function scanPort(line: string, at: number): number {
  if (line.charCodeAt(at) !== 46) return -1;
  const end = endOfDigits(line, at + 1);
  const next = line.charCodeAt(end);
  return end > at + 1 && end <= at + 6 && (next === 32 || next === 58) ? end : -1;
}

/** Digits, then a comma, a colon, a blank, a bracket or the end. */
function scanNumber(line: string, at: number): number {
  const end = endOfDigits(line, at);
  if (end === at) return -1;
  if (end === line.length) return end;
  const next = line.charCodeAt(end);
  return next === 44 || next === 58 || next === 32 || next === 93 || next === 125 ? end : -1;
}
