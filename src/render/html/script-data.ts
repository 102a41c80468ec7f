import type { Report } from '../report.js';
import { caseClock } from '../clock.js';
import { jsonFinding } from '../json/findings.js';
import { findingMarkdown } from '../markdown/finding-markdown.js';
import { findingAnchor } from './view/finding-anchor.js';

/**
 * What the copy buttons give: texts by key, as JSON for a `<script type="application/json">`, which never runs.
 * `<` is written as an escape, so that no log text can end the element or open a comment in it.
 */
export function scriptData(report: Report): string {
  const clock = caseClock(report.case.inputs);
  const paths = report.case.inputs.map(({ path }) => path);
  const texts: Record<string, string> = {};
  report.diagnosis.findings.slice(0, report.top).forEach((finding, index) => {
    const anchor = findingAnchor(index);
    texts[`${anchor}-json`] = JSON.stringify(jsonFinding(finding, clock), null, 2);
    texts[`${anchor}-markdown`] = `${findingMarkdown(finding, index + 1, paths, clock)}\n`;
  });
  return JSON.stringify({ texts }).replace(NOT_PLAIN, escapeUnits);
}

/** `<` and `>`, and every character that acts instead of being seen: bidi overrides mislead readers of the source. */
const NOT_PLAIN = /[<>\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
