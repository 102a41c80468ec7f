import type { EvidenceText } from '../../../events/evidence.js';
import { evidencePlace } from '../../evidence-text.js';
import { shorten, visibleLines } from '../../visible-text.js';
import type { Scope } from './scope.js';

/** A record is a few hundred characters; a line of megabytes (a cut file, an attack) must not fill the page. */
const LONGEST_TEXT = 4_000;
/** The first lines prove the claim; the JSON has the others. */
const EVIDENCE_SHOWN = 8;

/** Records as they were written, with input name and line number. */
export function evidenceView(evidence: readonly EvidenceText[], scope: Scope) {
  const paths = scope.report.case.inputs.map(({ path }) => path);
  return evidence.slice(0, EVIDENCE_SHOWN).map((one) => ({
    place: evidencePlace(one, paths),
    text: shorten(visibleLines(one.text).trimEnd(), LONGEST_TEXT),
  }));
}
