import type { CompiledRules } from 'nearley';
import type { Nanoseconds } from '../../base/time.js';
import stampRules from '../../generated/grammar/nettrace-stamp.js';
import type { Match } from '../../parse/match.js';
import type { ParseCounts } from '../../base/parse-counts.js';
import type { Plan, Slot } from '../../parse/plan.js';
import { RecordParser } from '../../parse/record-parser.js';
import { Clock, nanosecondsOfDayIn } from '../clock.js';
import type { StampForm } from '../../base/stamp-form.js';
import { DateReader, type PrintedDate } from './date-order.js';
import { stampLexer } from './stamp-lexer.js';
import { ATTACHED_TO_STAMP, stampScanners } from './stamp-scanners.js';

/** Reads the stamps of one file: its clock runs on, and the order of its dates is decided once. */
export class StampReader {
  /** Process in whose context the record was written; null when the stamp has none. */
  contextPid: number | null = null;
  readonly #clock = new Clock();
  readonly #dates: DateReader;
  readonly #layouts = new Map<Plan, StampLayout>();
  /** The date as stamps of a form print it, null for none, once the grammar has read one. */
  readonly #dateOfForm = new Map<StampForm, PrintedDate | null>();
  #readByForm = 0;
  readonly #parser = new RecordParser({
    rules: stampRules() as unknown as CompiledRules,
    lexer: stampLexer(),
    scanners: stampScanners,
    attached: ATTACHED_TO_STAMP,
  });

  /** `note` gets sentences about how dates were read. */
  constructor(note: (sentence: string) => void) {
    this.#dates = new DateReader(note);
  }

  get counts(): ParseCounts {
    const { counts } = this.#parser;
    return { ...counts, records: counts.records + this.#readByForm };
  }

  /** True while every stamp said its whole time, in an order that needs no other line. */
  get isSelfContained(): boolean {
    return this.#clock.isSelfContained && this.#dates.isSelfContained;
  }

  /** Midnight before the stamp that was read last. */
  get day(): Nanoseconds {
    return this.#clock.day;
  }

  /** Nanoseconds since then. */
  get ofDayNs(): number {
    return this.#clock.ofDayNs;
  }

  /**
   * Reads the stamp in `[start, end)`, to the end of the provider; false when it is in no form that is known.
   * @param form of the stamp up to the provider, one object for all stamps of this form; null when not known
   */
  read(bytes: Buffer, start: number, end: number, form: StampForm | null): boolean {
    if (form === null) return this.#parse(bytes, start, end) !== null;
    const known = this.#dateOfForm.get(form);
    if (known === undefined) return this.#learn(form, bytes, start, end);
    this.#readByForm++;
    const date = known === null ? '' : this.#dates.iso(known);
    if (known !== null && date === '') return false;
    this.contextPid = form.pid(bytes, start);
    this.#clock.set(date, nanosecondsOfDayIn(bytes, start + form.timeAt));
    return true;
  }

  /** Lexer and grammar say what a stamp of this form is. */
  #learn(form: StampForm, bytes: Buffer, start: number, end: number): boolean {
    const stamp = this.#parse(bytes, start, end);
    if (stamp === null) return false;
    if (stamp.timeAt === form.timeAt && stamp.pidAt === form.pidAt && this.#dateOfForm.size < MAXIMUM_LAYOUTS)
      this.#dateOfForm.set(form, stamp.date);
    return true;
  }

  #parse(bytes: Buffer, start: number, end: number): ReadStamp | null {
    const match = this.#parser.parse(bytes, start, end);
    if (match === null) return null;
    const layout = this.#layoutOf(match.plan);
    const printed = printedDate(match, layout);
    const date = printed === null ? '' : this.#dates.iso(printed);
    if (layout.first !== undefined && date === '') return null;
    this.contextPid = layout.pid === undefined ? null : Number.parseInt(match.textIn(layout.pid), 16);
    const isPlain = this.#setTime(match, layout, date);
    const startOf = (slot: Slot | undefined) =>
      slot === undefined ? -1 : (match.registers.starts[slot.first] as number) - start;
    return { date: printed, pidAt: startOf(layout.pid), timeAt: isPlain ? startOf(layout.time) : -1 };
  }

  /** True when the time is one of digits at fixed places. */
  #setTime(match: Match, { time, meridiem }: StampLayout, date: string): boolean {
    const from = time === undefined ? 0 : (match.registers.starts[time.first] as number);
    // `8:15:05.250 PM`
    const isPlain = time !== undefined && meridiem === undefined && match.bytes[from + 2] === COLON;
    if (isPlain) this.#clock.set(date, nanosecondsOfDayIn(match.bytes, from));
    else this.#clock.at(date, time === undefined ? '' : timeOfDay(match.textIn(time), match.text('meridiem')));
    return isPlain;
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

/** What the grammar says of a stamp; places are offsets, -1 when it has no such part or prints it in another way. */
interface ReadStamp {
  readonly date: PrintedDate | null;
  readonly pidAt: number;
  readonly timeAt: number;
}

/** Where the parts of stamps of one shape are: looked up once per shape, not for every line. */
type StampLayout = Readonly<Record<'first' | 'second' | 'third' | 'time' | 'meridiem' | 'pid', Slot | undefined>>;

const MAXIMUM_LAYOUTS = 1_000;
const COLON = 58;

function printedDate(match: Match, { first, second, third }: StampLayout): PrintedDate | null {
  if (first === undefined || second === undefined || third === undefined) return null;
  return {
    first: match.textIn(first),
    second: match.textIn(second),
    third: match.textIn(third),
    mark: match.text('mark'),
    isJoined: match.has('dash'),
  };
}

/** `8:15:05.250` with `PM` as `21:40:05.207`. */
function timeOfDay(time: string, meridiem: string): string {
  const padded = time.indexOf(':') === 1 ? `0${time}` : time;
  if (meridiem === '') return padded;
  const hour = (Number(padded.slice(0, 2)) % 12) + (meridiem === 'PM' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}${padded.slice(2)}`;
}
