import { formatCount } from '../../../src/render/number.js';
import { isEverything, type Selection } from './selection.js';

/**
 * Parts of the page that know their own times follow the selection without the rows (README): packet journeys, and rows of
 * tables with a first and a last time. Sentences that say what a selection does here are shown while there is one.
 */
export function followSelection(root: ParentNode, selection: Selection): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-from]'))
    mark(part, isWithin(selection, Number(part.dataset['from']), Number(part.dataset['to'])));
  for (const way of root.querySelectorAll<HTMLElement>('[data-way]')) mark(way, isWayOf(way, selection));
  const isNothing = isEverything(selection);
  for (const note of root.querySelectorAll<HTMLElement>('[data-while-selected]')) note.hidden = isNothing;
  for (const note of root.querySelectorAll<HTMLElement>('[data-shown-of]')) {
    note.hidden = isNothing;
    note.textContent = shownText(note);
  }
}

/** From the first to the last moment, both part of it; `selection.to` is not part of the selection. */
function isWithin({ from, to }: Selection, first: number, last: number): boolean {
  return (to === null || first < to) && (from === null || last >= from);
}

/** A step in the selected time, and of the selected reason and connection. */
function isWayOf(way: HTMLElement, selection: Selection): boolean {
  const { reason, connection } = selection;
  if (connection !== null && way.dataset['ofConnection'] !== String(connection)) return false;
  if (reason !== null && !reasonsOf(way).includes(reason)) return false;
  return [...way.querySelectorAll<HTMLElement>('[data-at]')].some((step) => {
    const at = Number(step.dataset['at']);
    return isWithin(selection, at, at);
  });
}

function reasonsOf(way: HTMLElement): readonly unknown[] {
  const reasons: unknown = JSON.parse(way.dataset['way'] || '[]');
  return Array.isArray(reasons) ? reasons : [];
}

/** `2 of 5 packet journeys shown.`, of the section in which the sentence stands. */
function shownText(note: HTMLElement): string {
  const parts = [...(note.closest('section')?.querySelectorAll<HTMLElement>('[data-from], [data-way]') ?? [])];
  const shown = parts.filter((part) => !('outside' in part.dataset)).length;
  return `${formatCount(shown)} of ${formatCount(parts.length)} ${note.dataset['shownOf']} shown.`;
}

function mark(part: HTMLElement, isInside: boolean): void {
  if (isInside) delete part.dataset['outside'];
  else part.dataset['outside'] = '';
}
