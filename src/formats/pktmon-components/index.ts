import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';

//    Id MAC Address       Name                  Id Driver      Name
//    -- -----------       ----                  -- ------      ----
const RULE = /^(\s*)-{2,}(?:\s+-{2,}){1,4}\s*$/;
const MAC = /^(?:[0-9A-F]{2}-){5}[0-9A-F]{2}$/i;
const ROW = /^\s*(\d{1,6})\s+(\S.*)$/;
/** A title without colon stands above the rule, and its first word is the same in all languages seen. */
const TITLE = /^\s*Id\s+\S/;

/** `pktmon comp list`: the names behind the component numbers of a trace, while pktmon is the same one. */
export const pktmonComponents: SideTextFormat = {
  kind: 'text',
  id: 'pktmon-components',
  what: 'the output of "pktmon comp list", a table of components',
  doc: 'https://learn.microsoft.com/windows-server/networking/technologies/pktmon/pktmon-syntax',
  createReader: (sink) => new ComponentListReader(sink),
};

class ComponentListReader implements SideTextReader {
  readonly #sink: SideSink;
  #isTitled = false;
  #columns: readonly number[] = [];
  #type = '';

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, line: number): 'fact' | 'part' | null {
    if (TITLE.test(text)) {
      this.#isTitled = true;
      this.#columns = [];
      return 'part';
    }
    if (this.#isTitled && RULE.test(text)) {
      this.#columns = [...text.matchAll(/-+/g)].map((match) => match.index);
      this.#isTitled = false;
      return 'part';
    }
    this.#isTitled = false;
    if (this.#columns.length === 0) {
      // `Network Adapters:`, `Protocols:`: what the table below is about.
      if (/^\S.{0,60}:\s*$/.test(text)) this.#type = text.trim().replace(/[:：]$/, '');
      return null;
    }
    const row = ROW.exec(text);
    if (row === null) {
      this.end();
      if (/^\S.{0,60}:\s*$/.test(text)) this.#type = text.trim().replace(/[:：]$/, '');
      return null;
    }
    const id = Number(row[1]);
    const [, ...starts] = this.#columns;
    const cells = starts.map((from, at) => text.slice(from, starts[at + 1]).trim());
    const mac = cells.find((cell) => MAC.test(cell)) ?? '';
    const name = cells.at(-1) ?? '';
    if (name === '') return null;
    this.#sink.fact({ kind: 'component-name', line, text: text.trim(), id, name, type: this.#type, mac });
    return 'fact';
  }

  end(): void {
    this.#columns = [];
    this.#isTitled = false;
  }
}
