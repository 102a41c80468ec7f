import type { EvidenceText } from '../../events/evidence.js';

/** Where a record stands and what it says, verbatim. */
export function jsonEvidence(evidence: readonly EvidenceText[]) {
  return evidence.map(({ input, line, text }) => ({ input, line, text }));
}
