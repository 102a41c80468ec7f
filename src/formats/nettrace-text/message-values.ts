import { ByteInterner } from '../../base/byte-interner.js';
import type { StackEndpoint } from '../../events/stack.js';
import { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';
import { readEndpoint, readName, readNumber, readPointer } from './values.js';

/** Pointers and addresses of a few thousand connections, at most 300 KB each. */
const PLACES = 4_096;
const NAMES = 256;
const LONGEST = 64;
const NO_PLAN: Plan = { record: '', slots: new Map(), constants: new Map(), lengths: new Map() };

/** Reads values of the present message; those that come often are remembered. */
export class MessageValues {
  match = new Match(NO_PLAN);
  readonly #pointers = new ByteInterner<string | null>(LONGEST, PLACES);
  readonly #endpoints = new ByteInterner<StackEndpoint | null>(LONGEST, PLACES);
  readonly #names = new ByteInterner<string | null>(LONGEST, NAMES);

  pointer(slot: Slot | null): string | null {
    return this.#recent(slot, this.#pointers, readPointer);
  }

  endpoint(slot: Slot | null): StackEndpoint | null {
    return this.#recent(slot, this.#endpoints, readEndpoint);
  }

  name(slot: Slot | null): string | null {
    return this.#recent(slot, this.#names, readName);
  }

  number(slot: Slot): number | null {
    return this.match.wholeNumberIn(slot) ?? readNumber(this.match.textIn(slot));
  }

  text(slot: Slot): string {
    return this.match.textIn(slot);
  }

  #recent<Value>(slot: Slot | null, recent: ByteInterner<Value>, read: (text: string) => Value): Value | null {
    if (slot === null) return null;
    const { bytes, registers } = this.match;
    const start = registers.starts[slot.first] as number;
    const end = registers.ends[slot.last] as number;
    const known = recent.find(bytes, start, end);
    if (known !== undefined) return known;
    const value = read(this.match.textIn(slot));
    recent.remember(bytes, start, end, value);
    return value;
  }
}
