import type { Explanation, ExplainResult, Fact } from '../../knowledge/explanation.js';
import { formatCounted } from '../number.js';
import { visibleText } from '../visible-text.js';
import { displayWidth, padColumns } from './display-width.js';

/** Up to this many partial hits are explained at once; more are listed by name. */
const MOST_EXPLAINED = 3;
/** Lines longer than this are hard to read, however wide the terminal. */
const WIDEST = 100;
const NARROWEST = 40;
const INDENT = '  ';

/**
 * The answer of `etlreport explain` for a terminal: plain text, wrapped at `columns`, ends with a line break.
 * Addresses and commands are never cut, also where they are longer than a line.
 */
export function renderExplanation(result: ExplainResult, columns: number): string {
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST));
  return `${answerLines(result, width).join('\n')}\n`;
}

function answerLines(result: ExplainResult, width: number): readonly string[] {
  if (result.match === 'none') return nothingLines(result, width);
  if (result.match === 'partial' && result.entries.length + result.more > MOST_EXPLAINED) {
    return listLines(result, width);
  }
  const pages = result.entries.map((entry) => explanationLines(entry, width));
  return pages.flatMap((page, place) => (place === 0 ? page : ['', ...page]));
}

function nothingLines(result: ExplainResult, width: number): readonly string[] {
  const said = `No code, name or text "${visibleText(result.query)}" is known.`;
  if (result.suggestions.length === 0) return wrap(said, width);
  const names = result.suggestions.map((name) => `${INDENT}${visibleText(name)}`);
  return [...wrap(said, width), '', 'Did you mean:', ...names];
}

function listLines(result: ExplainResult, width: number): readonly string[] {
  const total = result.entries.length + result.more;
  const head = `${formatCounted(total, 'entry', 'entries')} with "${visibleText(result.query)}". Ask for one of them by its code:`;
  const codes = result.entries.map((entry) => visibleText(entry.code));
  const codeWidth = Math.min(24, Math.max(...codes.map(displayWidth)));
  const lines = result.entries.flatMap((entry, place) => {
    const code = padColumns(codes[place] ?? '', codeWidth);
    const title = entry.title === entry.code ? '' : `${visibleText(entry.title)} `;
    return hang(`${INDENT}${code}  `, `${title}(${entry.kindTitle})`, width);
  });
  const rest = result.more === 0 ? [] : ['', `${result.more} more are not listed: use more words.`];
  return [...wrap(head, width), '', ...lines, ...rest];
}

function explanationLines(entry: Explanation, width: number): readonly string[] {
  const code = entry.code === entry.title ? '' : ` ${entry.code}`;
  const title = visibleText(`${entry.kindTitle}${code}: ${entry.title}`);
  const labelWidth = Math.max(0, ...entry.facts.map((fact) => fact.label.length));
  const facts = entry.facts.flatMap((fact) => factLines(fact, labelWidth, width));
  return [...wrap(title, width), '', ...facts];
}

function factLines(fact: Fact, labelWidth: number, width: number): readonly string[] {
  const bullet = fact.lines.length > 1 ? '- ' : '';
  return fact.lines.flatMap((line, place) => {
    const label = padColumns(place === 0 ? fact.label : '', labelWidth);
    return hang(`${INDENT}${label}  ${bullet}`, visibleText(line), width);
  });
}

/** The first line after `lead`, the following ones under it. */
function hang(lead: string, text: string, width: number): readonly string[] {
  const blanks = ' '.repeat(displayWidth(lead));
  const lines = wrap(text, Math.max(NARROWEST / 2, width - blanks.length));
  return lines.map((line, place) => (place === 0 ? lead : blanks) + line);
}

/** Breaks at blanks; a longer word stays whole, because a cut address leads nowhere. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
