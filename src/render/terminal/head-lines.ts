import { CONFIDENCE_WORD, LOSS_WORD, sentenceAfterWord } from '../words.js';
import { restsOnShortly } from '../rests-on.js';
import { visibleText } from '../visible-text.js';
import { wrapColumns } from './display-width.js';
import type { Page } from './render-verdict.js';

/** Verdict, sentence and what it rests on. */
export function headLines({ report, columns, ink }: Page): readonly string[] {
  const { verdict } = report.diagnosis;
  const word = ink.loss(verdict.loss, LOSS_WORD[verdict.loss].toUpperCase());
  return [
    `${word}  ${ink.faint(`(${CONFIDENCE_WORD[verdict.confidence]})`)}`,
    ...wrapColumns(visibleText(sentenceAfterWord(verdict)), columns).map(ink.strong),
    ...wrapColumns(restsOnShortly(report.case), columns),
  ];
}
