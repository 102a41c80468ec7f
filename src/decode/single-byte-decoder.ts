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
  const isReplacement = table.map((bytes) => REPLACEMENT.every((byte, at) => bytes[at] === byte));
  let output = new Uint8Array(0);
  let replacements = 0;
  return {
    decode: (block) => {
      if (isAscii(block)) return block;
      if (output.length < block.length * BYTES_PER_CHARACTER) {
        output = new Uint8Array(block.length * BYTES_PER_CHARACTER);
      }
      let length = 0;
      for (const byte of block) {
        if (byte < 0x80) {
          output[length++] = byte;
          continue;
        }
        for (const part of table[byte - 0x80]!) output[length++] = part;
        if (isReplacement[byte - 0x80]) replacements++;
      }
      return output.subarray(0, length);
    },
    replacements: () => replacements,
  };
}
