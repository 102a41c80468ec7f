import type { Verdict } from '../aggregate/case.js';

/** Reasons that need attention, and those whose packets are all noise or no loss: counted, never on top. */
export function foldReasons<Reason extends { readonly verdict: Verdict }>(
  reasons: readonly Reason[],
): {
  readonly shown: readonly Reason[];
  readonly folded: readonly Reason[];
} {
  return {
    shown: reasons.filter(({ verdict }) => verdict !== 'benign'),
    folded: reasons.filter(({ verdict }) => verdict === 'benign'),
  };
}
