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
function endsValue(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  if (code === 46 /* . */) {
    // `300.` but not `192.0.2.5`, `3.1`
    return !isDigit(line.charCodeAt(at + 1));
  }
  return at === line.length || code === 32 || code === 44 || code === 41;
}

function scanNumber(line: string, at: number): number {
  const end = endOfDigits(line, at);
  return end > at && endsValue(line, end) ? end : -1;
}

// 0xFFFFA98C1E2D4050
function scanHex(line: string, at: number): number {
  if (!line.startsWith('0x', at)) return -1;
  const end = endOfHexDigits(line, at + 2);
  return end > at + 2 && endsValue(line, end) ? end : -1;
}

// 192.0.2.5:443        192.0.2.5
function scanIp4(line: string, at: number): number {
  let end = at;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && line.charCodeAt(end++) !== 46) return -1;
    const from = end;
    end = endOfDigits(line, from);
    if (end === from || end > from + 3) return -1;
  }
  if (line.charCodeAt(end) === 58) {
    const port = endOfDigits(line, end + 1);
    if (port === end + 1 || port > end + 6) return -1;
    end = port;
  }
  return endsValue(line, end) ? end : -1;
}
