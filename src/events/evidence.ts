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
  /** Writes the same as UTF-8 from `at` on, without a string in between, and gives the end; -1 when there is no room. */
  readonly write?: (target: Buffer, at: number) => number;
}
