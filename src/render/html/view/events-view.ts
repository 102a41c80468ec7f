import { type CaseRows, ROW_GRADES, ROW_KINDS } from '../../../aggregate/rows/case-rows.js';
import { formatCount, formatCounted } from '../../number.js';
import { visibleText } from '../../visible-text.js';
import { componentText, EVENT_WORD, GRADE_WORD, locationText, reasonText } from '../rows/row-words.js';
import type { Scope } from './scope.js';

/** Rows that stand in the page itself, for paper and for readers without a script. */
const SAMPLE_ROWS = 20;

/** Dropped packets and retransmissions one by one; null when there were none. */
export function eventsView(scope: Scope) {
  const { rows } = scope.report.case;
  if (rows === undefined) return null;
  const sample = worstRows(rows).map((row) => rowView(rows, row, scope));
  return {
    total: `${formatCounted(rows.total, 'row')}: one for each dropped packet and reason, one for each retransmission.`,
    notEmbedded: notEmbedded(rows),
    sampleNote:
      rows.length > sample.length
        ? `The ${formatCount(sample.length)} worst of ${formatCounted(rows.total, 'row')}. The others are packed in this file; a browser with JavaScript shows them.`
        : null,
    sample,
  };
}

/** What is counted but not in the file, by weight and kind. */
function notEmbedded({ total, length, notKept }: CaseRows): string | null {
  if (total === length) return null;
  const parts = notKept.map(
    ({ kind, grade, rows }) => `${EVENT_WORD[kind]}, ${GRADE_WORD[grade].word}: ${formatCount(rows)}`,
  );
  return `Rows not embedded: ${formatCount(total - length)} (${parts.join('; ')}). The worst are here, and of each weight that did not fit its first and last rows. All are counted everywhere else in this report.`;
}

/** Only rows that may matter, if there are any. */
function worstRows({ columns, length }: CaseRows): number[] {
  const worst: number[] = [];
  for (const [place, grade] of ROW_GRADES.entries()) {
    if (worst.length >= SAMPLE_ROWS || (worst.length > 0 && GRADE_WORD[grade].tone === 'benign')) break;
    for (let row = 0; row < length && worst.length < SAMPLE_ROWS; row++) {
      if (columns.grade[row] === place) worst.push(row);
    }
  }
  return worst;
}

function rowView(rows: CaseRows, row: number, scope: Scope) {
  const { columns } = rows;
  const input = columns.input[row] ?? 0;
  const kind = columns.kind[row] ?? 0;
  const grade = GRADE_WORD[ROW_GRADES[columns.grade[row] ?? 0] ?? 'noise'];
  const conversation = rows.conversations[columns.conversation[row] ?? 0];
  const bytes = columns.bytes[row] ?? -1;
  return {
    time: scope.clock.timeOfDay(columns.at[row] ?? 0n),
    event: EVENT_WORD[ROW_KINDS[kind] ?? 'drop'],
    what: reasonText(rows, kind, columns.reason[row] ?? 0),
    grade: grade.word,
    tone: grade.tone,
    direction: visibleText(rows.directions[columns.direction[row] ?? 0] ?? ''),
    packet: visibleText(`${conversation?.protocol ?? ''} ${rows.packets[columns.packet[row] ?? 0] ?? ''}`.trim()),
    local: visibleText(conversation?.local ?? ''),
    remote: visibleText(conversation?.remote ?? ''),
    component: componentText(input, columns.component[row] ?? -1, scope),
    location: locationText(rows.locations[columns.location[row] ?? 0] ?? null),
    bytes: bytes < 0 ? '' : formatCount(bytes),
    lines: formatCount(columns.lines[row] ?? 0),
    record: `${scope.names[input] ?? `input ${input + 1}`}:${columns.line[row]}`,
  };
}
