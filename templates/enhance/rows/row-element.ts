import type { EventRows } from './event-rows.js';
import { TABLE_COLUMNS, type TableColumn } from './table-columns.js';

/** Row of the table head. */
const HEAD_ROWS = 1;

/** One row of the table. Every text is set as text: the log is hostile. */
export function rowElement(rows: EventRows, row: number, place: number): HTMLTableRowElement {
  const element = document.createElement('tr');
  element.setAttribute('aria-rowindex', String(place + 1 + HEAD_ROWS));
  for (const column of TABLE_COLUMNS) element.append(cellElement(rows, row, column));
  return element;
}

function cellElement(rows: EventRows, row: number, column: TableColumn): HTMLTableCellElement {
  const cell = document.createElement('td');
  cell.className = `c-${column.key}`;
  const text = column.text(rows, row);
  if (column.key === 'grade')
    cell.append(badge(text, rows.head.grades[rows.columns.grade[row] ?? 0]?.tone ?? 'benign'));
  else if (column.key === 'local') cell.append(connectionLink(text, rows.connection(row)));
  else cell.textContent = text;
  // What does not fit is cut with an ellipsis.
  if (text.length > 12) cell.title = text;
  return cell;
}

function badge(word: string, tone: string): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'badge';
  mark.dataset['severity'] = tone;
  mark.textContent = word;
  return mark;
}

/** To the story of the connection, where the page tells it: long lists of connections are cut. */
function connectionLink(text: string, connection: number | null): Node {
  const target = connection === null ? null : `connection-${connection + 1}`;
  if (target === null || document.getElementById(target) === null) return document.createTextNode(text);
  const link = document.createElement('a');
  link.href = `#${target}`;
  link.textContent = text;
  return link;
}
