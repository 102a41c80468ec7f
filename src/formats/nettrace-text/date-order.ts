/** Which part of a printed date is the year, the month and the day. */
export type DateOrder = 'year-month-day' | 'month-day-year' | 'day-month-year';

/** A date as printed: three numbers and what stands between them and the time. */
export interface PrintedDate {
  readonly first: string;
  readonly second: string;
  readonly third: string;
  /** `/`, `-` or `.` between the first two parts. */
  readonly mark: string;
  /** True for `03/27/2026-20:00:50`: tracefmt and the new netsh join date and time with a hyphen. */
  readonly isJoined: boolean;
}

const LAST_MONTH = 12;

/**
 * Decides once per file how its dates are to be read, and says so.
 *
 * Old netsh prints the short date of the converting machine's locale, so `03/04/2016` is the 4th of March or the 3rd of April,
 * and no line says which. A part above 12 decides; else the mark does (only US dates have slashes and the month first; full
 * stops and hyphens go with the day first); a later line that contradicts corrects it from there on.
 */
export class DateReader {
  #order: DateOrder | null = null;
  #isAssumed = false;
  readonly #note: (sentence: string) => void;
  #last: PrintedDate | null = null;
  #lastIso = '';

  /** `note` gets the sentence for the reader of the report. */
  constructor(note: (sentence: string) => void) {
    this.#note = note;
  }

  /** True while all dates had the year in front: others are read by what earlier lines told. */
  isSelfContained = true;

  /** The date as `2016-03-30`; empty when it is none in any order. */
  iso(date: PrintedDate): string {
    const last = this.#last;
    if (last !== null && last.first === date.first && last.second === date.second && last.third === date.third)
      return this.#lastIso;
    this.#last = date;
    if (date.first.length !== 4) this.isSelfContained = false;
    this.#lastIso = this.#read(date);
    return this.#lastIso;
  }

  #read(date: PrintedDate): string {
    if (this.#order === null) this.#decide(date);
    else if (this.#isAssumed) this.#correct(date);
    const { first, second, third } = date;
    if (this.#order === 'year-month-day') return isoDate(first, second, third);
    return this.#order === 'month-day-year' ? isoDate(third, first, second) : isoDate(third, second, first);
  }

  #decide(date: PrintedDate): void {
    if (date.first.length === 4) return this.#settle('year-month-day', 'the year stands first');
    if (date.isJoined) return this.#settle('month-day-year', 'tracefmt prints them so');
    if (Number(date.first) > LAST_MONTH) return this.#settle('day-month-year', `there is no month ${date.first}`);
    if (Number(date.second) > LAST_MONTH) return this.#settle('month-day-year', `there is no month ${date.second}`);
    this.#isAssumed = true;
    this.#settle(date.mark === '/' ? 'month-day-year' : 'day-month-year', null);
  }

  /** An assumption falls with the first date that cannot be read by it. */
  #correct(date: PrintedDate): void {
    const month = this.#order === 'month-day-year' ? date.first : date.second;
    if (Number(month) <= LAST_MONTH) return;
    this.#isAssumed = false;
    this.#settle(
      this.#order === 'month-day-year' ? 'day-month-year' : 'month-day-year',
      `there is no month ${month}; dates above that line are wrong`,
    );
  }

  #settle(order: DateOrder, because: string | null): void {
    this.#order = order;
    const reading = `Dates are read as ${order.replaceAll('-', '/')}`;
    this.#note(because === null ? `${reading}: assumed, no date of the file tells.` : `${reading}: ${because}.`);
  }
}

function isoDate(year: string, month: string, day: string): string {
  const full = year.length === 2 ? `20${year}` : year;
  const isDate =
    full.length === 4 && Number(month) >= 1 && Number(month) <= LAST_MONTH && Number(day) >= 1 && Number(day) <= 31;
  return isDate ? `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '';
}
