import { CONDITIONS, type DropFacts } from './drop-condition.js';
import type { DropReason } from './drop-reason.js';
import type { Verdict } from './verdict.js';

/** A verdict and, when the circumstances made it, the reason for it. */
export interface DropVerdict {
  readonly verdict: Verdict;
  /** Null when it is the usual verdict of this reason. */
  readonly why: string | null;
}

/** Made once: every dropped packet is judged. */
const USUAL: Readonly<Record<Verdict, DropVerdict>> = {
  benign: { verdict: 'benign', why: null },
  suspect: { verdict: 'suspect', why: null },
  fault: { verdict: 'fault', why: null },
};

/**
 * How much one dropped packet matters: the first condition of its reason that holds decides, else the usual verdict.
 * Conditions that need more than one packet are skipped: the rules of the diagnosis know them.
 */
export function judgeDrop(reason: DropReason, facts: DropFacts): DropVerdict {
  for (const condition of reason.conditions) {
    if (condition.test !== undefined && CONDITIONS[condition.test](facts)) return condition;
  }
  return USUAL[reason.verdict];
}
