import { TextInterner } from '../base/text-interner.js';
import type { Plan, Slot } from './plan.js';
import { Registers } from './shape/registers.js';

/**
 * One parsed record: a plan and the places of its tokens. Fields are read on demand.
 * Only valid until the parser reads the next record: it is one reused object, and the bytes are those of the block.
 */
export class Match {
  /** The record is `[start, end)` of these UTF-8 bytes. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  plan: Plan;
  readonly registers = new Registers();
  readonly #texts = new TextInterner();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get record(): string {
    return this.plan.record;
  }

  has(field: string): boolean {
    return this.plan.slots.has(field) || this.plan.constants.has(field);
  }

  /** Number of entries of a list field, 0 when it is absent. */
  length(field: string): number {
    return this.plan.lengths.get(field) ?? 0;
  }

  /** The field's text without blanks around it; empty when the record has no such field. */
  text(field: string): string {
    const slot = this.plan.slots.get(field);
    return slot === undefined ? (this.plan.constants.get(field) ?? '') : this.textIn(slot);
  }

  /** The text of a slot of the plan, without blanks around it. Equal short texts are the same string. */
  textIn(slot: Slot): string {
    const { bytes } = this;
    let start = this.registers.starts[slot.first] as number;
    let end = this.registers.ends[slot.last] as number;
    while (start < end && isBlank(bytes[start] as number)) start++;
    while (end > start && isBlank(bytes[end - 1] as number)) end--;
    return this.#texts.text(bytes, start, end);
  }

  /**
   * The decimal number at the end of the field; null when there is none.
   * At the end, because German counters lack a blank: `Bytes eingehend0`.
   */
  number(field: string): number | null {
    const slot = this.plan.slots.get(field);
    return slot === undefined ? null : this.numberIn(slot);
  }

  numberIn(slot: Slot): number | null {
    const { bytes } = this;
    const from = this.registers.starts[slot.first] as number;
    const end = this.registers.ends[slot.last] as number;
    let value = 0;
    let at = from;
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    // Nearly always there is nothing else in the slot.
    return at === end && at > from ? value : this.#numberAtEnd(from, end);
  }

  #numberAtEnd(from: number, to: number): number | null {
    const { bytes } = this;
    let end = to;
    while (end > from && bytes[end - 1] === BLANK) end--;
    let at = end;
    while (at > from && isDigit(bytes[at - 1] as number)) at--;
    if (at === end) return null;
    let value = 0;
    for (; at < end; at++) value = value * 10 + (bytes[at] as number) - ZERO;
    return value;
  }

  /** The number when the slot holds up to 15 digits and nothing else; null otherwise. */
  wholeNumberIn(slot: Slot): number | null {
    const { bytes } = this;
    const from = this.registers.starts[slot.first] as number;
    const end = this.registers.ends[slot.last] as number;
    if (end === from || end - from > EXACT_DIGITS) return null;
    let value = 0;
    for (let at = from; at < end; at++) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) return null;
      value = value * 10 + digit;
    }
    return value;
  }

  /** The field `0xE000460A` as a number; null when absent or not hexadecimal. */
  hex(field: string): number | null {
    const text = this.text(field);
    return /^0x[0-9A-Fa-f]{1,13}$/.test(text) ? Number.parseInt(text.slice(2), 16) : null;
  }

  /** Start of the field in the record, in bytes; -1 when absent. */
  startOf(field: string): number {
    const slot = this.plan.slots.get(field);
    return slot === undefined ? -1 : (this.registers.starts[slot.first] as number) - this.start;
  }

  /** The text from the start of the slot to the end of the record, without blanks at the end. */
  textFrom(slot: Slot): string {
    const start = this.registers.starts[slot.first] as number;
    let { end } = this;
    while (end > start && isBlank(this.bytes[end - 1] as number)) end--;
    return decode(this.bytes, start, end);
  }
}

const BLANK = 32;
const ZERO = 48;
const EXACT_DIGITS = 15;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57;
}

function isBlank(code: number): boolean {
  return code === BLANK || (code >= 9 && code <= 13);
}

// oxlint-disable-next-line no-control-regex
const NOT_ASCII = /[^\x00-\x7f]/;

function decode(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('latin1', start, end);
  return NOT_ASCII.test(text) ? bytes.toString('utf8', start, end) : text;
}
