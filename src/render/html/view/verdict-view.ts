import type { Finding } from '../../../diagnose/diagnosis.js';
import { limitsOf } from '../../limits.js';
import { formatCount, formatCounted } from '../../number.js';
import type { Report } from '../../report.js';
import { restsOn } from '../../rests-on.js';
import { visibleText } from '../../visible-text.js';
import {
  CONFIDENCE_WORD,
  LOSS_MEANING,
  LOSS_WORD,
  SEVERITY_WORD,
  SIDE_WORD,
  categoryWords,
  sentenceAfterWord,
} from '../../words.js';
import { copiedReport } from '../copied-report.js';
import { findingAnchor } from './page-anchors.js';
import type { Scope } from './scope.js';
import { stepView } from './step-view.js';
import { verdictFigures } from './verdict-figures.js';

/** Findings on the first screen of a laptop; the section below has all. */
const TOP_FINDINGS = 3;

/** What a reader must know after five seconds: verdict, what it rests on, the causes with their next steps. */
export function verdictView(scope: Scope) {
  const { report } = scope;
  const { verdict } = report.diagnosis;
  const gaps = limitsOf(report.case).filter(({ weight }) => weight === 'gap');
  return {
    loss: verdict.loss,
    word: LOSS_WORD[verdict.loss],
    meaning: LOSS_MEANING[verdict.loss],
    confidence: CONFIDENCE_WORD[verdict.confidence],
    sentence: visibleText(sentenceAfterWord(verdict)),
    restsOn: restsOn(report.case),
    causes: topFindings(report),
    more: moreText(report),
    figures: verdictFigures(scope),
    gaps: gaps.map(({ fact }) => ({ fact: visibleText(fact) })),
    copyJson: copyWord(report),
    markdownKey: 'report-markdown',
  };
}

/** A document that was cut says so before it is copied. */
function copyWord(report: Report): string {
  const { rows } = copiedReport(report);
  return rows === null ? 'Copy report as JSON' : `Copy report as JSON (first ${formatCount(rows)} rows of each list)`;
}

/** What hurts; when nothing does, the remark that says so best. */
function topFindings(report: Report) {
  const all = report.diagnosis.findings.map((finding, index) => ({ finding, index }));
  const hurting = all.filter(({ finding }) => finding.severity !== 'info');
  const shown = hurting.length > 0 ? hurting.slice(0, TOP_FINDINGS) : all.slice(0, 1);
  return shown.map(({ finding, index }) => {
    const [step] = finding.next;
    return {
      href: `#${findingAnchor(index)}`,
      severity: finding.severity,
      severityWord: SEVERITY_WORD[finding.severity],
      side: SIDE_WORD[finding.side],
      text: titleText(finding, report),
      step: step === undefined ? null : stepView(step),
    };
  });
}

/** The sentence above often is the title of the finding: then this says what kind of cause it is. */
function titleText(finding: Finding, { diagnosis }: Report): string {
  const isAbove = diagnosis.verdict.sentence.toLowerCase().includes(finding.title.toLowerCase().replace(/\.$/, ''));
  return isAbove
    ? `${visibleText(categoryWords(finding.category))}: evidence and all steps`
    : visibleText(finding.title);
}

/** What is below the ones shown; null when nothing is. */
function moreText({ diagnosis }: Report): string | null {
  const hurting = diagnosis.findings.filter(({ severity }) => severity !== 'info').length;
  const remarks = diagnosis.findings.length - hurting - (hurting === 0 && diagnosis.findings.length > 0 ? 1 : 0);
  const left = Math.max(0, hurting - TOP_FINDINGS);
  const parts = [
    ...(left === 0 ? [] : [`${formatCount(left)} more ${left === 1 ? 'finding' : 'findings'}`]),
    ...(remarks === 0 ? [] : [formatCounted(remarks, 'remark')]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}
