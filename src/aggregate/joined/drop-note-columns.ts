import type { DropEvent } from '../../events/packet.js';
import type { DropReason } from '../../knowledge/drop-reason.js';
import { elapsedNs, ExactTime, nanosecondsOf } from '../exact-time.js';
import { SAME_CONTENT_WINDOW_NS } from '../packet-window.js';
import type { DropNote } from './drop-note.js';

const FIRST_ROWS = 1_024;
/** What is not printed. Never equal to itself: compare with `isSame`. */
const NOT_PRINTED = Number.NaN;
const UNKNOWN = -1;

/** No note before it. */
export const NO_NOTE = -1;

/** Columns. */
const MS = 0;
const NS = 1;
const INPUT = 2;
const LINE = 3;
const SOURCE_PORT = 4;
const DESTINATION_PORT = 5;
const IS_SENT = 6;
const PAYLOAD = 7;
const SEQUENCE = 8;
const SEQUENCE_END = 9;
const ACKNOWLEDGEMENT = 10;
const NUMBERS = 11;

/** Dropped packets in columns, about 100 bytes each: most cases have no NetTrace, and then nobody asks for them. */
export class DropNoteColumns {
  length = 0;
  /** Why, as far as its lines have told. */
  readonly reasons: DropReason[] = [];
  readonly #flags: string[] = [];
  readonly #harmless: boolean[] = [];
  #numbers = new Float64Array(FIRST_ROWS * NUMBERS);
  /** The note before it of the same pair of addresses, `NO_NOTE` for the first. */
  #before = new Int32Array(FIRST_ROWS);
  readonly #time = new ExactTime();
  readonly #most: number;

  /** `most`: notes that are ever added. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @returns its number */
  add(event: DropEvent, before: number, reason: DropReason, isHarmless: boolean): number {
    const { header } = event;
    if (this.length === this.#before.length) this.#grow();
    const note = this.length++;
    const tcp = header?.tcp ?? null;
    this.#time.setSnapshot(event);
    this.reasons.push(reason);
    this.#flags.push(tcp?.flags ?? '');
    this.#harmless.push(isHarmless);
    this.#before[note] = before;
    const numbers = this.#numbers;
    const at = note * NUMBERS;
    numbers[at + MS] = this.#time.ms;
    numbers[at + NS] = this.#time.ns;
    numbers[at + INPUT] = event.input;
    numbers[at + LINE] = event.line;
    numbers[at + SOURCE_PORT] = header?.sourcePort ?? 0;
    numbers[at + DESTINATION_PORT] = header?.destinationPort ?? 0;
    numbers[at + IS_SENT] = isSent(event.direction);
    numbers[at + PAYLOAD] = header?.payloadBytes ?? NOT_PRINTED;
    numbers[at + SEQUENCE] = tcp?.sequence ?? NOT_PRINTED;
    numbers[at + SEQUENCE_END] = tcp?.sequenceEnd ?? NOT_PRINTED;
    numbers[at + ACKNOWLEDGEMENT] = tcp?.acknowledgement ?? NOT_PRINTED;
    return note;
  }

  /** The note of an earlier line of the same packet, from `newest` of its pair backwards; `NO_NOTE` if there is none. */
  samePacket(newest: number, event: DropEvent, withinNs: number): number {
    this.#time.setSnapshot(event);
    const { ms, ns } = this.#time;
    for (let note = newest; note !== NO_NOTE; note = this.#before[note] as number) {
      const at = note * NUMBERS;
      const elapsed = elapsedNs(this.#numbers[at + MS] as number, this.#numbers[at + NS] as number, ms, ns);
      if (elapsed > withinNs || this.#numbers[at + INPUT] !== event.input) return NO_NOTE;
      if (elapsed >= -withinNs && this.#isSame(note, event, elapsed)) return note;
    }
    return NO_NOTE;
  }

  /** The notes of a pair from its newest one on. */
  *backwards(newest: number): Generator<number> {
    for (let note = newest; note !== NO_NOTE; note = this.#before[note] as number) yield note;
  }

  /** The same as an object, with what is known besides. */
  note(note: number, codes: readonly number[], text: string | null): DropNote {
    const number = (column: number) => this.#numbers[note * NUMBERS + column] as number;
    const printed = (column: number) => (Number.isNaN(number(column)) ? null : number(column));
    return {
      input: number(INPUT),
      line: number(LINE),
      at: nanosecondsOf(number(MS), number(NS)),
      sourcePort: number(SOURCE_PORT),
      destinationPort: number(DESTINATION_PORT),
      isSent: number(IS_SENT) === UNKNOWN ? null : number(IS_SENT) === 1,
      payloadBytes: printed(PAYLOAD),
      sequence: printed(SEQUENCE),
      sequenceEnd: printed(SEQUENCE_END),
      acknowledgement: printed(ACKNOWLEDGEMENT),
      flags: this.#flags[note] as string,
      codes,
      reason: (this.reasons[note] as DropReason).text,
      isHarmless: this.#harmless[note] as boolean,
      text,
      isTaken: false,
    };
  }

  #isSame(note: number, { header }: DropEvent, elapsed: number): boolean {
    if (header === null) return false;
    const numbers = this.#numbers;
    const at = note * NUMBERS;
    if (numbers[at + SOURCE_PORT] !== header.sourcePort || numbers[at + DESTINATION_PORT] !== header.destinationPort)
      return false;
    // A datagram has no sequence number: equal ones are told apart by time, as everywhere (`packet-window.ts`).
    if (header.tcp === null)
      return isSame(numbers[at + PAYLOAD] as number, header.payloadBytes) && elapsed <= SAME_CONTENT_WINDOW_NS;
    return (
      isSame(numbers[at + SEQUENCE] as number, header.tcp.sequence) &&
      isSame(numbers[at + ACKNOWLEDGEMENT] as number, header.tcp.acknowledgement) &&
      this.#flags[note] === header.tcp.flags
    );
  }

  #grow(): void {
    const rows = Math.min(this.#before.length * 2, this.#most);
    const numbers = new Float64Array(rows * NUMBERS);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const before = new Int32Array(rows);
    before.set(this.#before);
    this.#before = before;
  }
}

function isSame(kept: number, printed: number | null): boolean {
  return printed === null ? Number.isNaN(kept) : kept === printed;
}

function isSent(direction: string): number {
  if (direction === 'Tx' || direction === 'Out') return 1;
  return direction === 'Rx' || direction === 'In' ? 0 : UNKNOWN;
}
