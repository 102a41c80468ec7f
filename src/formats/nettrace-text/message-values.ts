import { RecentValues } from '../../base/recent-values.js';
import type { StackEndpoint } from '../../events/stack.js';
import { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';
import { readEndpoint, readName, readNumber, readPointer } from './values.js';

/** Pointers and addresses of a few thousand connections, at most 300 KB each. */
const PLACES = 4_096;
const NAMES = 256;
const NO_PLAN: Plan = { record: '', slots: new Map(), constants: new Map(), lengths: new Map() };

/** Reads values of the present message; those that come often are remembered. */
export class MessageValues {
  match = new Match(NO_PLAN);
  readonly #pointers = new RecentValues<string | null>(PLACES);
  readonly #endpoints = new RecentValues<StackEndpoint | null>(PLACES);
  readonly #names = new RecentValues<string | null>(NAMES);

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

  #recent<Value>(slot: Slot | null, recent: RecentValues<Value>, read: (text: string) => Value): Value | null {
    if (slot === null) return null;
    const { bytes, registers } = this.match;
    const known = recent.get(bytes, registers.starts[slot.first] as number, registers.ends[slot.last] as number);
    return known === undefined ? recent.set(read(this.match.textIn(slot))) : known;
  }
}
