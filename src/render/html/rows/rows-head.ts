/**
 * What the page is given of single events, in front of the columns. Texts are ready and harmless; times are milliseconds
 * since midnight of `day`, which a double holds to 100 ns for years.
 */
export interface RowsHead {
  /** Rows in the columns, and rows that the logs gave. */
  readonly length: number;
  readonly total: number;
  /** `2026-03-01`, the day of the first time; null for a log without dates. */
  readonly day: string | null;
  /** True when the times are of more than one day, so that a time of day alone would say too little. */
  readonly hasDays: boolean;
  /** Step of the time column in nanoseconds. */
  readonly tickNs: number;
  readonly from: number;
  readonly to: number;
  readonly whats: readonly What[];
  /** Words of `ROW_KINDS` and of `ROW_GRADES`. */
  readonly kinds: readonly string[];
  readonly grades: readonly { readonly word: string; readonly tone: string }[];
  readonly directions: readonly string[];
  readonly components: readonly string[];
  readonly locations: readonly string[];
  readonly packets: readonly string[];
  readonly inputs: readonly string[];
  readonly protocols: readonly string[];
  readonly addresses: readonly string[];
  readonly conversations: ConversationColumns;
  /** Counts of all rows over time; null when the columns have all rows. */
  readonly series: CountsOverTime | null;
  /** Captured packets, for the eye: where nothing was captured, nothing could be dropped. */
  readonly packetsOverTime: { readonly from: number; readonly bucketMs: number; readonly perBucket: readonly number[] };
  /** Times that no input covers. */
  readonly holes: readonly { readonly from: number; readonly to: number }[];
}

/** One entry of each column makes one conversation: places in `protocols` and `addresses`, ports (0 for none). */
export interface ConversationColumns {
  readonly protocol: readonly number[];
  /** Place in `Case.connections`, -1 for none. */
  readonly connection: readonly number[];
  readonly local: readonly number[];
  readonly localPort: readonly number[];
  readonly remote: readonly number[];
  readonly remotePort: readonly number[];
}

/** What happened: a drop reason or a kind of retransmission. */
export interface What {
  /** Place in `ROW_KINDS`. */
  readonly kind: number;
  readonly text: string;
}

export interface CountsOverTime {
  readonly from: number;
  readonly bucketMs: number;
  readonly counts: readonly {
    /** Place in `whats` and in `grades`. */
    readonly what: number;
    readonly grade: number;
    readonly perBucket: readonly number[];
  }[];
}

/** Columns in the order in which they are written, each as `length` variable-length integers. */
export const ROW_COLUMNS = [
  /** Ticks since the row before; the first since midnight. */
  'time',
  'what',
  'grade',
  'direction',
  'component',
  'location',
  'conversation',
  'packet',
  /** Bytes plus one, 0 when no size was printed. */
  'bytes',
  'lines',
  'packetCount',
  'input',
  /** Difference to the row before, zigzag: rows are in the order of time, lines of the log nearly so. */
  'line',
] as const;
export type RowColumn = (typeof ROW_COLUMNS)[number];
