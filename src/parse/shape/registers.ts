/** Records with more tokens than this are not logs of ours; Earley would take memory in proportion. */
export const MAXIMUM_TOKENS = 4_000;

/** Where the tokens of one record are, as offsets in the buffer that holds it. One reused object per parser. */
export class Registers {
  readonly starts = new Int32Array(MAXIMUM_TOKENS + 1);
  readonly ends = new Int32Array(MAXIMUM_TOKENS + 1);
}
