import type { Case } from '../../aggregate/case.js';
import { limitsOf } from '../limits.js';
import { formatCounted } from '../number.js';
import { retransmissionFigure, retransmissionTotals } from '../retransmission-totals.js';
import { selfCheckSentence } from '../self-check.js';
import { visibleText } from '../visible-text.js';
import { padColumns, wrapColumns } from './display-width.js';
import type { Page } from './render-verdict.js';

const LABEL_COLUMNS = 12;
/** Gaps that fit on a screen; the report lists all of them with their consequences. */
const LIMITS_SHOWN = 3;

/** What was read, the self-check, and what is missing. */
export function closingLines(page: Page): readonly string[] {
  const theCase = page.report.case;
  const gaps = limitsOf(theCase).filter(({ weight }) => weight === 'gap');
  const problems = theCase.inputs.flatMap((input) => input.problems);
  const shown = [...problems, ...gaps.map(({ fact }) => fact)];
  const { selfCheck } = theCase.drops;
  // Without a drop line and without counters there is nothing to compare.
  const hasSelfCheck = selfCheck.counted > 0 || selfCheck.counters !== null || theCase.traffic.lines > 0;
  return [
    ...resentLines(page),
    ...labelled(page, 'Read', readText(theCase)),
    ...(hasSelfCheck ? labelled(page, 'Self-check', selfCheckSentence(selfCheck)) : []),
    ...shown
      .slice(0, LIMITS_SHOWN)
      .flatMap((fact, index) => labelled(page, index === 0 ? 'Coverage' : '', `! ${visibleText(fact)}`)),
    ...(shown.length > LIMITS_SHOWN
      ? labelled(page, '', `${formatCounted(shown.length - LIMITS_SHOWN, 'more gap')} in the report`)
      : []),
  ];
}

function resentLines(page: Page): readonly string[] {
  const totals = retransmissionTotals(page.report.case);
  if (totals === null || totals.events === 0) return [];
  return labelled(page, 'Retransmits', retransmissionFigure(totals));
}

function readText({ inputs, traffic, connections, stackDrops }: Case): string {
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0);
  const stated = connections.filter((one) => one.stated !== null).length;
  const told = [
    ...(traffic.lines > 0 || (stated === 0 && stackDrops === undefined)
      ? [
          `${formatCounted(traffic.packets, 'packet')} in ${formatCounted(traffic.lines, 'packet line')}`,
          formatCounted(traffic.flows, 'flow'),
        ]
      : []),
    ...(stated > 0 ? [`${formatCounted(stated, 'stated connection')}`] : []),
    ...(stackDrops === undefined ? [] : [`${formatCounted(stackDrops.packets, 'stated drop')}`]),
  ];
  return `${formatCounted(lines, 'line')} of ${formatCounted(inputs.length, 'file')}: ${told.join(', ')}`;
}

function labelled(page: Page, label: string, text: string): readonly string[] {
  return wrapColumns(text, page.columns - LABEL_COLUMNS).map(
    (line, index) => page.ink.faint(padColumns(index === 0 ? label : '', LABEL_COLUMNS)) + line,
  );
}
