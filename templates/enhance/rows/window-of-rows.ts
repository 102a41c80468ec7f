import type { EventRows } from './event-rows.js';
import { rowElement } from './row-element.js';
import { TABLE_COLUMNS } from './table-columns.js';

/** Rows in the document beyond the visible ones, on each side: enough for a turn of the wheel. */
const AROUND = 8;
/** Until a row was measured. */
const USUAL_ROW_HEIGHT = 28;
/** A browser makes no element taller than this (Firefox: 17.8 million pixels). */
const TALLEST = 15_000_000;

/**
 * Shows a long list of rows in a table of which only the part near the visible one exists. Rows that exist tell their place
 * with `aria-rowindex`; two row groups without content stand for the rest, so that the scroll bar is right.
 */
export class WindowOfRows {
  readonly #place: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #rows: EventRows;
  readonly #above = spacer();
  readonly #body = document.createElement('tbody');
  readonly #below = spacer();
  /** Rows in the document by their place in the order. */
  readonly #shown = new Map<number, HTMLTableRowElement>();
  #order: Uint32Array = new Uint32Array(0);
  #rowHeight = USUAL_ROW_HEIGHT;
  #isWaiting = false;

  constructor(place: HTMLElement, table: HTMLTableElement, rows: EventRows) {
    this.#place = place;
    this.#table = table;
    this.#rows = rows;
    table.append(this.#above, this.#body, this.#below);
    table.setAttribute('aria-colcount', String(TABLE_COLUMNS.length));
    place.addEventListener('scroll', () => this.#later(), { passive: true });
    new ResizeObserver(() => this.#later()).observe(place);
  }

  get order(): Uint32Array {
    return this.#order;
  }

  show(order: Uint32Array): void {
    this.#order = order;
    for (const row of this.#shown.values()) row.remove();
    this.#shown.clear();
    this.#place.scrollTop = 0;
    this.#table.setAttribute('aria-rowcount', String(order.length + 1));
    this.#draw();
    this.#measure();
  }

  #later(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    const count = this.#order.length;
    const visible = Math.ceil(this.#place.clientHeight / this.#rowHeight);
    const top = Math.floor((this.#place.scrollTop / this.#heightOf(count)) * count);
    const first = Math.max(0, Math.min(top - AROUND, count - visible - 2 * AROUND));
    const last = Math.min(count, first + visible + 2 * AROUND);
    for (const [place, row] of this.#shown) {
      if (place >= first && place < last) continue;
      this.#giveUp(row);
      this.#shown.delete(place);
    }
    let next: ChildNode | null = this.#body.firstChild;
    for (let place = first; place < last; place++) {
      const known = this.#shown.get(place);
      if (known !== undefined) {
        next = known.nextSibling;
        continue;
      }
      const row = rowElement(this.#rows, this.#order[place] ?? 0, place);
      this.#body.insertBefore(row, next);
      this.#shown.set(place, row);
    }
    setHeight(this.#above, first * (this.#heightOf(count) / Math.max(1, count)));
    setHeight(this.#below, (count - last) * (this.#heightOf(count) / Math.max(1, count)));
  }

  /** Height of all rows together. */
  #heightOf(count: number): number {
    return Math.max(1, Math.min(TALLEST, count * this.#rowHeight));
  }

  /** Fonts differ: the height of a real row decides, once. */
  #measure(): void {
    const [row] = this.#shown.values();
    const height = row?.getBoundingClientRect().height ?? 0;
    if (height === 0 || Math.abs(height - this.#rowHeight) < 0.5) return;
    this.#rowHeight = height;
    this.#draw();
  }

  /** Whoever stands in a row that leaves stays in the table. */
  #giveUp(row: HTMLTableRowElement): void {
    if (row.contains(document.activeElement)) this.#place.focus({ preventScroll: true });
    row.remove();
  }
}

function spacer(): HTMLTableSectionElement {
  const body = document.createElement('tbody');
  body.className = 'spacer';
  body.setAttribute('aria-hidden', 'true');
  const cell = body.insertRow().insertCell();
  cell.colSpan = TABLE_COLUMNS.length;
  return body;
}

function setHeight(body: HTMLTableSectionElement, pixels: number): void {
  const cell = body.rows[0]?.cells[0];
  if (cell !== undefined) cell.style.height = `${pixels}px`;
  body.hidden = pixels === 0;
}
