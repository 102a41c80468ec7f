import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';

// Name                             ReceivedBytes ReceivedUnicastPackets       SentBytes SentUnicastPackets
const TABLE_TITLE = /^\s*Name\s+ReceivedBytes\s+ReceivedUnicastPackets\s/;
const TABLE_RULE = /^-{2,}(?:\s+-{2,}){2,}\s*$/;
// ReceivedDiscardedPackets : 12
const PROPERTY = /^([A-Z][A-Za-z]{2,60})\s*: ?(.*)$/;
/** Properties of the adapter's statistics: the names of a class, never translated. */
const COUNTED =
  /^(?:Received|Sent|Outbound)(?:(?:Unicast|Multicast|Broadcast)?(?:Packets|Bytes)|DiscardedPackets|PacketErrors)$/;

/** `Get-NetAdapterStatistics`, as a table or as a list. Only the list has discards and errors. */
export const adapterStatistics: SideTextFormat = {
  kind: 'text',
  id: 'adapter-statistics',
  what: 'counters of the adapters (Get-NetAdapterStatistics)',
  doc: 'https://learn.microsoft.com/powershell/module/netadapter/get-netadapterstatistics',
  createReader: (sink) => new AdapterStatisticsReader(sink),
};

class AdapterStatisticsReader implements SideTextReader {
  readonly #sink: SideSink;
  #columns: readonly string[] | null = null;
  #isRuled = false;
  #adapter = '';
  #counters: { readonly name: string; readonly value: number; readonly text: string; readonly line: number }[] = [];
  #isElided = false;

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, line: number): 'fact' | 'part' | null {
    if (TABLE_TITLE.test(text)) {
      this.end();
      this.#columns = text.trim().split(/\s+/);
      return 'part';
    }
    if (this.#columns !== null) return this.#tableLine(text, line);
    return this.#listLine(text, line);
  }

  end(): void {
    if (this.#adapter !== '') {
      for (const counter of this.#counters) this.#counter(counter.name, counter.value, counter.text, counter.line);
    }
    this.#counters = [];
    this.#adapter = '';
    this.#columns = null;
    this.#isRuled = false;
    if (this.#isElided) {
      this.#isElided = false;
      this.#sink.note('PowerShell elided numbers that were too wide for the table ("..."): they were left out.');
    }
  }

  /** Names hold blanks, numbers do not: a row ends with as many words as there are columns of numbers. */
  #tableLine(text: string, line: number): 'fact' | 'part' | null {
    if (TABLE_RULE.test(text)) {
      this.#isRuled = true;
      return 'part';
    }
    const words = text.trim().split(/\s+/);
    const [, ...names] = this.#columns ?? [];
    if (!this.#isRuled || words.length <= names.length) {
      this.end();
      return null;
    }
    const numbers = words.slice(-names.length);
    this.#adapter = words.slice(0, -names.length).join(' ');
    for (const [at, name] of names.entries()) {
      const cell = numbers[at] ?? '';
      if (/^\d{1,20}$/.test(cell)) this.#counter(name, Number(cell), text.trim(), line);
      else this.#isElided = true;
    }
    this.#adapter = '';
    return 'fact';
  }

  /** A block of `Format-List` holds `Name` somewhere between the counters, and ends with a blank line. */
  #listLine(text: string, line: number): 'fact' | 'part' | null {
    const [, name, value = ''] = PROPERTY.exec(text) ?? [];
    if (name === undefined) {
      if (this.#counters.length > 0) this.end();
      return null;
    }
    if (name === 'Name' && value.trim() !== '') {
      if (this.#adapter !== '') this.end();
      this.#adapter = value.trim();
      return null;
    }
    if (!COUNTED.test(name) || !/^\d{1,20}$/.test(value.trim())) return this.#counters.length > 0 ? 'part' : null;
    this.#counters.push({ name, value: Number(value), text: text.trim(), line });
    return 'fact';
  }

  #counter(name: string, value: number, text: string, line: number): void {
    const scope = this.#adapter;
    this.#sink.fact({ kind: 'side-counter', line, text, source: 'adapter-statistics', scope, name, value });
  }
}
