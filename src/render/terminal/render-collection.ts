import { byHarm, severityCounts } from '../index-page/by-harm.js';
import type { CaseSummary } from '../index-page/case-summary.js';
import { causeWords } from '../index-page/cause-words.js';
import type { CollectionIndex } from '../index-page/index-document.js';
import { type SharedCause, sharedCauses } from '../index-page/shared-causes.js';
import { formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { LOSS_WORD, SEVERITY_WORD, sentenceAfterWord } from '../words.js';
import { fitColumns, padColumns, wrapColumns } from './display-width.js';
import { type Ink, ink } from './ink.js';
import type { VerdictOptions } from './render-verdict.js';

const NARROWEST = 60;
const WIDEST = 160;
const WIDEST_NAME = 24;
const LOSS_COLUMNS = 21;
const SEVERITY_COLUMNS = 9;
/** Causes that fit above the list; the index has all of them. */
const CAUSES_SHOWN = 3;

/** The verdicts of all cases for a person at a terminal: shared causes first, then a line for each case. */
export function renderCollection(index: CollectionIndex, options: VerdictOptions): string {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, options.columns));
  const colors = ink(options.color);
  const shared = sharedCauses(index.cases)
    .slice(0, CAUSES_SHOWN)
    .flatMap((cause) => causeLines(cause, index.cases.length, columns, colors));
  const cases = byHarm(index.cases);
  const width = Math.min(WIDEST_NAME, Math.max(...cases.map(({ name }) => name.length)));
  const lines = cases.map((one) => caseLine(one, width, columns, colors));
  return `${[...shared, ...(shared.length > 0 ? [''] : []), ...lines].join('\n')}\n`;
}

function causeLines(cause: SharedCause, cases: number, columns: number, colors: Ink): readonly string[] {
  const share = `on ${cause.caseNames.length} of ${formatCounted(cases, 'case')}`;
  const common = cause.inCommon.map(({ name, cases: count }) => `, ${name} on ${count}`).join('');
  const text = visibleText(`${SEVERITY_WORD[cause.severity].toUpperCase()} ${share}: ${causeWords(cause.id)}${common}`);
  return wrapColumns(text, columns).map((line) => colors.severity(cause.severity, line));
}

function caseLine(one: CaseSummary, width: number, columns: number, colors: Ink): string {
  const { faults, suspects } = severityCounts(one);
  const severity = faults > 0 ? 'fault' : suspects > 0 ? 'suspect' : '';
  const name = padColumns(fitColumns(visibleText(one.name), width), width);
  const word = colors.loss(one.verdict.loss, padColumns(LOSS_WORD[one.verdict.loss].toUpperCase(), LOSS_COLUMNS));
  const sentence = `${padColumns(severity, SEVERITY_COLUMNS)}${visibleText(sentenceAfterWord(one.verdict))}`;
  return `${name}  ${word}  ${fitColumns(sentence, columns - width - LOSS_COLUMNS - 4)}`;
}
