/**
 * Finds where the token that starts at `at` ends, without the lexer; -1 when not certain.
 *
 * Sound, not complete: a scanner may only answer where the lexer would certainly cut the same token of the same kind.
 * When in doubt it says -1, and the record goes through lexer and grammar. Tokens of kinds without a scanner must be
 * the same text as in the record that was learnt.
 *
 * @param bytes the record is somewhere in them; what lies behind `end` may be read but does not count.
 * @param end behind the last byte of the record.
 */
export type Scanner = (bytes: Uint8Array, at: number, end: number) => number;

const ZERO = 48;
const NINE = 57;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** End of a run of digits; `at` itself when there is none. */
export function endOfDigits(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end) {
    const code = bytes[to] as number;
    if (code < ZERO || code > NINE) break;
    to++;
  }
  return to;
}

/** End of a run of upper- or lower-case hexadecimal digits. */
export function endOfHexDigits(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end && (CLASS[bytes[to] as number] as number) & HEX_DIGIT) to++;
  return to;
}

/** End of a run of ASCII letters, digits, `_` and `-`. */
export function endOfName(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end && (CLASS[bytes[to] as number] as number) & NAME) to++;
  return to;
}

const HEX_DIGIT = 1;
const NAME = 2;
const CLASS = new Uint8Array(256);
for (const code of Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-')) CLASS[code] = NAME;
for (const code of Buffer.from('0123456789ABCDEFabcdef')) CLASS[code] = NAME | HEX_DIGIT;
