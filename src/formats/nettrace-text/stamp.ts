import type { CompiledRules } from 'nearley';
import type { Nanoseconds } from '../../base/time.js';
import stampRules from '../../generated/grammar/nettrace-stamp.js';
import type { Match } from '../../parse/match.js';
import { RecordParser } from '../../parse/record-parser.js';
import { Clock } from '../clock.js';
import { DateReader } from './date-order.js';
import { stampLexer } from './stamp-lexer.js';

/** What stands in front of a message. */
export interface Stamp {
  readonly at: Nanoseconds;
  readonly contextPid: number | null;
  readonly provider: string;
  /** Where the message begins, in bytes. */
  readonly end: number;
}

// `1234 [2]0A1C.2B3C::2016-03-30 08:15:05.250 [Provider]`: everything to the end of the brackets that are no processor.
const PREFIX = /^[^[]{0,40}(?:\[ ?\d{1,4}\][^[]{0,120})?\[[^\]]{0,120}\]/;

/** Reads the stamps of one file: its clock runs on, and the order of its dates is decided once. */
export class StampReader {
  readonly #clock = new Clock();
  readonly #dates: DateReader;
  readonly #parser = new RecordParser({ rules: stampRules as unknown as CompiledRules, lexer: stampLexer });

  /** `note` gets sentences about how dates were read. */
  constructor(note: (sentence: string) => void) {
    this.#dates = new DateReader(note);
  }

  /** Null when it is in no form that is known. */
  read(line: string): Stamp | null {
    const prefix = PREFIX.exec(line)?.[0];
    const match = prefix === undefined ? null : this.#parser.parse(prefix);
    if (match === null || prefix === undefined) return null;
    const date = match.has('first') ? this.#date(match) : '';
    if (match.has('first') && date === '') return null;
    return {
      at: this.#clock.at(date, timeOfDay(match.text('time'), match.text('meridiem'))),
      contextPid: match.has('pid') ? Number.parseInt(match.text('pid'), 16) : null,
      provider: match.text('provider').slice(1, -1).trim(),
      end: prefix.length,
    };
  }

  #date(match: Match): string {
    const [first, second, third] = [match.text('first'), match.text('second'), match.text('third')];
    return this.#dates.iso({ first, second, third, mark: match.text('mark'), isJoined: match.has('dash') });
  }
}

/** `8:15:05.250` with `PM` as `21:40:05.207`. */
function timeOfDay(time: string, meridiem: string): string {
  const padded = time.indexOf(':') === 1 ? `0${time}` : time;
  if (meridiem === '') return padded;
  const hour = (Number(padded.slice(0, 2)) % 12) + (meridiem === 'PM' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}${padded.slice(2)}`;
}
