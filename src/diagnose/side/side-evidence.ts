import type { EvidenceText } from '../../events/evidence.js';
import { MAXIMUM_EVIDENCE } from '../finding.js';

/** The first record of the trace, then what the files beside it prove, then the rest of the trace. */
export function withSideEvidence(
  trace: readonly EvidenceText[],
  beside: { readonly evidence: readonly EvidenceText[] } | null,
): readonly EvidenceText[] {
  if (beside === null) return trace;
  const proof = beside.evidence.slice(0, MAXIMUM_EVIDENCE - 1);
  return [...trace.slice(0, 1), ...proof, ...trace.slice(1)].slice(0, MAXIMUM_EVIDENCE);
}
