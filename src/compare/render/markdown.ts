import { markdownText } from '../../render/markdown/markdown-text.js';
import type { Comparison, SideSummary } from '../comparison.js';
import { minutesText } from '../weaknesses.js';
import { type Table, UNCERTAIN_NOTE, comparisonTables, hasUncertain } from './tables.js';

/** A comparison for case notes. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const blocks = [
    '# Good and bad compared',
    `**${markdownText(comparison.sentence)}**`,
    ...(comparison.redacted ? ['*Redacted: addresses and names are pseudonyms.*'] : []),
    [sideLine('Good', comparison.good), sideLine('Bad', comparison.bad)].join('\n'),
    ...(comparison.weaknesses.length === 0
      ? []
      : [comparison.weaknesses.map((sentence) => `- Caution: ${markdownText(sentence)}`).join('\n')]),
    ...comparisonTables(comparison).flatMap(tableBlocks),
    ...(hasUncertain(comparison) ? [UNCERTAIN_NOTE] : []),
    `Written by ${comparison.generator.name} ${markdownText(comparison.generator.version)}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sideLine(name: string, { inputs, minutes, verdict }: SideSummary): string {
  const time = minutes === null ? 'no times' : minutesText(minutes);
  return `- ${name}: ${inputs.map(markdownText).join(', ')}; ${time}. ${markdownText(verdict)}`;
}

function tableBlocks({ title, headings, rows, rest }: Table): readonly string[] {
  if (rows.length === 0) return [`## ${title}`, rest === '' ? 'None.' : `No difference; ${rest}.`];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (text: string) => markdownText(text).replaceAll('|', '\\|');
  return [
    `## ${title}`,
    [line(headings), line(headings.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join('\n'),
    ...(rest === '' ? [] : [`${rest}.`]),
  ];
}
