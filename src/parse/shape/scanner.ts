/**
 * Finds where the token that starts at `at` ends, without the lexer; -1 when not certain.
 *
 * Sound, not complete: a scanner may only answer where the lexer would certainly cut the same token of the same kind.
 * When in doubt it says -1, and the record goes through lexer and grammar. Tokens of kinds without a scanner must be
 * the same text as in the record that was learnt.
 */
export type Scanner = (line: string, at: number) => number;

const ZERO = 48;
const NINE = 57;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** End of a run of digits; `at` itself when there is none. */
export function endOfDigits(line: string, at: number): number {
  let end = at;
  while (isDigit(line.charCodeAt(end))) end++;
  return end;
}

/** End of a run of upper- or lower-case hexadecimal digits. */
export function endOfHexDigits(line: string, at: number): number {
  let end = at;
  for (;;) {
    const code = line.charCodeAt(end);
    // 0-9, A-F, a-f; NaN behind the end compares false.
    if (!(isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102))) return end;
    end++;
  }
}

/** End of a run of ASCII letters, digits, `_` and `-`. */
export function endOfName(line: string, at: number): number {
  let end = at;
  for (;;) {
    const code = line.charCodeAt(end);
    if (!(isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 95))
      return end;
    end++;
  }
}
