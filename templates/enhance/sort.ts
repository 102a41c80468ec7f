import { announce } from './announce.js';

type Order = 'ascending' | 'descending';

/** Column heads become buttons. A row group (`tbody`) is one entry and moves as a whole. */
export function enhanceSorting(root: Document): void {
  for (const table of root.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    for (const head of table.querySelectorAll<HTMLTableCellElement>('th[data-sort]')) {
      makeSortable(table, head);
    }
  }
}

function makeSortable(table: HTMLTableElement, head: HTMLTableCellElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener('click', () => {
    const isNumber = head.dataset['sort'] === 'number';
    // The first click shows what somebody looks for: the largest number, the first word.
    const first: Order = isNumber ? 'descending' : 'ascending';
    const second: Order = isNumber ? 'ascending' : 'descending';
    const order = head.getAttribute('aria-sort') === first ? second : first;
    for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', order);
    sortGroups(table, head.cellIndex, isNumber, order);
    announce(`Sorted by ${button.textContent ?? ''}, ${order}`);
  });
}

function sortGroups(table: HTMLTableElement, column: number, isNumber: boolean, order: Order): void {
  const sign = order === 'ascending' ? 1 : -1;
  const compare = isNumber ? compareNumbers : compareWords;
  const groups = [...table.tBodies].map((group) => ({ group, value: cellValue(group, column) }));
  groups.sort((one, other) => sign * compare(one.value, other.value));
  table.append(...groups.map(({ group }) => group));
}

function cellValue(group: HTMLTableSectionElement, column: number): string {
  const cell = group.rows[0]?.cells[column];
  return cell?.dataset['value'] ?? cell?.textContent?.trim() ?? '';
}

/** Times are nanoseconds since 1970, more than a double holds exactly. */
function compareNumbers(one: string, other: string): number {
  const difference = BigInt(one || 0) - BigInt(other || 0);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function compareWords(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
