/** Something outside of the tables that can be explained too: a rule of the diagnosis. */
export interface Explainable {
  /** `next-hop-unreachable`. */
  readonly id: string;
  readonly title: string;
  /** What there is to say, a paragraph a line. */
  readonly lines: readonly string[];
}

/** Which table an explanation is from, in the order in which they are shown. */
export const EXPLANATION_KINDS = [
  'drop-reason',
  'drop-location',
  'tcpip-reason',
  'ntstatus',
  'socket-error',
  'rule',
  'category',
  'tcpip-reference',
  'wfp',
] as const;
export type ExplanationKind = (typeof EXPLANATION_KINDS)[number];

/** One meaning of what was asked for. */
export interface Explanation {
  readonly kind: ExplanationKind;
  /** What to ask for to get exactly this: `228`, `0xE000460A`, `STATUS_IO_TIMEOUT`. */
  readonly code: string;
  /** `PktMon drop reason`. */
  readonly kindTitle: string;
  /** `Steering mismatch`. */
  readonly title: string;
  /** Label and paragraphs, in reading order; labels with nothing to say are left out. */
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
}

/** The answer to one question. */
export interface ExplainResult {
  readonly query: string;
  /** `exact`: it is a code, name or text; `partial`: these contain it; `none`: see the suggestions. */
  readonly match: 'exact' | 'partial' | 'none';
  readonly entries: readonly Explanation[];
  /** Entries that contain it but are not listed because there are too many. */
  readonly more: number;
  /** What was probably meant, best first; only when nothing was found. */
  readonly suggestions: readonly string[];
}

/** A fact, or nothing when there is nothing to say. */
export function fact(label: string, ...lines: readonly (string | null | undefined)[]): readonly Fact[] {
  const said = lines.filter((line) => line !== null && line !== undefined && line !== '');
  return said.length === 0 ? [] : [{ label, lines: said as readonly string[] }];
}
