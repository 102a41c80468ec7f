import { openings } from '../../generated/grammar/nettrace-messages-phrases.js';
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
  ['ip6', scanIp6],
  ['unknown', scanUnknown],
]);

/** A value begins where the phrase before it ends: `local=192.0.2.5:443`. */
export const ATTACHED_VALUES: ReadonlySet<string> = new Set(['number', 'hex', 'ip4', 'ip6']);

/** After a value the message goes on with a blank, a comma, a semicolon, a closing parenthesis, or ends in a full stop. */
function endsValue(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = bytes[at];
  if (code === 46 /* . */) {
    // `300.` but not `192.0.2.5`, `3.1`
    return at + 1 >= end || !isDigit(bytes[at + 1] as number);
  }
  // `Processor 3: LastInterruptTime`, but not `3:04:05`
  if (code === 58 /* : */) return at + 1 >= end || bytes[at + 1] === 32;
  return code === 32 || code === 44 || code === 41 || code === 59;
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

// [2001:db8::5]:443        [2001:db8::5]
function scanIp6(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== 91) return -1;
  let to = at + 1;
  let colons = 0;
  for (; to < end && bytes[to] !== 93; to++) {
    if (bytes[to] === 58) colons++;
    else if (endOfHexDigits(bytes, to, to + 1) === to) return -1;
  }
  if (to >= end || colons === 0) return -1;
  to++;
  if (to < end && bytes[to] === 58) {
    const port = endOfDigits(bytes, to + 1, end);
    if (port === to + 1 || port > to + 6) return -1;
    to = port;
  }
  return endsValue(bytes, to, end) ? to : -1;
}

/** `IP: ` opens one message only, which names an interface soon after. */
const IP = 'IP: ';
const DISCOVERY = ' on Interface = ';
const DISCOVERY_WITHIN = 100 + DISCOVERY.length;
/** What `etl2txt --metadata` puts in front, whole or its last parts, and an opening that is no phrase. */
const IN_FRONT = ['Level:', 'Event:', 'Info:', 'ICMP'].map((text) => Buffer.from(text));
const IP_BYTES = Buffer.from(IP);

/** Openings by their first byte. */
const OPENINGS: readonly (readonly Buffer[])[] = Array.from({ length: 256 }, (_, first) =>
  openings.filter((text) => text !== IP && text.charCodeAt(0) === first).map((text) => Buffer.from(text, 'utf8')),
);

/** A message that begins with no opening is one token. What may begin with one, or with something in front of one, is left to the lexer. */
function scanUnknown(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const first = bytes[at] as number;
  if (first <= 32 || first >= 128 || isDigit(first)) return -1;
  for (const text of IN_FRONT) if (startsWith(bytes, at, text)) return -1;
  if (startsWith(bytes, at, IP_BYTES)) {
    const from = at + IP.length;
    const beginning = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(end - from, DISCOVERY_WITHIN));
    if (beginning.includes(DISCOVERY, 0, 'latin1')) return -1;
  }
  for (const opening of OPENINGS[first] as readonly Buffer[]) if (startsWith(bytes, at, opening)) return -1;
  return end;
}

function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}
