import type { EventRows } from './event-rows.js';

export type SortKey = keyof EventRows['texts'] | 'time' | 'bytes' | 'lines' | 'record';

/** Rows of equal value stay in the order of time, upwards and downwards. */
export class RowOrder {
  readonly #rows: EventRows;
  readonly #ranks = new Map<SortKey, Float64Array>();

  constructor(rows: EventRows) {
    this.#rows = rows;
  }

  /**
   * Sorts rows (given in the order of time) in place. Value and row together are one number below 2^53, since numbers are
   * sorted much faster than anything that needs a comparison of our own.
   */
  sort(rows: Uint32Array, key: SortKey, isDescending: boolean): void {
    if (key === 'time') {
      if (isDescending) rows.reverse();
      return;
    }
    const ranks = this.ranks(key);
    const width = this.#rows.length;
    const keys = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? 0;
      const rank = ranks[row] ?? 0;
      keys[at] = (isDescending ? -rank : rank) * width + row;
    }
    keys.sort();
    for (let at = 0; at < rows.length; at++) {
      const rest = (keys[at] ?? 0) % width;
      rows[at] = rest < 0 ? rest + width : rest;
    }
  }

  /** What each row counts in this column: the place of its text in the order of texts, or its number. */
  ranks(key: SortKey): Float64Array {
    const known = this.#ranks.get(key);
    if (known !== undefined) return known;
    const made = this.#makeRanks(key);
    this.#ranks.set(key, made);
    return made;
  }

  #makeRanks(key: SortKey): Float64Array {
    const { columns, texts, timeMs } = this.#rows;
    switch (key) {
      case 'time':
        return timeMs;
      case 'bytes':
      case 'lines':
        return Float64Array.from(columns[key]);
      case 'record':
        return Float64Array.from(
          columns.line,
          (line, row) => (columns.input[row] ?? 0) * 2 ** 26 + Math.min(line, 2 ** 26 - 1),
        );
      case 'grade':
        // Worst first, as the grades are listed.
        return Float64Array.from(columns.grade);
      default: {
        const column = texts[key];
        const ranks = textRanks(column.texts);
        return Float64Array.from(column.places, (place) => ranks[place] ?? 0);
      }
    }
  }
}

/** The place of each text when all are sorted; equal texts have the same. */
function textRanks(texts: readonly string[]): Float64Array {
  const keys = texts.map(sortableText);
  const order = keys.map((_, place) => place).sort((x, y) => compare(keys[x] ?? '', keys[y] ?? ''));
  const ranks = new Float64Array(texts.length);
  let rank = -1;
  order.forEach((place, at) => {
    if (at === 0 || keys[place] !== keys[order[at - 1] ?? 0]) rank++;
    ranks[place] = rank;
  });
  return ranks;
}

/** 192.0.2.9 comes before 192.0.2.10. */
function sortableText(text: string): string {
  return text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(5, '0'));
}

function compare(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
