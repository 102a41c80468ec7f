import { isAscii } from 'node:buffer';

import type { DecodePortion } from './code-page-decoder.js';
import type { Decoder } from './decoder.js';

/** The UTF-8 bytes of each byte from 80 to FF of a code page. */
export type SingleByteTable = readonly Uint8Array[];

/** No character of a single-byte code page takes more. */
const BYTES_PER_CHARACTER = 3;
const REPLACEMENT = [0xef, 0xbf, 0xbd];

/**
 * The table of a code page, or null when it is none: when one of its characters takes several bytes, or when
 * its bytes below 80 are not ASCII.
 */
export function singleByteTable(decodePortion: DecodePortion): SingleByteTable | null {
  const decode = (...bytes: readonly number[]) => decodePortion(Uint8Array.from(bytes));
  const ascii = Array.from({ length: 0x80 }, (_, byte) => byte);
  if (decode(...ascii) !== String.fromCharCode(...ascii)) return null;
  const table: Uint8Array[] = [];
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const character = decode(byte);
    // A lead byte swallows its twin: B5 B5 is one character of GBK.
    if (character.length !== 1 || decode(byte, byte).length !== 2) return null;
    table.push(Buffer.from(character, 'utf8'));
  }
  return table;
}

/** Code pages of one byte per character: blocks of ASCII pass through as they are, the rest goes by table. */
export function createSingleByteDecoder(table: SingleByteTable): Decoder {
  // Flat, with fixed places: three times as fast as a list of lists.
  const places = new Uint8Array(table.length * BYTES_PER_CHARACTER);
  const lengths = new Uint8Array(table.length);
  const isReplacement = table.map((bytes) => REPLACEMENT.every((byte, at) => bytes[at] === byte));
  for (const [index, bytes] of table.entries()) {
    places.set(bytes, index * BYTES_PER_CHARACTER);
    lengths[index] = bytes.length;
  }
  let output = new Uint8Array(0);
  let replacements = 0;
  return {
    decode: (block) => {
      if (isAscii(block)) return block;
      if (output.length < block.length * BYTES_PER_CHARACTER) {
        output = new Uint8Array(block.length * BYTES_PER_CHARACTER);
      }
      let length = 0;
      for (let at = 0; at < block.length; at++) {
        const byte = block[at]!;
        if (byte < 0x80) {
          output[length++] = byte;
          continue;
        }
        const index = byte - 0x80;
        const place = index * BYTES_PER_CHARACTER;
        // Writes all three and keeps as many as there are.
        output[length] = places[place]!;
        output[length + 1] = places[place + 1]!;
        output[length + 2] = places[place + 2]!;
        length += lengths[index]!;
        if (isReplacement[index]) replacements++;
      }
      return output.subarray(0, length);
    },
    replacements: () => replacements,
  };
}
