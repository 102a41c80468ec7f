import { formatBytes, formatCount, formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { CONFIDENCE_WORD, LOSS_WORD, SEVERITY_WORD, sentenceAfterWord } from '../words.js';
import { severityCounts } from './by-harm.js';
import { besideLink, caseLink } from './case-link.js';
import type { CaseSummary } from './case-summary.js';

/** Rows that a browser still sorts at once; the combined JSON has all. */
const MAXIMUM_ROWS = 2_000;
/** `2026-03-01T12:00:05` of a time with nine digits and an offset. */
const SHOWN_TIME = 19;

/** One row for each case, what hurts most first. */
export function machinesView(cases: readonly CaseSummary[]) {
  const rows = cases.slice(0, MAXIMUM_ROWS).map(rowView);
  const isCut = cases.length > rows.length;
  return {
    rows,
    note: isCut ? `Showing ${formatCount(rows.length)} of ${formatCount(cases.length)}: index.json has all.` : null,
    hasHosts: cases.some(({ host, name }) => host !== null && host !== name),
  };
}

function rowView(one: CaseSummary, index: number) {
  const { faults, suspects } = severityCounts(one);
  const [first] = one.findings;
  const cause = first === undefined || first.severity === 'info' ? null : first;
  const logs = one.inputs.filter(({ role }) => role === 'trace');
  const sizeBytes = logs.reduce((sum, input) => sum + input.sizeBytes, 0);
  return {
    anchor: `case-${index + 1}`,
    rank: String(index),
    link: caseLink(one),
    host: one.host === null || one.host === one.name ? null : visibleText(one.host),
    others: one.reports.slice(1).map(({ format, path }) => ({ format, href: besideLink(path) })),
    loss: one.verdict.loss,
    word: LOSS_WORD[one.verdict.loss],
    confidence: CONFIDENCE_WORD[one.verdict.confidence],
    sentence: visibleText(sentenceAfterWord(one.verdict)),
    severity: cause === null ? null : { severity: cause.severity, word: SEVERITY_WORD[cause.severity] },
    faults: formatCount(faults),
    suspects: formatCount(suspects),
    dropped: formatCount(one.drops.mattering),
    droppedSort: String(one.drops.mattering),
    resent: one.retransmissions === null ? '-' : formatCount(one.retransmissions),
    resentSort: String(one.retransmissions ?? -1),
    first: one.firstTime === null ? 'no time' : visibleText(one.firstTime.slice(0, SHOWN_TIME).replace('T', ' ')),
    logs: formatCounted(logs.length, 'log'),
    size: formatBytes(sizeBytes),
    sizeSort: String(sizeBytes),
  };
}
