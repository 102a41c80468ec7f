/** What a renderer gives: a text, or its pieces one after the other. */
export type Rendered = string | Iterable<string>;

/** Characters that are written at once: pieces may be as short as a bracket. */
const PART_LENGTH = 1 << 20;

/** The text in parts of about a million characters, so that a long one need not be in memory as a whole. */
export function* inParts(rendered: Rendered): Generator<string> {
  if (typeof rendered === 'string') {
    yield rendered;
    return;
  }
  let pieces: string[] = [];
  let length = 0;
  for (const piece of rendered) {
    pieces.push(piece);
    length += piece.length;
    if (length < PART_LENGTH) continue;
    yield pieces.join('');
    pieces = [];
    length = 0;
  }
  yield pieces.join('');
}
