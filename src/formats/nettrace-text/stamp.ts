import type { CompiledRules } from 'nearley';
import type { Nanoseconds } from '../../base/time.js';
import stampRules from '../../generated/grammar/nettrace-stamp.js';
import type { Match } from '../../parse/match.js';
import { RecordParser } from '../../parse/record-parser.js';
import { Clock, nanosecondsOfDayIn } from '../clock.js';
import { DateReader } from './date-order.js';
import { stampLexer } from './stamp-lexer.js';
import { ATTACHED_TO_STAMP, stampScanners } from './stamp-scanners.js';

/** What stands in front of a message. */
export interface Stamp {
  readonly at: Nanoseconds;
  readonly contextPid: number | null;
  readonly provider: string;
}

/** Reads the stamps of one file: its clock runs on, and the order of its dates is decided once. */
export class StampReader {
  readonly #clock = new Clock();
  readonly #dates: DateReader;
  readonly #parser = new RecordParser({
    rules: stampRules as unknown as CompiledRules,
    lexer: stampLexer,
    scanners: stampScanners,
    attached: ATTACHED_TO_STAMP,
  });

  /** `note` gets sentences about how dates were read. */
  constructor(note: (sentence: string) => void) {
    this.#dates = new DateReader(note);
  }

  /** Reads the stamp in `[start, end)`, to the end of the provider; null when it is in no form that is known. */
  read(bytes: Buffer, start: number, end: number): Stamp | null {
    const match = this.#parser.parse(bytes, start, end);
    if (match === null) return null;
    const date = match.has('first') ? this.#date(match) : '';
    if (match.has('first') && date === '') return null;
    return {
      at: this.#time(match, date),
      contextPid: match.has('pid') ? Number.parseInt(match.text('pid'), 16) : null,
      provider: match.text('provider').slice(1, -1).trim(),
    };
  }

  #time(match: Match, date: string): Nanoseconds {
    const slot = match.plan.slots.get('time');
    if (slot === undefined) return this.#clock.at(date, '');
    const from = match.registers.starts[slot.first] as number;
    // `8:15:05.250 PM`
    if (match.has('meridiem') || match.bytes[from + 2] !== COLON)
      return this.#clock.at(date, timeOfDay(match.text('time'), match.text('meridiem')));
    this.#clock.set(date, nanosecondsOfDayIn(match.bytes, from));
    return this.#clock.day + BigInt(this.#clock.ofDayNs);
  }

  #date(match: Match): string {
    const [first, second, third] = [match.text('first'), match.text('second'), match.text('third')];
    return this.#dates.iso({ first, second, third, mark: match.text('mark'), isJoined: match.has('dash') });
  }
}

const COLON = 58;

/** `8:15:05.250` with `PM` as `21:40:05.207`. */
function timeOfDay(time: string, meridiem: string): string {
  const padded = time.indexOf(':') === 1 ? `0${time}` : time;
  if (meridiem === '') return padded;
  const hour = (Number(padded.slice(0, 2)) % 12) + (meridiem === 'PM' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}${padded.slice(2)}`;
}
