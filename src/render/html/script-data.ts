import { caseClock } from '../clock.js';
import { findingMarkdown } from '../markdown/finding-markdown.js';
import { renderMarkdown } from '../markdown/render-markdown.js';
import type { Report } from '../report.js';
import { visibleText } from '../visible-text.js';
import { copiedReport } from './copied-report.js';
import { commandsOf } from './view/findings-view.js';
import { findingAnchor } from './view/page-anchors.js';

/** Case notes are read by people: this many rows of each table are enough. */
const ROWS_IN_NOTES = 20;

/**
 * What the copy buttons give, as JSON for a `<script type="application/json">`, which never runs: the report, from which a
 * finding is taken by its position, and texts by key. `<` is written as an escape, so that no log text can end the element
 * or open a comment in it.
 */
export function scriptData(report: Report): string {
  const clock = caseClock(report.case.inputs);
  const paths = report.case.inputs.map(({ path }) => path);
  const texts: Record<string, string> = {
    'report-markdown': renderMarkdown({ ...report, top: Math.min(report.top, ROWS_IN_NOTES) }),
  };
  report.diagnosis.findings.slice(0, report.top).forEach((finding, index) => {
    const anchor = findingAnchor(index);
    texts[`${anchor}-markdown`] = `${findingMarkdown(finding, index + 1, paths, clock)}\n`;
    // A line break inside of a command would run its second half as a command of its own.
    const commands = commandsOf(finding);
    if (commands.length > 1) texts[`${anchor}-commands`] = `${commands.map(visibleText).join('\n')}\n`;
  });
  return JSON.stringify({ report: copiedReport(report).document, texts }).replace(NOT_PLAIN, escapeUnits);
}

/** `<` and `>`, and every character that acts instead of being seen: bidi overrides mislead readers of the source. */
const NOT_PLAIN = /[<>\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
