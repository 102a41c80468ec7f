import type { Evidence, EvidenceText, Verbatim } from '../../events/evidence.js';

/** Texts of lines kept by all tables of stack events together: about 300 bytes each, so 10 MB. */
const MAXIMUM_TEXTS = 30_000;

/** Hands out the text of lines as long as there is room for it. */
export class TextBudget {
  #left: number;

  constructor(texts: number = MAXIMUM_TEXTS) {
    this.#left = texts;
  }

  /** Null when the room is spent. Only valid while the record is handed over. */
  take(event: Evidence, verbatim: Verbatim): EvidenceText | null {
    if (this.#left === 0) return null;
    this.#left--;
    return { input: event.input, line: event.line, text: verbatim() };
  }
}
