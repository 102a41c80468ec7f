import type { Finding } from '../../../diagnose/diagnosis.js';
import { stepParts } from '../../next-step.js';
import { formatCounted, formatDuration } from '../../number.js';
import { safeLink } from '../../safe-link.js';
import { visibleText } from '../../visible-text.js';
import { CONFIDENCE_WORD, SEVERITY_WORD, SIDE_WORD, categoryWords } from '../../words.js';
import { capped } from './capped.js';
import { evidenceView } from './evidence-view.js';
import { relatedView } from './related-view.js';
import { findingAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';
import { stepView } from './step-view.js';

/** Findings in the order of the diagnosis; remarks are folded below what hurts. */
export function findingsView(scope: Scope) {
  const all = scope.report.diagnosis.findings;
  const { rows, note } = capped(all, scope.report.top);
  const views = rows.map((finding, index) => findingView(finding, index, scope));
  const remarks = views.filter(({ severity }) => severity === 'info');
  return {
    none: all.length === 0,
    main: views.filter(({ severity }) => severity !== 'info'),
    remarks: remarks.length === 0 ? null : { summary: formatCounted(remarks.length, 'remark'), findings: remarks },
    note,
  };
}

function findingView(finding: Finding, index: number, scope: Scope) {
  const anchor = findingAnchor(index);
  const doc = safeLink(finding.doc);
  const evidence = evidenceView(finding.evidence, scope);
  return {
    anchor,
    headingId: `${anchor}-title`,
    number: String(index + 1),
    severity: finding.severity,
    severityWord: SEVERITY_WORD[finding.severity],
    side: SIDE_WORD[finding.side],
    category: visibleText(categoryWords(finding.category)),
    confidence: CONFIDENCE_WORD[finding.confidence],
    title: visibleText(finding.title),
    explanation: visibleText(finding.explanation),
    notConfused: finding.notConfused === '' ? null : visibleText(finding.notConfused),
    ...relatedView(finding, anchor, scope),
    span: spanText(finding, scope),
    steps: finding.next.map(stepView),
    commandsKey: commandsOf(finding).length < 2 ? null : `${anchor}-commands`,
    evidence,
    evidenceId: `${anchor}-evidence`,
    evidenceSummary: `Evidence: ${formatCounted(evidence.length, 'record')}${
      evidence.length < finding.evidence.length ? ` of ${finding.evidence.length}` : ''
    }`,
    doc: doc === null ? null : { href: doc, text: new URL(doc).hostname },
    position: String(index),
    markdownKey: `${anchor}-markdown`,
  };
}

/** The steps that are commands, in their order, one per line. */
export function commandsOf({ next }: Finding): readonly string[] {
  return next.flatMap((step) => stepParts(step).flatMap(({ kind, text }) => (kind === 'command' ? [text] : [])));
}

function spanText({ firstTime, lastTime }: Finding, { clock }: Scope): string | null {
  if (firstTime === null || lastTime === null) return null;
  if (firstTime === lastTime) return clock.shown(firstTime);
  return `${clock.shown(firstTime)} to ${clock.timeOfDay(lastTime)} (${formatDuration(lastTime - firstTime)})`;
}
