/** Where a record stands: what a claim of the report points to. */
export interface Evidence {
  /** Index of the input in the order in which inputs were given. */
  readonly input: number;
  /** Line number in that input, 1 for the first line. */
  readonly line: number;
}

/** Evidence with the record as it was written, one or more lines joined by `\n`. Hostile text: escape it. */
export interface EvidenceText extends Evidence {
  readonly text: string;
}

/** Gives the text of the record that is being handed over; only valid during that call. */
export interface Verbatim {
  (): string;
  /** Where the lines of the record are, for who wants their bytes. */
  readonly lines?: RecordLines;
}

/** The lines of the record that is being handed over, as places in a block of the log. */
export interface RecordLines {
  /** UTF-8. */
  readonly buffer: Buffer;
  /** Start and end of each line in the buffer, one after the other; there may be older numbers behind them. */
  readonly places: readonly number[];
  /** How many of the numbers count; 0 when not all of the record is in the block. */
  readonly placed: number;
}
