import { openings, phrases } from '../../generated/grammar/nettrace-messages-phrases.js';
import { endOfDigits, endOfHexDigits, isDigit, type Scanner } from '../../parse/shape/scanner.js';
import type { Scanners } from '../../parse/shape/shape-trie.js';
import { PhraseTree } from './phrase-tree.js';

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
const IP_BYTES = Buffer.from(IP);
const DISCOVERY = Buffer.from(' on Interface = ');
const DISCOVERY_WITHIN = 100 + DISCOVERY.length;
const EQUALS = 61;
/** What `etl2txt --metadata` puts in front, whole or its last parts, and an opening that is no phrase. */
const IN_FRONT = ['Level:', 'Event:', 'Info:', 'ICMP'];
const OPENINGS = new PhraseTree(
  [...openings.filter((text) => text !== IP), ...IN_FRONT].map((text) => [text, text] as const),
);

/** A message that begins with no opening is one token. What may begin with one, or with something in front of one, is left to the lexer. */
function scanUnknown(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const first = bytes[at] as number;
  if (first <= 32 || first >= 128 || isDigit(first)) return -1;
  if (OPENINGS.isAt(bytes, at, end)) return -1;
  if (startsWith(bytes, at, IP_BYTES) && isDiscovery(bytes, at + IP.length, end)) return -1;
  return end;
}

function isDiscovery(bytes: Uint8Array, from: number, end: number): boolean {
  const last = Math.min(end, from + DISCOVERY_WITHIN) - 2;
  for (let at = from + DISCOVERY.length - 2; at <= last; at++)
    if (bytes[at] === EQUALS && startsWith(bytes, at - DISCOVERY.length + 2, DISCOVERY)) return true;
  return false;
}

function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** Made when the first message turns out to be none of ours. */
let phraseTrees: { readonly strong: PhraseTree; readonly weak: PhraseTree } | null = null;

function treesOfPhrases() {
  const trees = (wanted: 'strong' | 'weak') =>
    new PhraseTree(
      phrases.filter(([, , strength]) => strength === wanted).map(([text, kind]) => [text, kind] as const),
    );
  return (phraseTrees ??= { strong: trees('strong'), weak: trees('weak') });
}

/**
 * Kind of the token that `message-lexer.ts` certainly cuts behind a value and a blank, when it is a phrase or a word;
 * null otherwise. Nothing else that the lexer knows begins with one of these letters or a colon before a blank.
 */
export function messageTokenAt(bytes: Uint8Array, at: number, end: number): string | null {
  if (at >= end || !BEGINS_PHRASE_OR_WORD.has(bytes[at] as number)) return null;
  const { strong, weak } = treesOfPhrases();
  const strongKind = strong.longestAt(bytes, at, end);
  if (strongKind !== null) return strongKind ?? null;
  const weakKind = weak.longestAt(bytes, at, end);
  if (weakKind !== null) return weakKind ?? null;
  return BEGINS_WORD.has(bytes[at] as number) ? 'word' : null;
}

/** Letters that are no hexadecimal digits: these could be an IPv6 address. */
const BEGINS_WORD: ReadonlySet<number> = new Set(Buffer.from('ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ'));
const BEGINS_PHRASE_OR_WORD: ReadonlySet<number> = new Set([...BEGINS_WORD, ...Buffer.from('abcdefABCDEF:')]);
