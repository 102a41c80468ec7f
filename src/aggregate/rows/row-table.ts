import type { ConnectionSummary } from '../case.js';
import { nanosecondsOf } from '../exact-time.js';
import { type CaseRows, type NotKept, ROW_GRADES, ROW_KINDS } from './case-rows.js';
import { ConversationIndex } from './conversation-index.js';
import { Dictionary } from './dictionary.js';
import { FirstAndLast } from './first-and-last.js';
import { copyRow, type KeptColumns, newColumns, newKeptColumns, type RowValues } from './row-columns.js';
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
    const total = this.#tally.reduce((rows, more) => rows + more, 0);
    if (total === 0) return null;
    const kept = this.#selected();
    const { length } = kept.kind;
    const columns = { at: new BigInt64Array(length), ...newColumns(length) };
    const { conversations, resolve } = this.conversations.finish(connections);
    for (const [index, row] of inOrderOfTime(kept).entries()) {
      const at = nanosecondsOf(kept.ms[row] as number, kept.ns[row] as number);
      copyRow(kept, row, columns, index);
      columns.at[index] = at;
      columns.conversation[index] = resolve(kept.conversation[row] as number, at);
    }
    return {
      columns,
      length,
      total,
      notKept: this.#notKept(kept),
      reasons: this.reasons.values,
      directions: this.directions.values,
      locations: this.locations.values,
      packets: this.packets.values,
      conversations,
      series: length === total ? null : this.#series.finish(),
    };
  }

  #selected(): KeptColumns {
    const least = Math.floor(this.#maximum * LEAST_SHARE);
    const sure = this.#byGrade.map(({ total }) => Math.min(total, least));
    let left = this.#maximum - sum(sure);
    const shares = this.#byGrade.map(({ total }, index) => {
      const own = sure[index] ?? 0;
      const more = Math.min(left, total - own);
      left -= more;
      return own + more;
    });
    const kept = newKeptColumns(sum(shares));
    let from = 0;
    for (const [index, grade] of this.#byGrade.entries()) {
      const share = shares[index] ?? 0;
      grade.copy(share, kept, from);
      from += share;
    }
    return kept;
  }

  #notKept({ kind, grade }: KeptColumns): NotKept[] {
    const missing = Float64Array.from(this.#tally);
    for (let row = 0; row < kind.length; row++) {
      const at = (kind[row] as number) * ROW_GRADES.length + (grade[row] as number);
      missing[at] = (missing[at] ?? 0) - 1;
    }
    return ROW_GRADES.flatMap((name, gradeId) =>
      ROW_KINDS.map((kindName, kindId) => ({
        kind: kindName,
        grade: name,
        rows: missing[kindId * ROW_GRADES.length + gradeId] ?? 0,
      })),
    ).filter((entry) => entry.rows > 0);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Numbers of rows. They come in a few runs that are in order already, which is what sorting arrays is good at. */
function inOrderOfTime({ ms, ns, input, line }: KeptColumns): number[] {
  const place = (x: number, y: number) =>
    (input[x] as number) - (input[y] as number) || (line[x] as number) - (line[y] as number);
  return Array.from(ms.keys()).sort(
    (x, y) => (ms[x] as number) - (ms[y] as number) || (ns[x] as number) - (ns[y] as number) || place(x, y),
  );
}
