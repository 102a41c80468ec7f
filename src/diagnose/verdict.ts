import type { Case } from '../aggregate/case.js';
import type { CaseVerdict, Finding, Loss } from './diagnosis.js';

/** The answer in one sentence, from the findings that are more than information. */
export function verdictOf(aggregate: Case, findings: readonly Finding[]): CaseVerdict {
  const serious = findings.filter((finding) => finding.severity !== 'info');
  const first = serious[0];
  if (first === undefined) return noLoss(aggregate);
  const sides = new Set(serious.filter((finding) => finding.severity === first.severity).map((finding) => finding.side));
  const loss: Loss = sides.has('local') && sides.has('remote') ? 'both' : sides.has('local') ? 'local' : sides.has('remote') ? 'remote' : 'undecided';
  const where = { local: 'Local loss', remote: 'Remote loss', both: 'Local and remote loss', undecided: 'Undecided', none: 'No loss' }[loss];
  const verb = first.confidence === 'low' ? ' points to' : '';
  return { loss, confidence: first.confidence, sentence: `${where}${verb}: ${first.title}.` };
}

function noLoss(aggregate: Case): CaseVerdict {
  const { drops, traffic } = aggregate;
  if (traffic.lines === 0) {
    return { loss: 'undecided', confidence: 'low', sentence: 'No packets were captured, so this log cannot show loss.' };
  }
  if (drops.lines === 0) {
    return { loss: 'none', confidence: 'medium', sentence: `No drop in ${traffic.packets} packets: this host dropped nothing that was captured. Loss on the network is not visible in drops.` };
  }
  return { loss: 'none', confidence: 'medium', sentence: `No harmful drop: all ${drops.packets} dropped packets are discovery noise or normal operation.` };
}
