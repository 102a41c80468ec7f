import type { CompiledRules } from 'nearley';
import type { Nanoseconds } from '../../base/time.js';
import stampRules from '../../generated/grammar/nettrace-stamp.js';
import type { Match } from '../../parse/match.js';
import type { ParseCounts } from '../../base/parse-counts.js';
import type { Plan, Slot } from '../../parse/plan.js';
import { RecordParser } from '../../parse/record-parser.js';
import { Clock, nanosecondsOfDayIn } from '../clock.js';
import { DateReader } from './date-order.js';
import { stampLexer } from './stamp-lexer.js';
import { ATTACHED_TO_STAMP, stampScanners } from './stamp-scanners.js';

/** What stands in front of a message. */
export interface Stamp {
  readonly at: Nanoseconds;
  readonly contextPid: number | null;
}

/** Reads the stamps of one file: its clock runs on, and the order of its dates is decided once. */
export class StampReader {
  readonly #clock = new Clock();
  readonly #dates: DateReader;
  readonly #layouts = new Map<Plan, StampLayout>();
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

  get counts(): ParseCounts {
    return this.#parser.counts;
  }

  /** True while every stamp said its whole time, in an order that needs no other line. */
  get isSelfContained(): boolean {
    return this.#clock.isSelfContained && this.#dates.isSelfContained;
  }

  /** Reads the stamp in `[start, end)`, to the end of the provider; null when it is in no form that is known. */
  read(bytes: Buffer, start: number, end: number): Stamp | null {
    const match = this.#parser.parse(bytes, start, end);
    if (match === null) return null;
    const layout = this.#layoutOf(match.plan);
    const date = layout.first === undefined ? '' : this.#date(match, layout);
    if (layout.first !== undefined && date === '') return null;
    return {
      at: this.#time(match, layout, date),
      contextPid: layout.pid === undefined ? null : Number.parseInt(match.textIn(layout.pid), 16),
    };
  }

  #time(match: Match, { time, meridiem }: StampLayout, date: string): Nanoseconds {
    if (time === undefined) return this.#clock.at(date, '');
    const from = match.registers.starts[time.first] as number;
    // `8:15:05.250 PM`
    if (meridiem !== undefined || match.bytes[from + 2] !== COLON)
      return this.#clock.at(date, timeOfDay(match.textIn(time), match.text('meridiem')));
    this.#clock.set(date, nanosecondsOfDayIn(match.bytes, from));
    return this.#clock.day + BigInt(this.#clock.ofDayNs);
  }

  #date(match: Match, { first, second, third }: StampLayout): string {
    if (first === undefined || second === undefined || third === undefined) return '';
    return this.#dates.iso({
      first: match.textIn(first),
      second: match.textIn(second),
      third: match.textIn(third),
      mark: match.text('mark'),
      isJoined: match.has('dash'),
    });
  }

  #layoutOf(plan: Plan): StampLayout {
    let layout = this.#layouts.get(plan);
    if (layout === undefined) {
      const { slots } = plan;
      layout = {
        first: slots.get('first'),
        second: slots.get('second'),
        third: slots.get('third'),
        time: slots.get('time'),
        meridiem: slots.get('meridiem'),
        pid: slots.get('pid'),
      };
      if (this.#layouts.size < MAXIMUM_LAYOUTS) this.#layouts.set(plan, layout);
    }
    return layout;
  }
}

/** Where the parts of stamps of one shape are: looked up once per shape, not for every line. */
type StampLayout = Readonly<Record<'first' | 'second' | 'third' | 'time' | 'meridiem' | 'pid', Slot | undefined>>;

const MAXIMUM_LAYOUTS = 1_000;
const COLON = 58;
/** `8:15:05.250` with `PM` as `21:40:05.207`. */
function timeOfDay(time: string, meridiem: string): string {
  const padded = time.indexOf(':') === 1 ? `0${time}` : time;
  if (meridiem === '') return padded;
  const hour = (Number(padded.slice(0, 2)) % 12) + (meridiem === 'PM' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}${padded.slice(2)}`;
}
