export type Encoding = 'utf-16le' | 'utf-16le-no-bom' | 'utf-16be' | 'utf-8' | 'utf-8-bom';

/** Bytes of a log as a file has them. `etl2txt` itself writes `utf-16le` (with byte order mark) and CRLF. */
export function encodeLog(text: string, encoding: Encoding = 'utf-16le'): Buffer {
  switch (encoding) {
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16le-no-bom':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
  }
}
