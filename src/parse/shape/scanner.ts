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

export { endOfDigits, endOfHexDigits, isDigit } from '../../base/digits.js';

/** End of a run of ASCII letters, digits, `_` and `-`. */
export function endOfName(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end && IS_OF_NAME[bytes[to] as number] === 1) to++;
  return to;
}

const IS_OF_NAME = new Uint8Array(256);
for (const code of Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'))
  IS_OF_NAME[code] = 1;
