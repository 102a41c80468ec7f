import { endOfDigits, endOfHexDigits, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';

/**
 * Scanners for `message-lexer.ts`: each answers only where that lexer certainly cuts the same token. Names, statuses and
 * texts have none: they are few, and compared as they are. No phrase goes on with a digit where a value begins.
 */
export const messageScanners: Scanners = new Map<string, Scanner | null>([
  ['number', scanNumber],
  ['hex', scanHex],
  ['ip4', scanIp4],
]);

/** A value begins where the phrase before it ends: `local=192.0.2.5:443`. */
export const ATTACHED_VALUES: ReadonlySet<string> = new Set(['number', 'hex', 'ip4']);

/** After a value the message goes on with a blank, a comma, a closing parenthesis, or ends in a full stop. */
function endsValue(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = bytes[at];
  if (code === 46 /* . */) {
    // `300.` but not `192.0.2.5`, `3.1`
    return at + 1 >= end || !isDigit(bytes[at + 1] as number);
  }
  return code === 32 || code === 44 || code === 41;
}

function scanNumber(bytes: Uint8Array, at: number, end: number): number {
  const to = endOfDigits(bytes, at, end);
  return to > at && endsValue(bytes, to, end) ? to : -1;
}

// 0xFFFFA98C1E2D4050
function scanHex(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end || bytes[at] !== 48 || bytes[at + 1] !== 120) return -1;
  const to = endOfHexDigits(bytes, at + 2, end);
  return to > at + 2 && endsValue(bytes, to, end) ? to : -1;
}

// 192.0.2.5:443        192.0.2.5
function scanIp4(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && (to >= end || bytes[to++] !== 46)) return -1;
    const from = to;
    to = endOfDigits(bytes, from, end);
    if (to === from || to > from + 3) return -1;
  }
  if (to < end && bytes[to] === 58) {
    const port = endOfDigits(bytes, to + 1, end);
    if (port === to + 1 || port > to + 6) return -1;
    to = port;
  }
  return endsValue(bytes, to, end) ? to : -1;
}
