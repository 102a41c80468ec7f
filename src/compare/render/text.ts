import { padColumns, wrapColumns } from '../../render/terminal/display-width.js';
import { visibleText } from '../../render/visible-text.js';
import type { Comparison, SideSummary } from '../comparison.js';
import { minutesText } from '../weaknesses.js';
import { type Table, UNCERTAIN_NOTE, comparisonTables, hasUncertain } from './tables.js';

const NARROWEST = 60;
const WIDEST = 120;
const CHANGE_COLUMNS = 6;
const AMOUNT_COLUMNS = 22;

/** A comparison for a terminal or a mail: plain text, ends with a line break. */
export function renderComparisonText(comparison: Comparison, columns: number): string {
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns));
  const blocks = [
    wrapColumns(comparison.sentence, width).join('\n'),
    [...sideLines('good', comparison.good, width), ...sideLines('bad', comparison.bad, width)].join('\n'),
    comparison.weaknesses.flatMap((sentence) => indented(`! ${visibleText(sentence)}`, width, 2)).join('\n'),
    ...comparisonTables(comparison).map((table) => tableText(table, width)),
    hasUncertain(comparison) ? wrapColumns(UNCERTAIN_NOTE, width).join('\n') : '',
    comparison.redacted ? 'Redacted: addresses and names are pseudonyms.' : '',
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function sideLines(name: string, side: SideSummary, width: number): readonly string[] {
  const time = side.minutes === null ? 'no times' : minutesText(side.minutes);
  const inputs = side.inputs.map(visibleText).join(', ');
  return [
    ...indented(`${padColumns(name, 5)} ${inputs}; ${time}`, width, 6),
    ...indented(`      ${visibleText(side.verdict)}`, width, 6),
  ];
}

function tableText({ title, rows, rest }: Table, width: number): string {
  if (rows.length === 0 && rest === '') return '';
  const nameColumns = Math.max(20, width - CHANGE_COLUMNS - 2 * AMOUNT_COLUMNS - 3);
  const lines = rows.flatMap(([change = '', name = '', good = '', bad = '']) => {
    const names = wrapColumns(name, nameColumns);
    return names.map((part, index) =>
      [
        padColumns(index === 0 ? change : '', CHANGE_COLUMNS),
        padColumns(part, nameColumns),
        padColumns(index === 0 ? good : '', AMOUNT_COLUMNS),
        index === 0 ? bad : '',
      ]
        .join(' ')
        .trimEnd(),
    );
  });
  const head = [
    padColumns('', CHANGE_COLUMNS),
    padColumns(title, nameColumns),
    padColumns('good', AMOUNT_COLUMNS),
    'bad',
  ];
  return [
    head.join(' ').trimStart() === '' ? title : head.join(' '),
    ...lines,
    ...(rest === '' ? [] : [`(${rest})`]),
  ].join('\n');
}

function indented(text: string, width: number, columns: number): readonly string[] {
  return wrapColumns(text.trimStart(), width - columns).map((line, index) =>
    index === 0 && !text.startsWith(' ') ? line : ' '.repeat(columns) + line,
  );
}
