/** The words of a log are ASCII even on a Chinese Windows: this share of its units is, or it is not UTF-16. */
const ASCII_SHARE = 0.3;
/** Text has next to no unit of the other byte order; numbers of a binary file have. */
const FOREIGN_SHARE = 0.03;

/**
 * Byte order of UTF-16 text without a byte order mark, null for everything else.
 *
 * `[00]` is 5B 00 30 00 30 00 5D 00 in UTF-16LE: a NUL at every odd place. Units of two NULs are left out: they are the
 * NUL characters of a text or the padding of a file that was not written to its end.
 */
export function utf16Pattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let units = 0;
  let little = 0;
  let big = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const first = bytes[at]!;
    const second = bytes[at + 1]!;
    if (first === 0 && second === 0) continue;
    units++;
    if (second === 0 && isTextByte(first)) little++;
    else if (first === 0 && isTextByte(second)) big++;
  }
  if (units === 0) return null;
  if (little >= units * ASCII_SHARE && big <= units * FOREIGN_SHARE) return 'utf-16le';
  if (big >= units * ASCII_SHARE && little <= units * FOREIGN_SHARE) return 'utf-16be';
  return null;
}

/** Printable ASCII, tab, line feed, form feed or carriage return. */
function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
}
