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
  while (to < end && IS_HEX_DIGIT[bytes[to] as number] === 1) to++;
  return to;
}

const IS_HEX_DIGIT = new Uint8Array(256);
for (const code of Buffer.from('0123456789ABCDEFabcdef')) IS_HEX_DIGIT[code] = 1;
