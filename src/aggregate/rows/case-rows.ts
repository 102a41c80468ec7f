/** What a row is: dropped as PktMon shows it, sent again as packets show it, and both as the network stack states them. */
export const ROW_KINDS = ['drop', 'retransmission', 'stated-drop', 'stated-retransmission'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/**
 * How much a row matters, worst first: the order in which rows are kept when there are too many.
 * `follow-up`: a further reason of a packet that is counted for its first cause. `needless`: the data had arrived.
 */
export const ROW_GRADES = [
  'fault',
  'resent-dropped-here',
  'suspect',
  'resent',
  'resent-needless',
  'follow-up',
  'benign',
  'noise',
] as const;
export type RowGrade = (typeof ROW_GRADES)[number];

/** One entry of each column makes one row. */
export interface RowColumns {
  /** Nanoseconds since 1970 on the clock of the log. */
  readonly at: BigInt64Array;
  /** Index into `ROW_KINDS`. */
  readonly kind: Uint8Array;
  /** Index into `ROW_GRADES`. */
  readonly grade: Uint8Array;
  /** Index into `CaseRows.reasons`. */
  readonly reason: Uint16Array;
  /** Index into `CaseRows.directions`. */
  readonly direction: Uint8Array;
  /** Component id, -1 when none was printed. Ids are only valid within one input. */
  readonly component: Int32Array;
  /** Index into `CaseRows.locations`. */
  readonly location: Uint16Array;
  /** Index into `CaseRows.conversations`. */
  readonly conversation: Uint32Array;
  /** Index into `CaseRows.packets`. */
  readonly packet: Uint16Array;
  /** Size in bytes, -1 when none was printed: of the packet for drops, of the data for retransmissions. */
  readonly bytes: Int32Array;
  /** Lines of the log that say it. */
  readonly lines: Uint32Array;
  /** Distinct packets (segments for retransmissions are not counted): 0 for a follow-up, else nearly always 1. */
  readonly packetCount: Uint32Array;
  readonly input: Uint32Array;
  /** Line of its record in that input, 1 for the first. */
  readonly line: Uint32Array;
}

/**
 * Single events of a case: one row for each dropped packet and reason, and one for each retransmission, in the order of
 * time. Columns and dictionaries, no object for a row. Bounded; what is not here is counted in `notKept`.
 */
export interface CaseRows {
  readonly columns: RowColumns;
  /** Rows that are here. */
  readonly length: number;
  /** Rows that the logs gave: `length` and everything in `notKept`. */
  readonly total: number;
  readonly notKept: readonly NotKept[];
  /** Drop reasons as `ReasonSummary.reason`, kinds of retransmission as `RetransmissionKind`. */
  readonly reasons: readonly string[];
  readonly directions: readonly string[];
  /** Codes of places; null stands for a line without one. */
  readonly locations: readonly (number | null)[];
  readonly conversations: readonly RowConversation[];
  /** What the packet was, short: TCP flags (`S`, `P.`), ICMP type, empty when not printed. */
  readonly packets: readonly string[];
  /** Counts of all rows over time, also of those that are not kept; null when all are kept. */
  readonly series: RowSeries | null;
}

/** Rows that are counted but not in the columns. */
export interface NotKept {
  readonly kind: RowKind;
  readonly grade: RowGrade;
  readonly rows: number;
}

export interface RowConversation {
  /** Index into `Case.connections`; null when the packet belongs to none of them. */
  readonly connection: number | null;
  readonly protocol: string;
  /** Ends as in `ConnectionSummary`; empty when the packet names none. */
  readonly local: string;
  readonly remote: string;
}

/** Distinct packets by kind, reason and grade in buckets of equal width. */
export interface RowSeries {
  readonly bucketMs: number;
  /** Beginning of the first bucket. */
  readonly from: bigint;
  readonly counts: readonly {
    readonly kind: RowKind;
    /** Index into `CaseRows.reasons`. */
    readonly reason: number;
    readonly grade: RowGrade;
    readonly perBucket: readonly number[];
  }[];
}
