import { visibleLines, visibleText } from '../visible-text.js';

/** Signs that act anywhere in a line: code, emphasis, links, HTML, table cells, entities, mentions, formulas. */
const ACTING_SIGN = /[\\`*_{}[\]<>#|~&@$^]/g;
/** `https://` and `www.` become links by themselves in most renderers. */
const LINK_START = /(?<=https?|ftp):|(?<=www)\./gi;
/** A line that begins like this is a list, a heading or a rule. */
const LIST_START = /^(\s*(?:\d+(?=[.)]))?)([-+=.)])(?=[\s\-=]|$)/;

/** Text on one line that renders as itself: no link, no HTML, no mention, no break of a table cell. */
export function markdownText(text: string): string {
  return visibleText(text).replace(ACTING_SIGN, '\\$&').replace(LINK_START, '\\$&').replace(LIST_START, '$1\\$2');
}

/** A code block that its content cannot end: the fence is longer than any row of backticks inside. */
export function markdownBlock(text: string): string {
  const clean = visibleLines(text).trimEnd();
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map((row) => row.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${clean}\n${fence}`;
}
