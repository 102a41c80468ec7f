/** What a comparison found; also the JSON document (`comparison-schema.json`). Plain data, sorted, the worst first. */
export interface Comparison {
  readonly comparisonVersion: 1;
  readonly generator: { readonly name: 'etlreport'; readonly version: string };
  /** True when addresses and names are pseudonyms. */
  readonly redacted: boolean;
  readonly sentence: string;
  readonly good: SideSummary;
  readonly bad: SideSummary;
  /** Why the two can only be compared with care, in sentences. */
  readonly weaknesses: readonly string[];
  readonly findings: Changes<FindingChange>;
  readonly reasons: Changes<ReasonChange>;
  readonly connections: Changes<ConnectionChange>;
}

export interface Changes<Row> {
  /** What differs, the worst first. */
  readonly changed: readonly Row[];
  /** What is in both, about as often, and therefore not listed. */
  readonly alike: number;
}

export interface SideSummary {
  readonly inputs: readonly string[];
  readonly verdict: string;
  /** Minutes in which something was captured; null when the logs have no times. */
  readonly minutes: number | null;
  readonly dropPackets: number;
  readonly noisePackets: number;
  readonly retransmissions: number;
  readonly connections: number;
}

/** `new`: only in bad; `gone`: only in good; `more`, `less`: in both, at another rate. */
export type Change = 'new' | 'more' | 'less' | 'gone';

interface Changed {
  readonly change: Change;
  /** False when chance alone explains it: too few, or one capture too short to show it. */
  readonly certain: boolean;
}

/** How often on one side. Per minute is null without times. */
export interface Amount {
  readonly count: number;
  readonly perMinute: number | null;
}

export interface FindingChange extends Changed {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  /** Packets. */
  readonly good: Amount;
  readonly bad: Amount;
}

export interface ReasonChange extends Changed {
  /** `drop` of PktMon, `stated-drop` of the network stack, `retransmission`. */
  readonly kind: 'drop' | 'stated-drop' | 'retransmission';
  readonly code: number | null;
  readonly reason: string;
  readonly verdict: string;
  /** Packets without noise. */
  readonly good: Amount;
  readonly bad: Amount;
}

export interface ConnectionChange extends Changed {
  readonly protocol: string;
  /** Who calls; `this host` when the two captures are of different machines. */
  readonly from: string;
  /** Address and port of the service. */
  readonly to: string;
  readonly good: Trouble;
  readonly bad: Trouble;
}

/** What went wrong on the connections of one pair. */
export interface Trouble {
  readonly connections: number;
  readonly dropPackets: number;
  readonly retransmissions: number;
  /** Attempts that did not come about. */
  readonly failed: number;
}
