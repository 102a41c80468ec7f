export { type ArchiveMember, type InputSource, STANDARD_INPUT, displayName } from './input-source.js';
export { type OpenInput, openInput } from './open-input.js';
export { LARGEST_WHOLE_INPUT_BYTES, readWholeInput } from './read-whole-input.js';
export { pacedBlocks } from './paced-blocks.js';
