import type { SideFact } from '../../events/side/fact.js';
import type { SideSink, SideTextFormat, SideTextReader } from '../../formats/side-format.js';
import type { SideLedger } from './read-side.js';

/** A line of these outputs is below 500 characters; the rest of a longer one is not looked at. */
const LONGEST_LINE = 65_536;

/**
 * Gives each line of a text to the readers of all commands until one takes it: collectors put the output of several
 * commands into one file.
 */
export class SideTextRouter {
  readonly ledger: SideLedger = { lines: 0, event: 0, detail: 0, otherProvider: 0, blank: 0 };
  readonly #readers: readonly { readonly format: SideTextFormat; readonly reader: SideTextReader; facts: number }[];
  #rest = '';

  constructor(formats: readonly SideTextFormat[], sink: SideSink) {
    this.#readers = formats.map((format) => {
      const entry = { format, reader: format.createReader({ ...sinkOf(sink), fact: (fact) => count(fact) }), facts: 0 };
      const count = (fact: SideFact) => {
        entry.facts++;
        sink.fact(fact);
      };
      return entry;
    });
  }

  /** Formats that stated something, most facts first. */
  get formats(): readonly SideTextFormat[] {
    return this.#readers
      .filter(({ facts }) => facts > 0)
      .sort((a, b) => b.facts - a.facts)
      .map(({ format }) => format);
  }

  write(piece: string): void {
    const lines = (this.#rest + piece).split('\n');
    const last = lines.pop() ?? '';
    this.#rest = last.slice(0, LONGEST_LINE);
    for (const line of lines) this.#line(line);
  }

  end(): void {
    if (this.#rest !== '') this.#line(this.#rest);
    this.#rest = '';
    for (const { reader } of this.#readers) reader.end();
  }

  #line(raw: string): void {
    const number = ++this.ledger.lines;
    const text = (raw.endsWith('\r') ? raw.slice(0, -1) : raw).slice(0, LONGEST_LINE);
    let taken: 'fact' | 'part' | null = null;
    for (const { reader } of this.#readers) {
      // Every reader sees every line, or its block would not end where another one begins.
      const answer = reader.line(text, number);
      if (taken === null || answer === 'fact') taken = answer ?? taken;
    }
    if (text.trim() === '') this.ledger.blank++;
    else if (taken === 'fact') this.ledger.event++;
    else if (taken === 'part') this.ledger.detail++;
    else this.ledger.otherProvider++;
  }
}

function sinkOf(sink: SideSink): SideSink {
  return {
    fact: (fact) => sink.fact(fact),
    problem: (sentence) => sink.problem(sentence),
    note: (sentence) => sink.note(sentence),
  };
}
