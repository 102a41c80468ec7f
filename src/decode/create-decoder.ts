import { iconv } from './iconv.js';

import { type DecodePortion, createCodePageDecoder } from './code-page-decoder.js';
import type { Decoder } from './decoder.js';
import { isIconvEncoding, resolveEncoding, textDecoderName } from './known-encodings.js';
import { createSingleByteDecoder, singleByteTable } from './single-byte-decoder.js';
import { createUtf16Decoder } from './utf16-decoder.js';
import { createUtf8Decoder } from './utf8-decoder.js';

/**
 * A fresh decoder for one input.
 *
 * @param name an encoding by any name that `--encoding` takes.
 * @throws {UsageError} for an unknown name; decoding itself never throws.
 */
export function createDecoder(name: string): Decoder {
  const encoding = resolveEncoding(name);
  switch (encoding) {
    case 'utf-8':
      return createUtf8Decoder();
    case 'utf-16le':
      return createUtf16Decoder('little');
    case 'utf-16be':
      return createUtf16Decoder('big');
    default:
      return createOtherDecoder(encoding);
  }
}

/**
 * Single bytes by the tables of iconv-lite, which are the same on every build of Node. Characters of several bytes by
 * `TextDecoder`, the faster of the two, where it knows them.
 */
function createOtherDecoder(encoding: string): Decoder {
  const table = isIconvEncoding(encoding) ? singleByteTable(iconvPortion(encoding)) : null;
  if (table !== null) return createSingleByteDecoder(table);
  const label = textDecoderName(encoding);
  const decodePortion = label === null ? iconvPortion(encoding) : webPortion(label);
  return createCodePageDecoder(decodePortion, !encoding.startsWith('utf-32'));
}

function iconvPortion(encoding: string): DecodePortion {
  return (bytes) =>
    iconv().decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding, {
      stripBOM: false,
    });
}

function webPortion(label: string): DecodePortion {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}
