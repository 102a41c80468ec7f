import { stepView } from '../html/view/step-view.js';
import { formatCount, formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { SEVERITY_WORD, SIDE_WORD, categoryWords } from '../words.js';
import { caseLink } from './case-link.js';
import type { CaseSummary } from './case-summary.js';
import { causeWords } from './cause-words.js';
import { type SharedCause, sharedCauses } from './shared-causes.js';

/** Causes that are told at the top; the others are in a fold. */
const TOLD = 5;

/** What several machines have in common, once each. */
export function causesView(cases: readonly CaseSummary[]) {
  const all = sharedCauses(cases).map((cause, index) => causeView(cause, index, cases));
  const folded = all.slice(TOLD);
  return {
    none: all.length === 0,
    only: cases.length === 1,
    told: all.slice(0, TOLD),
    folded:
      folded.length === 0
        ? null
        : { summary: `${formatCounted(folded.length, 'more shared finding')}`, causes: folded },
  };
}

function causeView(cause: SharedCause, index: number, cases: readonly CaseSummary[]) {
  const own = cases.filter(({ name }) => cause.caseNames.includes(name));
  return {
    anchor: `cause-${index + 1}`,
    headingId: `cause-${index + 1}-title`,
    severity: cause.severity,
    severityWord: SEVERITY_WORD[cause.severity],
    side: SIDE_WORD[cause.side],
    category: visibleText(categoryWords(cause.category)),
    title: `${formatCount(own.length)} of ${formatCounted(cases.length, 'case')}: ${visibleText(causeWords(cause.id))}`,
    inCommon:
      cause.inCommon.length === 0
        ? null
        : cause.inCommon.map(({ name, cases: count }) => ({ name: visibleText(name), count: formatCount(count) })),
    affected: `${formatCounted(cause.packets, 'distinct packet')}, ${formatCounted(cause.connections, 'connection')}`,
    example: visibleText(cause.title),
    step: cause.next === null ? null : stepView(cause.next),
    cases: own.map(caseLink),
    casesSummary: formatCounted(own.length, 'case'),
    isLong: own.length > 12,
  };
}
