import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** The text and everything that is packed in it: base64 of at least 64 characters, unpacked where it is compressed. */
export function unpacked(text: string): string {
  const parts = [text];
  for (const [base64] of text.matchAll(/[A-Za-z0-9+/]{64,}={0,2}/g)) {
    const bytes = Buffer.from(base64, 'base64');
    parts.push(bytes.toString('latin1'));
    for (const unpack of [gunzipSync, inflateSync, inflateRawSync]) {
      try {
        parts.push(unpack(bytes).toString('utf8'));
      } catch {
        // Packed in another way, or not at all.
      }
    }
  }
  return parts.join('\n');
}
