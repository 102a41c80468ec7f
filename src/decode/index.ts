export { createDecoder } from './create-decoder.js';
export type { Decoder } from './decoder.js';
export { type EncodingChoice, sniffEncoding } from './sniff-encoding.js';
export { resolveEncoding } from './known-encodings.js';
