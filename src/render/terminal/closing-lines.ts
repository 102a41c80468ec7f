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
    ...gapLines(shown, page),
    ...(page.report.redacted === true ? labelled(page, 'Redacted', 'addresses and names are pseudonyms') : []),
  ];
}

function resentLines(page: Page): readonly string[] {
  const totals = retransmissionTotals(page.report.case);
  if (totals === null || totals.events === 0) return [];
  return labelled(page, 'Retransmits', retransmissionFigure(totals));
}

function readText({ inputs, traffic, connections, stackDrops }: Case): string {
  const traces = inputs.filter(({ role }) => role !== 'side');
  const lines = traces.reduce((sum, input) => sum + input.lines, 0);
  const beside = inputs.length - traces.length;
  const besides = beside === 0 ? '' : `, ${formatCounted(beside, 'file')} beside`;
  const read = `${formatCounted(lines, 'line')} of ${formatCounted(traces.length, 'file')}${besides}`;
  const packets = `${formatCounted(traffic.packets, 'packet')} in ${formatCounted(traffic.lines, 'packet line')}`;
  const stated = connections.filter((one) => one.stated !== null).length;
  if (stated === 0 && stackDrops === undefined) return `${read}: ${packets}, ${formatCounted(traffic.flows, 'flow')}`;
  const drops = stackDrops === undefined ? '' : `, ${formatCounted(stackDrops.packets, 'drop')}`;
  const stack = `stack: ${formatCounted(stated, 'connection')}${drops}`;
  return traffic.lines === 0 ? `${read}; ${stack}` : `${read}: ${packets}; ${stack}`;
}

/** The first gaps, the last line of them with how many more there are. */
function gapLines(facts: readonly string[], page: Page): readonly string[] {
  const more = facts.length - LIMITS_SHOWN;
  return facts.slice(0, LIMITS_SHOWN).flatMap((fact, index) => {
    const rest = more > 0 && index === LIMITS_SHOWN - 1 ? `; ${formatCounted(more, 'more gap')} in the report` : '';
    return labelled(page, index === 0 ? 'Coverage' : '', `! ${visibleText(fact)}${rest}`);
  });
}

function labelled(page: Page, label: string, text: string): readonly string[] {
  return wrapColumns(text, page.columns - LABEL_COLUMNS).map(
    (line, index) => page.ink.faint(padColumns(index === 0 ? label : '', LABEL_COLUMNS)) + line,
  );
}
