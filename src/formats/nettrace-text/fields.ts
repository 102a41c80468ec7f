import type { Match } from '../../parse/match.js';
import { readName } from './values.js';

/** The fields of one message, by the names that grammar/nettrace-messages.txt gives them. */
export class Fields {
  readonly #match: Match;
  readonly #taken = new Set<string>();

  constructor(match: Match) {
    this.#match = match;
  }

  /** Which event it becomes: `what`, `step`, `how` and other constants of the table. */
  constant(name: string): string | null {
    return this.#match.plan.constants.get(name) ?? null;
  }

  has(name: string): boolean {
    return this.#match.plan.slots.has(name);
  }

  /** What `read` makes of the field's text; null when the message has no such field. The field is then not among the rest. */
  take<T>(name: string, read: (text: string) => T | null): T | null {
    this.#taken.add(name);
    return this.has(name) ? read(this.#match.text(name)) : null;
  }

  text(name: string): string | null {
    return this.take(name, (text) => (text === '' ? null : text));
  }

  /** Everything that was not taken, as words without the number of their map. */
  rest(): Readonly<Record<string, string>> {
    const words: Record<string, string> = {};
    for (const name of this.#match.plan.slots.keys()) {
      if (!this.#taken.has(name)) words[name] = readName(this.#match.text(name)) ?? '';
    }
    return words;
  }

  /** Names of all fields of the message. */
  names(): Iterable<string> {
    return this.#match.plan.slots.keys();
  }
}
