import { formatCount } from '../../../src/render/number.js';
import type { EventRows } from './event-rows.js';
import { type RowQuery, wordsOf } from './row-filter.js';

/** Tones of rows that may matter. */
const MATTERS = new Set(['fault', 'suspect']);
/** A longer list is no help. */
const MOST_REASONS = 300;

/** The fields above the table: words, weight, reason. */
export class RowTools {
  readonly #rows: EventRows;
  readonly #words: HTMLInputElement | null;
  readonly #grade: HTMLSelectElement | null;
  readonly #what: HTMLSelectElement | null;
  readonly #output: HTMLOutputElement | null;

  constructor(tools: HTMLElement, rows: EventRows, onChange: () => void) {
    this.#rows = rows;
    this.#words = tools.querySelector('input[name="words"]');
    this.#grade = tools.querySelector('select[name="grade"]');
    this.#what = tools.querySelector('select[name="what"]');
    this.#output = tools.querySelector('output');
    this.#fillGrades();
    this.#fillReasons();
    tools.addEventListener('input', onChange);
    tools.hidden = false;
  }

  get query(): RowQuery {
    const { grades, whats } = this.#rows.head;
    const grade = this.#grade?.value ?? 'all';
    const what = this.#what?.value ?? '';
    return {
      words: wordsOf(this.#words?.value ?? ''),
      grades: Uint8Array.from(grades, ({ tone, word }) =>
        grade === 'all' || word === grade || (grade === 'matters' && MATTERS.has(tone)) ? 1 : 0,
      ),
      whats: Uint8Array.from(whats, ({ text }) => (what === '' || text === what ? 1 : 0)),
    };
  }

  /** Says how many rows are shown. */
  say(shown: number, all: number): void {
    if (this.#output !== null) this.#output.textContent = `${formatCount(shown)} of ${formatCount(all)} rows`;
  }

  #fillGrades(): void {
    const { grades } = this.#rows.head;
    const present = grades.filter((_, place) => this.#rows.columns.grade.includes(place));
    const matters = present.some(({ tone }) => MATTERS.has(tone));
    if (matters) this.#grade?.append(option('may matter', 'matters'));
    this.#grade?.append(option('everything', 'all'), ...present.map(({ word }) => option(word, word)));
  }

  #fillReasons(): void {
    const texts = [...new Set(this.#rows.head.whats.map(({ text }) => text))].sort().slice(0, MOST_REASONS);
    this.#what?.append(option('any reason or kind', ''), ...texts.map((text) => option(text, text)));
  }
}

function option(text: string, value: string): HTMLOptionElement {
  const element = document.createElement('option');
  element.value = value;
  element.textContent = text;
  return element;
}
