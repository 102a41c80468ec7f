/** Turns the bytes of one input into UTF-8, block by block. */
export interface Decoder {
  /**
   * UTF-8 bytes of the next block. They lie in a buffer that the next call overwrites, or in `block` itself.
   *
   * @param block bytes in the encoding of the input, cut anywhere.
   * @param last true for the last block (it may be empty): a character that is still open is then replaced.
   */
  readonly decode: (block: Uint8Array, last: boolean) => Uint8Array;
  /** Characters that were no characters and became U+FFFD so far. */
  readonly replacements: () => number;
}
