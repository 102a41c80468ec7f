export { type ArchiveMember, type InputSource, STANDARD_INPUT, displayName } from './input-source.js';
export { type OpenInput, openInput, refusalOfHead } from './open-input.js';
export { type InputHead, readHead } from './read-head.js';
export { LARGEST_WHOLE_INPUT_BYTES, readWholeInput } from './read-whole-input.js';
export { pacedBlocks } from './paced-blocks.js';
