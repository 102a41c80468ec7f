import type { Plan } from './plan.js';

/**
 * One parsed record: a plan and the places of its tokens. Fields are read on demand.
 * Only valid until the parser reads the next record: it is one reused object.
 *
 * The text is a byte view (one character per UTF-8 byte, see `record-parser.ts`); `text` gives real characters.
 */
export class Match {
  /** Byte view of the record. */
  line = '';
  plan: Plan;
  readonly starts: number[] = [];
  readonly ends: number[] = [];

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
    if (slot === undefined) return this.plan.constants.get(field) ?? '';
    return fromByteView(withoutBlanks(this.line, this.starts[slot.first] ?? 0, this.ends[slot.last] ?? 0));
  }

  /**
   * The decimal number at the end of the field; null when there is none.
   * At the end, because German counters lack a blank: `Bytes eingehend0`.
   */
  number(field: string): number | null {
    const slot = this.plan.slots.get(field);
    if (slot === undefined) return null;
    const { line } = this;
    let at = (this.ends[slot.last] ?? 0) - 1;
    const from = this.starts[slot.first] ?? 0;
    while (at >= from && line.charCodeAt(at) === BLANK) at--;
    let value = 0;
    let scale = 1;
    const end = at;
    for (; at >= from; at--) {
      const digit = line.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) break;
      value += digit * scale;
      scale *= 10;
    }
    return at === end ? null : value;
  }

  /** The field `0xE000460A` as a number; null when absent or not hexadecimal. */
  hex(field: string): number | null {
    const text = this.text(field);
    return /^0x[0-9A-Fa-f]{1,13}$/.test(text) ? Number.parseInt(text.slice(2), 16) : null;
  }

  /** Start of the field in the record, in bytes; -1 when absent. */
  startOf(field: string): number {
    const slot = this.plan.slots.get(field);
    return slot === undefined ? -1 : (this.starts[slot.first] ?? -1);
  }
}

const BLANK = 32;
const ZERO = 48;

/** Not `trim`: it takes 0xA0 for a blank, which in a byte view is the last byte of `à` (C3 A0) and of `你` (E4 BD A0). */
function withoutBlanks(line: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isBlank(line.charCodeAt(start))) start++;
  while (end > start && isBlank(line.charCodeAt(end - 1))) end--;
  return line.slice(start, end);
}

/** A blank, a tab, a vertical tab, a form feed, a carriage return. */
function isBlank(code: number): boolean {
  return code === BLANK || code === 9 || (code >= 11 && code <= 13);
}

// oxlint-disable-next-line no-control-regex
const NOT_ASCII = /[^\x00-\x7f]/;

/** Real characters of a byte view. Detaches the text from the line, which would otherwise stay in memory. */
export function fromByteView(bytes: string): string {
  return NOT_ASCII.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : detach(bytes);
}

/** V8 keeps the whole parent of a slice of 13 characters or more alive; reports keep texts for the whole run. */
function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'latin1').toString('latin1');
}
