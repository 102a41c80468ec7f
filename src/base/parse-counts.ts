/** How records were parsed: nearly all of a large log follow the shape of an earlier one. */
export interface ParseCounts {
  /** Records and detail lines that were looked at. */
  readonly records: number;
  /** Those that were cut into tokens by the lexer, because no known shape certainly fitted. */
  readonly lexed: number;
  /** Those of them that nearley parsed, because their sequence of tokens was new. */
  readonly byNearley: number;
  /** Different sequences of tokens. */
  readonly shapes: number;
  /** Bytes of records that nobody needed and nobody looked at. */
  readonly leftOutBytes: number;
}

export const NOTHING_PARSED: ParseCounts = { records: 0, lexed: 0, byNearley: 0, shapes: 0, leftOutBytes: 0 };

export function addCounts(one: ParseCounts, other: ParseCounts): ParseCounts {
  return {
    records: one.records + other.records,
    lexed: one.lexed + other.lexed,
    byNearley: one.byNearley + other.byNearley,
    shapes: one.shapes + other.shapes,
    leftOutBytes: one.leftOutBytes + other.leftOutBytes,
  };
}

/** What was counted since `earlier`. */
export function withoutCounts(counts: ParseCounts, earlier: ParseCounts): ParseCounts {
  return {
    records: counts.records - earlier.records,
    lexed: counts.lexed - earlier.lexed,
    byNearley: counts.byNearley - earlier.byNearley,
    shapes: counts.shapes - earlier.shapes,
    leftOutBytes: counts.leftOutBytes - earlier.leftOutBytes,
  };
}

/** Fewer records have too few repetitions to judge by. */
const ENOUGH_RECORDS = 10_000;
const TOLERABLE_SHARE = 0.01;

/** True when so many records had a shape of their own that a rule of the grammar must be missing. */
export function isSlow({ records, byNearley }: Pick<ParseCounts, 'records' | 'byNearley'>): boolean {
  return records >= ENOUGH_RECORDS && byNearley > records * TOLERABLE_SHARE;
}
