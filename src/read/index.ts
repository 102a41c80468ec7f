export { type InputSource, STANDARD_INPUT, displayName } from './input-source.js';
export { type OpenInput, openInput } from './open-input.js';
