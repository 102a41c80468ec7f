import fc from 'fast-check';

import { createDecoder } from '../../src/decode/index.js';

/** Sizes for `cutIntoChunks`; zeros make empty chunks. */
export function chunkSizes(largest: number): fc.Arbitrary<readonly number[]> {
  return fc.array(fc.integer({ min: 0, max: largest }), { minLength: 1, maxLength: 20 }).map((sizes) => [...sizes, 1]);
}

/** Cuts bytes into chunks of the given sizes, which are used over and over. */
export function cutIntoChunks(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
}

/** Decodes chunk by chunk through one reused buffer, as the reader does, so that nobody gets away with keeping a block. */
export function decodeInChunks(
  encoding: string,
  chunks: readonly Uint8Array[],
): { readonly bytes: Uint8Array; readonly replacements: number } {
  const decoder = createDecoder(encoding);
  const block = Buffer.alloc(Math.max(1, ...chunks.map(({ length }) => length)));
  const parts: Uint8Array[] = [];
  for (const chunk of chunks) {
    block.fill(0xee);
    block.set(chunk);
    parts.push(Buffer.from(decoder.decode(block.subarray(0, chunk.length), false)));
  }
  parts.push(Buffer.from(decoder.decode(new Uint8Array(0), true)));
  return { bytes: new Uint8Array(Buffer.concat(parts)), replacements: decoder.replacements() };
}
