import type { Nanoseconds } from '../base/time.js';
import type { EvidenceText } from '../events/evidence.js';

/** The answer: where the loss is, what caused it, what to do next. */
export interface Diagnosis {
  readonly verdict: CaseVerdict;
  /** What hurts most first; harmless ones last. */
  readonly findings: readonly Finding[];
  /**
   * One for each of the first connections of the case (same order, at most `MAXIMUM_CONNECTION_VERDICTS`);
   * null for groups of machines (multicast), which have no verdict.
   */
  readonly connectionVerdicts: readonly (CaseVerdict | null)[];
}

export type Loss = 'local' | 'remote' | 'both' | 'none' | 'undecided';

export interface CaseVerdict {
  readonly loss: Loss;
  readonly confidence: Confidence;
  /** Reads well on its own: `Local loss: this host dropped 59 packets because …`. */
  readonly sentence: string;
}

export type Severity = 'fault' | 'suspect' | 'info';
export type Confidence = 'high' | 'medium' | 'low';

export interface Finding {
  /** Noun phrase that names the failing state: `next-hop-unreachable`. Also the name of the rule's file. */
  readonly id: string;
  readonly severity: Severity;
  readonly side: 'local' | 'remote' | 'undecided';
  /** Microsoft's taxonomy, see `src/knowledge/README.md`; `coverage` for what the capture itself lacks. */
  readonly category: string;
  readonly confidence: Confidence;
  /** One sentence that names the parts of the machine: addresses, ports, component, reason. */
  readonly title: string;
  readonly explanation: string;
  /** Distinct packets and connections affected. */
  readonly packets: number;
  readonly connections: number;
  readonly firstTime: Nanoseconds | null;
  readonly lastTime: Nanoseconds | null;
  /** Steps and commands ready to paste. */
  readonly next: readonly string[];
  /** Why it is not what it is often confused with; empty when nothing is. */
  readonly notConfused: string;
  readonly doc: string;
  readonly evidence: readonly EvidenceText[];
}
