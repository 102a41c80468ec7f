import type { Nanoseconds } from '../../base/time.js';
import type { EvidenceText, Verbatim } from '../../events/evidence.js';
import type { StackRecord } from '../../events/stack.js';
import type { TextBudget } from '../stated/text-budget.js';
import type { Occurrences } from './stack-event-summary.js';

/** Rows of one table: enough for every neighbour of a large net; a hostile log must not fill the memory. */
const MAXIMUM_ROWS = 2_000;
const EVIDENCE_PER_ROW = 3;

interface Counted<Row> {
  row: Row;
  count: number;
  firstTime: Nanoseconds;
  lastTime: Nanoseconds;
  readonly evidence: EvidenceText[];
}

/** Counts equal rows, bounded. */
export class EventRows<Row extends object> {
  readonly #rows = new Map<string, Counted<Row>>();
  readonly #texts: TextBudget;
  #notKept = 0;

  constructor(texts: TextBudget) {
    this.#texts = texts;
  }

  get notKept(): number {
    return this.#notKept;
  }

  /** @param update what the row becomes when it is there already; it stays when absent */
  add(key: string, event: StackRecord, verbatim: Verbatim, row: Row, update?: (known: Row) => Row): void {
    let counted = this.#rows.get(key);
    if (counted === undefined) {
      if (this.#rows.size >= MAXIMUM_ROWS) {
        this.#notKept++;
        return;
      }
      counted = { row, count: 0, firstTime: event.at, lastTime: event.at, evidence: [] };
      this.#rows.set(key, counted);
    } else if (update !== undefined) counted.row = update(counted.row);
    counted.count++;
    if (event.at < counted.firstTime) counted.firstTime = event.at;
    if (event.at > counted.lastTime) counted.lastTime = event.at;
    if (counted.evidence.length >= EVIDENCE_PER_ROW) return;
    const text = this.#texts.take(event, verbatim);
    if (text !== null) counted.evidence.push(text);
  }

  /** Most frequent first, then by key, so the order is always the same. */
  finish(): (Row & Occurrences)[] {
    return [...this.#rows]
      .sort(([xKey, x], [yKey, y]) => y.count - x.count || (xKey < yKey ? -1 : 1))
      .map(([, { row, ...occurrences }]) => ({ ...row, ...occurrences }));
  }
}
