/**
 * Fixed text of a shape, compared four bytes at a time. The buffer behind `at` must have three readable bytes more than
 * the text (`SPARE_BYTES` of `lines/`).
 */
export class Literal {
  readonly length: number;
  /** The first four bytes as a little-endian number, and a mask for texts that are shorter. */
  readonly first: number;
  readonly firstMask: number;
  /** The text as little-endian numbers, and the mask for the last of them. */
  readonly words: Int32Array;
  readonly lastMask: number;

  constructor(text: Uint8Array) {
    this.length = text.length;
    const padded = new Uint8Array(Math.ceil(text.length / 4) * 4);
    padded.set(text);
    const view = new DataView(padded.buffer);
    this.words = Int32Array.from({ length: padded.length / 4 }, (_, i) => view.getInt32(4 * i, true));
    this.lastMask = maskOf(text.length === 0 ? 0 : ((text.length - 1) % 4) + 1);
    this.first = this.words[0] ?? 0;
    this.firstMask = maskOf(Math.min(4, text.length));
  }

  equals(other: Literal): boolean {
    return this.length === other.length && this.words.every((word, i) => word === other.words[i]);
  }
}

/** The lowest `bytes` bytes of a word. */
function maskOf(bytes: number): number {
  return bytes >= 4 ? -1 : (1 << (8 * bytes)) - 1;
}
