import { formatCount, formatCounted } from '../../render/number.js';
import { visibleText } from '../../render/visible-text.js';
import type { Amount, Changes, Comparison, ConnectionChange, Trouble } from '../comparison.js';

/** One table of a comparison as every output shows it: texts, harmless to look at. */
export interface Table {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is not in it. */
  readonly rest: string;
}

/** Longest table for people; the JSON has all. */
const MOST_ROWS = 50;

export function comparisonTables({ findings, reasons, connections }: Comparison): readonly Table[] {
  return [
    table('Findings', ['change', 'finding', 'good', 'bad'], findings, 'finding', (row) => [
      changeWord(row),
      `${row.severity.toUpperCase()}: ${row.title}`,
      amountText(row.good),
      amountText(row.bad),
    ]),
    table('Drops and retransmissions', ['change', 'reason', 'good', 'bad'], reasons, 'reason', (row) => [
      changeWord(row),
      row.code === null || row.reason.includes(String(row.code)) ? row.reason : `${row.reason} (${row.code})`,
      amountText(row.good),
      amountText(row.bad),
    ]),
    table('Conversations', ['change', 'conversation', 'good', 'bad'], connections, 'conversation', (row) => [
      changeWord(row),
      conversationText(row),
      troubleText(row.good),
      troubleText(row.bad),
    ]),
  ];
}

function table<Row>(
  title: string,
  headings: readonly string[],
  { changed, alike }: Changes<Row>,
  noun: string,
  cells: (row: Row) => readonly string[],
): Table {
  const more = changed.length - MOST_ROWS;
  const parts = [
    ...(more > 0 ? [`${formatCounted(more, `more ${noun}`)} in the JSON`] : []),
    ...(alike > 0 ? [`${formatCounted(alike, noun)} about as often in both, left out`] : []),
  ];
  return {
    title,
    headings,
    rows: changed.slice(0, MOST_ROWS).map((row) => cells(row).map(visibleText)),
    rest: parts.join('; '),
  };
}

function changeWord({ change, certain }: { readonly change: string; readonly certain: boolean }): string {
  return certain ? change : `${change}?`;
}

function amountText({ count, perMinute }: Amount): string {
  if (count === 0) return '-';
  return perMinute === null ? formatCount(count) : `${formatCount(count)} (${rateText(perMinute)}/min)`;
}

function rateText(rate: number): string {
  return rate >= 1000 ? formatCount(Math.round(rate)) : String(rate);
}

function conversationText({ protocol, from, to }: ConnectionChange): string {
  return `${protocol} ${from} > ${to}`;
}

function troubleText({ connections, dropPackets, retransmissions, failed }: Trouble): string {
  if (connections === 0) return '-';
  const parts = [
    ...(dropPackets > 0 ? [formatCounted(dropPackets, 'drop')] : []),
    ...(retransmissions > 0 ? [formatCounted(retransmissions, 'resend')] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
  ];
  return parts.length === 0 ? `fine (${formatCount(connections)})` : parts.join(', ');
}

export const UNCERTAIN_NOTE =
  'A question mark: chance alone may explain it, because there were few or a capture was short.';

/** True when a row has a question mark. */
export function hasUncertain({ findings, reasons, connections }: Comparison): boolean {
  return [findings, reasons, connections].some(({ changed }) => changed.some(({ certain }) => !certain));
}
