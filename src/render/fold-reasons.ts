import type { ReasonSummary } from '../aggregate/case.js';

/** Reasons that need attention, and those whose packets are all noise or no loss: counted, never on top. */
export function foldReasons(reasons: readonly ReasonSummary[]): {
  readonly shown: readonly ReasonSummary[];
  readonly folded: readonly ReasonSummary[];
} {
  return {
    shown: reasons.filter(({ verdict }) => verdict !== 'benign'),
    folded: reasons.filter(({ verdict }) => verdict === 'benign'),
  };
}
