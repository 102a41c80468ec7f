import { announce } from '../announce.js';
import type { EventRows } from './event-rows.js';
import { RowOrder, type SortKey } from './row-order.js';
import { TABLE_COLUMNS, type TableColumn } from './table-columns.js';
import { WindowOfRows } from './window-of-rows.js';

/** The table of events: all matching rows in order, of which only those near the visible part are in the document. */
export class EventTable {
  readonly #sorter: RowOrder;
  readonly #window: WindowOfRows;
  readonly #heads = new Map<SortKey, HTMLTableCellElement>();
  #matching: Uint32Array = new Uint32Array(0);
  #key: SortKey = 'time';
  #isDescending = false;

  /** @param place element that gets the table; it scrolls */
  constructor(place: HTMLElement, rows: EventRows) {
    this.#sorter = new RowOrder(rows);
    const table = document.createElement('table');
    table.className = 'event-rows';
    const caption = table.createCaption();
    caption.className = 'hidden';
    caption.textContent = 'Dropped packets and retransmissions';
    const head = table.createTHead().insertRow();
    head.setAttribute('aria-rowindex', '1');
    for (const column of TABLE_COLUMNS) head.append(this.#head(column));
    place.append(table);
    this.#window = new WindowOfRows(place, table, rows);
    this.#mark();
  }

  /** The rows in the order in which they are shown. */
  get order(): Uint32Array {
    return this.#window.order;
  }

  /** Shows these rows, given in the order of time, sorted as before. */
  show(matching: Uint32Array): void {
    this.#matching = matching;
    const order = matching.slice();
    this.#sorter.sort(order, this.#key, this.#isDescending);
    this.#window.show(order);
  }

  /** Sorts by a column; the same column again turns the order round. */
  sortBy(column: TableColumn): void {
    const isSame = this.#key === column.key;
    // The first click shows what somebody looks for: the largest number, the first word.
    this.#isDescending = isSame ? !this.#isDescending : column.isNumber;
    this.#key = column.key;
    this.#mark();
    this.show(this.#matching);
    announce(`Sorted by ${column.title}, ${this.#isDescending ? 'descending' : 'ascending'}`);
  }

  /** Does now what the first sorting of a column would have to do. */
  prepare(): void {
    for (const { key } of TABLE_COLUMNS) this.#sorter.ranks(key);
  }

  #head(column: TableColumn): HTMLTableCellElement {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.className = `c-${column.key}`;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = column.title;
    button.addEventListener('click', () => this.sortBy(column));
    cell.append(button);
    this.#heads.set(column.key, cell);
    return cell;
  }

  #mark(): void {
    for (const [key, head] of this.#heads) {
      if (key === this.#key) head.setAttribute('aria-sort', this.#isDescending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
  }
}
