import type { Finding } from '../../diagnose/diagnosis.js';
import type { Clock } from '../clock.js';
import { jsonEvidence } from './evidence.js';

/** One finding; also what the copy button of the HTML report gives. */
export function jsonFinding(finding: Finding, clock: Clock) {
  return {
    id: finding.id,
    severity: finding.severity,
    side: finding.side,
    category: finding.category,
    confidence: finding.confidence,
    title: finding.title,
    explanation: finding.explanation,
    notConfused: finding.notConfused,
    packets: finding.packets,
    connections: finding.connections,
    firstTime: finding.firstTime === null ? null : clock.iso(finding.firstTime),
    lastTime: finding.lastTime === null ? null : clock.iso(finding.lastTime),
    next: finding.next,
    doc: finding.doc,
    evidence: jsonEvidence(finding.evidence),
  };
}
