import type { ConnectionSummary } from '../case.js';
import { type CaseRows, type NotKept, ROW_GRADES, ROW_KINDS } from './case-rows.js';
import { ConversationIndex } from './conversation-index.js';
import { Dictionary } from './dictionary.js';
import { FirstAndLast } from './first-and-last.js';
import { newColumns, type RowValues, setRow } from './row-columns.js';
import { SeriesCounter } from './series-counter.js';

/** Rows that a report carries (about 1 MB of it). */
export const MAXIMUM_ROWS = 100_000;
/** No grade disappears while it has rows: each is sure of this share. */
const LEAST_SHARE = 0.01;
const MAXIMUM_REASONS = 1_000;
const MAXIMUM_DIRECTIONS = 100;
const MAXIMUM_LOCATIONS = 4_000;
const MAXIMUM_PACKETS = 1_000;

/**
 * Keeps single events for the report. Of all rows it keeps the worst first; of a grade that does not fit, its first and
 * its last rows, in the order of the log. Memory does not grow beyond that; everything is counted.
 *
 * Give it a row with `add`. Texts go through the dictionaries before, and come back as the numbers that a row has.
 */
export class RowTable {
  readonly reasons = new Dictionary<string>(MAXIMUM_REASONS, 'one of many other reasons');
  readonly directions = new Dictionary<string>(MAXIMUM_DIRECTIONS, '');
  readonly locations = new Dictionary<number | null>(MAXIMUM_LOCATIONS, null);
  readonly packets = new Dictionary<string>(MAXIMUM_PACKETS, '');
  readonly conversations = new ConversationIndex();
  readonly #byGrade: readonly FirstAndLast[];
  readonly #tally = new Float64Array(ROW_KINDS.length * ROW_GRADES.length);
  readonly #series = new SeriesCounter();
  readonly #maximum: number;

  /** @param maximum rows kept, an even number */
  constructor(maximum = MAXIMUM_ROWS) {
    this.#maximum = maximum;
    this.#byGrade = ROW_GRADES.map(() => new FirstAndLast(maximum));
  }

  /** Takes one row; the object is read and not kept, so a caller may use one again and again. */
  add(row: RowValues): void {
    this.#byGrade[row.grade]?.add(row);
    this.count(row.kind, row.grade, 1);
    this.#series.add(row);
  }

  /** Rows that are known to exist but cannot be told one by one. */
  count(kind: number, grade: number, rows: number): void {
    const at = kind * ROW_GRADES.length + grade;
    this.#tally[at] = (this.#tally[at] ?? 0) + rows;
  }

  /** @param connections those of the case, which the rows then name by their place */
  finish(connections: readonly ConnectionSummary[]): CaseRows | null {
    const total = this.#tally.reduce((sum, rows) => sum + rows, 0);
    if (total === 0) return null;
    const rows = inOrderOfTime(this.#selected());
    const { conversations, resolve } = this.conversations.finish(connections);
    const columns = newColumns(rows.length);
    rows.forEach((row, index) => {
      setRow(columns, index, row);
      columns.conversation[index] = resolve(row.conversation, row.at);
    });
    return {
      columns,
      length: rows.length,
      total,
      notKept: this.#notKept(rows),
      reasons: this.reasons.values,
      directions: this.directions.values,
      locations: this.locations.values,
      packets: this.packets.values,
      conversations,
      series: rows.length === total ? null : this.#series.finish(),
    };
  }

  #selected(): RowValues[] {
    const least = Math.floor(this.#maximum * LEAST_SHARE);
    const sure = this.#byGrade.map(({ total }) => Math.min(total, least));
    let left = this.#maximum - sure.reduce((sum, rows) => sum + rows, 0);
    return this.#byGrade.flatMap((grade, index) => {
      const own = sure[index] ?? 0;
      const more = Math.min(left, grade.total - own);
      left -= more;
      return [...grade.take(own + more)];
    });
  }

  #notKept(rows: readonly RowValues[]): NotKept[] {
    const missing = Float64Array.from(this.#tally);
    for (const { kind, grade } of rows) {
      const at = kind * ROW_GRADES.length + grade;
      missing[at] = (missing[at] ?? 0) - 1;
    }
    return ROW_GRADES.flatMap((grade, gradeId) =>
      ROW_KINDS.map((kind, kindId) => ({ kind, grade, rows: missing[kindId * ROW_GRADES.length + gradeId] ?? 0 })),
    ).filter((entry) => entry.rows > 0);
  }
}

function inOrderOfTime(rows: RowValues[]): RowValues[] {
  return rows.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : x.input - y.input || x.line - y.line));
}
