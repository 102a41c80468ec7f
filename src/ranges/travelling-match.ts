import type { Match } from '../parse/match.js';
import type { Plan } from '../parse/plan.js';
import type { SharedNumbers } from './batch-room.js';

/** A plan for records of which only the fields travel: each field is one token, in the order of the slots. */
export function planOfFields({ record, slots, constants, lengths }: Plan): Plan {
  const fields = [...slots.keys()].map((name, place) => [name, { first: place, last: place }] as const);
  return { record, slots: new Map(fields), constants, lengths };
}

/** Writes where the fields of a match are. `base`: where its bytes will lie. */
export function writeFields(to: SharedNumbers, { plan, registers }: Match, base: number): void {
  for (const { first, last } of plan.slots.values()) {
    to.push(base + (registers.starts[first] as number));
    to.push(base + (registers.ends[last] as number));
  }
}

/** Reads them from `at` on into a match whose plan is one of `planOfFields`. Gives where the next number is. */
export function readFields(from: Float64Array, at: number, { plan, registers }: Match): number {
  const { size } = plan.slots;
  for (let place = 0; place < size; place++) {
    registers.starts[place] = from[at + 2 * place] as number;
    registers.ends[place] = from[at + 2 * place + 1] as number;
  }
  return at + 2 * size;
}
