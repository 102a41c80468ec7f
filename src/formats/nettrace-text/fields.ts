import type { Match } from '../../parse/match.js';
import type { Plan, Slot } from '../../parse/plan.js';
import { readName } from './values.js';

/** As many as the parser keeps shapes. */
const MAXIMUM_LAYOUTS = 20_000;
const NONE: FieldLayout = { names: [], indexes: new Map(), slots: [], constants: new Map(), taken: new Uint8Array(0) };

/** The fields of messages of one shape: looked up once per shape, not for every message. */
interface FieldLayout {
  readonly names: readonly string[];
  readonly indexes: ReadonlyMap<string, number>;
  readonly slots: readonly Slot[];
  readonly constants: ReadonlyMap<string, string>;
  /** Which fields of the present message were taken. */
  readonly taken: Uint8Array;
}

/**
 * The fields of one message, by the names that grammar/nettrace-messages.txt gives them. One object for all messages of a
 * reader: valid until it is set to the next.
 */
export class Fields {
  readonly #layouts = new Map<Plan, FieldLayout>();
  #layout = NONE;
  #match: Match | null = null;

  /** Begins with a message; nothing of it is taken. */
  of(match: Match): this {
    this.#match = match;
    this.#layout = this.#layoutOf(match.plan);
    this.#layout.taken.fill(0);
    return this;
  }

  /** Which event it becomes: `what`, `step`, `how` and other constants of the table. */
  constant(name: string): string | null {
    return this.#layout.constants.get(name) ?? null;
  }

  has(name: string): boolean {
    return this.#layout.indexes.has(name);
  }

  /** What `read` makes of the field's text; null when the message has no such field. The field is then not among the rest. */
  take<T>(name: string, read: (text: string) => T | null): T | null {
    const index = this.#layout.indexes.get(name);
    if (index === undefined) return null;
    this.#layout.taken[index] = 1;
    return read(this.#textAt(index));
  }

  text(name: string): string | null {
    return this.take(name, (text) => (text === '' ? null : text));
  }

  /** Everything that was not taken, as words without the number of their map. */
  rest(): Readonly<Record<string, string>> {
    const { names, taken } = this.#layout;
    let words: Record<string, string> = NO_WORDS;
    for (let index = 0; index < names.length; index++) {
      if (taken[index] === 1) continue;
      if (words === NO_WORDS) words = {};
      words[names[index] as string] = readName(this.#textAt(index)) ?? '';
    }
    return words;
  }

  #textAt(index: number): string {
    return this.#match?.textIn(this.#layout.slots[index] as Slot) ?? '';
  }

  #layoutOf(plan: Plan): FieldLayout {
    let layout = this.#layouts.get(plan);
    if (layout === undefined) {
      const names = [...plan.slots.keys()];
      layout = {
        names,
        indexes: new Map(names.map((name, index) => [name, index])),
        slots: [...plan.slots.values()],
        constants: plan.constants,
        taken: new Uint8Array(names.length),
      };
      if (this.#layouts.size < MAXIMUM_LAYOUTS) this.#layouts.set(plan, layout);
    }
    return layout;
  }
}

/** Nothing is ever written into it. */
const NO_WORDS: Record<string, string> = Object.freeze({});
