/**
 * Length of `bytes` without a character that has begun at the end and may go on in the next block (at most 3 bytes).
 * Bytes that no continuation could make a character are not held back.
 */
export function completeLength(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back]!;
    if (byte < 0x80) return end;
    if (byte < 0xc0) continue;
    const isOpen = sequenceLength(bytes, end - back, end) < 0;
    return isOpen ? end - back : end;
  }
  return end;
}

/**
 * Looks at the sequence that starts at `at`.
 *
 * @returns its length when it is a character (1 to 4); 0 when it is none; -1 when it would be one with more bytes.
 *   The ranges of the second byte are those of table 3-7 of the Unicode standard: no overlong forms, no surrogates,
 *   nothing above U+10FFFF.
 */
export function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (at + 1 >= end) return -1;
  if (!isSecondByte(lead, bytes[at + 1]!)) return 0;
  for (let more = 2; more < length; more++) {
    if (at + more >= end) return -1;
    if ((bytes[at + more]! & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/**
 * Bytes that one U+FFFD stands for when the sequence at `at` is no character: its longest beginning that could have become
 * one, at least 1. That is what browsers and `TextDecoder` do.
 */
export function brokenLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  if (lead < 0xc2 || lead > 0xf4 || at + 1 >= end || !isSecondByte(lead, bytes[at + 1]!)) return 1;
  const isThirdFine = lead >= 0xf0 && at + 2 < end && (bytes[at + 2]! & 0xc0) === 0x80;
  return isThirdFine ? 3 : 2;
}

function isSecondByte(lead: number, byte: number): boolean {
  if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
  if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
  if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
  if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  return byte >= 0x80 && byte <= 0xbf;
}
