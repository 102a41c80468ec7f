import { limitsOf } from '../limits.js';
import { formatCounted } from '../number.js';
import { selfCheckSentence } from '../self-check.js';
import { visibleText } from '../visible-text.js';
import { padColumns, wrapColumns } from './display-width.js';
import type { Page } from './render-verdict.js';

const LABEL_COLUMNS = 12;
/** Gaps that fit on a screen; the report lists all of them with their consequences. */
const LIMITS_SHOWN = 3;

/** What was read, the self-check, and what is missing. */
export function closingLines(page: Page): readonly string[] {
  const { inputs, traffic, drops } = page.report.case;
  const lines = inputs.reduce((sum, input) => sum + input.lines, 0);
  const gaps = limitsOf(page.report.case).filter(({ weight }) => weight === 'gap');
  const problems = inputs.flatMap((input) => input.problems);
  const shown = [...problems, ...gaps.map(({ fact }) => fact)];
  return [
    ...labelled(
      page,
      'Read',
      `${formatCounted(lines, 'line')} of ${formatCounted(inputs.length, 'file')}: ${formatCounted(traffic.packets, 'packet')} in ${formatCounted(traffic.lines, 'packet line')}, ${formatCounted(traffic.flows, 'flow')}`,
    ),
    ...labelled(page, 'Self-check', selfCheckSentence(drops.selfCheck)),
    ...shown
      .slice(0, LIMITS_SHOWN)
      .flatMap((fact, index) => labelled(page, index === 0 ? 'Coverage' : '', `! ${visibleText(fact)}`)),
    ...(shown.length > LIMITS_SHOWN
      ? labelled(page, '', `${formatCounted(shown.length - LIMITS_SHOWN, 'more gap')} in the report`)
      : []),
  ];
}

function labelled(page: Page, label: string, text: string): readonly string[] {
  return wrapColumns(text, page.columns - LABEL_COLUMNS).map(
    (line, index) => page.ink.faint(padColumns(index === 0 ? label : '', LABEL_COLUMNS)) + line,
  );
}
