import type { Decoder } from './decoder.js';

/** Decodes bytes that stand for themselves, without a memory of the bytes before. */
export type DecodePortion = (bytes: Uint8Array) => string;

/**
 * Bytes decoded at a time; a multiple of 4, so that UTF-32 is never cut in a character.
 * No line of a log is longer, so every portion ends at the end of a line.
 */
export const PORTION_BYTES = 64 * 1024;

/** A unit of a string becomes at most three bytes, and a byte at most one unit. */
const BYTES_PER_BYTE = 3;
const LINE_FEED = 0x0a;

/**
 * Code pages with characters of more than one byte (GBK, Shift_JIS, …) by way of a library.
 *
 * Both libraries have mistakes where a block ends within a broken character: iconv-lite 0.7.3 loses a byte, `TextDecoder` of
 * Node 20 throws. So they get whole portions, whose borders depend on the content alone: the last line feed within
 * `PORTION_BYTES`. None of these code pages uses 0A as the second byte of a character.
 *
 * @param atLineFeeds false for UTF-32, where a byte 0A means nothing: its portions all have full length.
 */
export function createCodePageDecoder(decodePortion: DecodePortion, atLineFeeds: boolean): Decoder {
  const pending = Buffer.alloc(PORTION_BYTES);
  let held = 0;
  let output = Buffer.alloc(0);
  let length = 0;
  let replacements = 0;
  let isStart = true;

  /** Decodes the first `count` pending bytes and keeps the others. */
  function decodePending(count: number): void {
    let text = decodePortion(pending.subarray(0, count));
    if (isStart && text.startsWith('\ufeff')) text = text.slice(1);
    isStart = false;
    replacements += countReplacements(text);
    length += output.write(text, length, 'utf8');
    pending.copyWithin(0, count, held);
    held -= count;
  }

  function portionEnd(): number {
    const feed = atLineFeeds ? pending.lastIndexOf(LINE_FEED) : -1;
    return feed < 0 ? PORTION_BYTES : feed + 1;
  }

  return {
    decode: (block, last) => {
      const capacity = (held + block.length) * BYTES_PER_BYTE;
      if (output.length < capacity) output = Buffer.alloc(capacity);
      length = 0;
      let at = 0;
      while (at < block.length) {
        const count = Math.min(PORTION_BYTES - held, block.length - at);
        pending.set(block.subarray(at, at + count), held);
        held += count;
        at += count;
        if (held === PORTION_BYTES) decodePending(portionEnd());
      }
      if (last && held > 0) decodePending(held);
      return output.subarray(0, length);
    },
    replacements: () => replacements,
  };
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count++;
  return count;
}
