import type { Finding } from '../../diagnose/diagnosis.js';
import type { Clock } from '../clock.js';
import { evidencePlace } from '../evidence-text.js';
import { stepParts } from '../next-step.js';
import { formatCounted } from '../number.js';
import { safeLink } from '../safe-link.js';
import { visibleText } from '../visible-text.js';
import { CONFIDENCE_WORD, SEVERITY_WORD, categoryWords } from '../words.js';
import { markdownBlock, markdownText } from './markdown-text.js';

/** Evidence lines that case notes need; the JSON has all. */
const EVIDENCE_SHOWN = 5;

/** One finding; also what the copy button of the HTML report gives. */
export function findingMarkdown(finding: Finding, position: number, paths: readonly string[], clock: Clock): string {
  const link = safeLink(finding.doc);
  const blocks = [
    `### ${position}. ${SEVERITY_WORD[finding.severity]}: ${markdownText(finding.title)}`,
    facts(finding, clock),
    markdownText(finding.explanation),
    ...(finding.notConfused === '' ? [] : [`Not to be confused: ${markdownText(finding.notConfused)}`]),
    ...(finding.next.length === 0 ? [] : [`Next steps:\n\n${finding.next.map(stepMarkdown).join('\n')}`]),
    ...(finding.evidence.length === 0 ? [] : ['Evidence:', markdownBlock(evidenceText(finding, paths))]),
    ...(link === null ? [] : [`Document: <${link}>`]),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function facts(finding: Finding, clock: Clock): string {
  const { firstTime, lastTime } = finding;
  const span = firstTime === null || lastTime === null ? [] : [`${clock.shown(firstTime)} to ${clock.shown(lastTime)}`];
  return [
    `Side: ${finding.side}`,
    `category: ${markdownText(categoryWords(finding.category))}`,
    CONFIDENCE_WORD[finding.confidence],
    formatCounted(finding.packets, 'distinct packet'),
    formatCounted(finding.connections, 'connection'),
    ...span,
  ].join(', ');
}

/** A command goes into a block of its own below its step, ready to copy. */
function stepMarkdown(step: string): string {
  const lines = stepParts(step).map(({ kind, text }) =>
    kind === 'prose' ? markdownText(text) : `\n\n${markdownBlock(visibleText(text)).replace(/^/gm, '   ')}\n\n   `,
  );
  return `1. ${lines.join('').trim()}`;
}

function evidenceText(finding: Finding, paths: readonly string[]): string {
  return finding.evidence
    .slice(0, EVIDENCE_SHOWN)
    .map((evidence) => `${evidencePlace(evidence, paths)}\n${evidence.text}`)
    .join('\n\n');
}
