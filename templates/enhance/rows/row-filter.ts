import type { EventRows, TextColumn } from './event-rows.js';
import type { Selection } from './selection.js';

/** What the fields above the table ask for. */
export interface RowQuery {
  readonly words: readonly string[];
  /** Entry 1 for each grade that is wanted. */
  readonly grades: Uint8Array;
  /** Entry 1 for each of `head.whats` that is wanted. */
  readonly whats: Uint8Array;
}

export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Rows within the selection, in the order of time. */
export function selectedRows(rows: EventRows, selection: Selection): Uint32Array {
  const from = selection.from === null ? 0 : rows.rowAt(selection.from);
  const to = selection.to === null ? rows.length : rows.rowAt(selection.to);
  const { reason, connection } = selection;
  const { whats, conversations } = rows.head;
  const isWhat = Uint8Array.from(whats, ({ text }) => (reason === null || text === reason ? 1 : 0));
  const isConversation = Uint8Array.from(conversations.connection, (place) =>
    connection === null || place === connection ? 1 : 0,
  );
  const { what, conversation } = rows.columns;
  return collect(from, to, (row) => isWhat[what[row] ?? 0] === 1 && isConversation[conversation[row] ?? 0] === 1);
}

/** Those of the given rows that match all words and both lists. */
export function matchingRows(rows: EventRows, among: Uint32Array, query: RowQuery): Uint32Array {
  const { what, grade } = rows.columns;
  const words = query.words.map((word) => wordTest(rows, word));
  return among.filter(
    (row) =>
      query.whats[what[row] ?? 0] === 1 &&
      query.grades[grade[row] ?? 0] === 1 &&
      words.every((matches) => matches(row)),
  );
}

/** A word is looked for in the short lists of texts once, not in every row. */
function wordTest(rows: EventRows, word: string): (row: number) => boolean {
  const found = Object.values(rows.texts).flatMap((column: TextColumn) => {
    const hits = Uint8Array.from(column.texts, (text) => (text.toLowerCase().includes(word) ? 1 : 0));
    return hits.includes(1) ? [{ hits, places: column.places }] : [];
  });
  const number = /^\d+$/.test(word) ? Number(word) : null;
  // PktMon.txt:1234
  const record = /^(.*):(\d+)$/.exec(word);
  // 16:10:34, 2026-03-01
  const times = /^\d{1,2}:\d|^\d{4}-\d/.test(word) ? rows.timeTexts : null;
  const { line, input, bytes } = rows.columns;
  const inputs = rows.texts.input.texts.map((name) => name.toLowerCase().includes(record?.[1] ?? ''));
  return (row) => {
    for (const { hits, places } of found) if (hits[places[row] ?? 0] === 1) return true;
    if (number !== null && (line[row] === number || bytes[row] === number + 1)) return true;
    if (record !== null && line[row] === Number(record[2]) && inputs[input[row] ?? 0] === true) return true;
    return times !== null && times[row]?.includes(word) === true;
  };
}

function collect(from: number, to: number, matches: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(Math.max(0, to - from));
  let count = 0;
  for (let row = from; row < to; row++) if (matches(row)) rows[count++] = row;
  return rows.slice(0, count);
}
