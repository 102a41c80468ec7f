import type { Finding } from '../../diagnose/diagnosis.js';
import { evidenceLine, evidencePlace } from '../evidence-text.js';
import { stepText } from '../next-step.js';
import { formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { SEVERITY_WORD, SIDE_WORD } from '../words.js';
import { fitColumns, wrapColumns } from './display-width.js';
import type { Page } from './render-verdict.js';

/** More do not fit on a screen together with the drops; the report has them all. */
const FINDINGS_SHOWN = 3;
/** A long title may take this many lines before it is cut. */
const TITLE_LINES = 2;
const INDENT = '   ';

/** The top findings, each with one line of evidence and the first next step. */
export function findingLines(page: Page): readonly string[] {
  const { findings } = page.report.diagnosis;
  if (findings.length === 0) return [];
  const worth = findings.filter(({ severity }) => severity !== 'info');
  const shown = (worth.length > 0 ? worth : findings).slice(0, FINDINGS_SHOWN);
  const lines = shown.flatMap((finding, index) => [...oneFinding(finding, index + 1, page)]);
  const rest = findings.length - shown.length;
  if (rest > 0) lines.push(page.ink.faint(`${INDENT}${formatCounted(rest, 'more finding')} in the report`));
  return lines;
}

function* oneFinding(finding: Finding, position: number, page: Page): Generator<string> {
  const { ink, columns, report } = page;
  const label = `${SEVERITY_WORD[finding.severity].toUpperCase()}, ${SIDE_WORD[finding.side]}`;
  const [first = '', ...more] = wrapColumns(`${label}: ${visibleText(finding.title)}`, columns - INDENT.length).slice(
    0,
    TITLE_LINES,
  );
  yield `${position}. ${ink.severity(finding.severity, first.slice(0, label.length))}${first.slice(label.length)}`;
  for (const line of more) yield INDENT + line;
  const [evidence] = finding.evidence;
  if (evidence !== undefined) {
    const place = evidencePlace(
      evidence,
      report.case.inputs.map(({ path }) => path),
    );
    yield ink.faint(fitColumns(`${INDENT}${place}  ${evidenceLine(evidence)}`, columns));
  }
  const [step] = finding.next;
  if (step !== undefined) {
    yield fitColumns(`${INDENT}next: ${visibleText(stepText(step))}`, columns);
  }
}
