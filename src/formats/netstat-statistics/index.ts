import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';
import { ENGLISH_NAMES } from './counter-names.js';

//   Segments Retransmitted              = 24199
const COUNTER = /^\s*(\S[^=]{1,80}?)\s*=\s*(\d{1,20})\s*$/;
// TCP Statistics for IPv4      TCP-Statistik für IPv4      IPv6 Statistics
const TITLE = /^\s*(?=\S)(?=[^=\d]*(?:\bI?TCP\b|\bUDP\b|\bICMPv[46]\b|\bIPv[46]\b))[^=]{4,80}$/;

interface Row {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly line: number;
}

/** `netstat -s`: counters since Windows started. Names are translated, their order within a section is not. */
export const netstatStatistics: SideTextFormat = {
  kind: 'text',
  id: 'netstat-statistics',
  what: 'counters of the protocols (netstat -s)',
  doc: 'https://learn.microsoft.com/windows-server/administration/windows-commands/netstat',
  createReader: (sink) => new StatisticsReader(sink),
};

class StatisticsReader implements SideTextReader {
  readonly #sink: SideSink;
  #scope = '';
  #rows: Row[] = [];

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, line: number): 'fact' | 'part' | null {
    const counter = COUNTER.exec(text);
    if (counter !== null && this.#scope !== '') {
      this.#rows.push({ label: counter[1] ?? '', value: Number(counter[2]), text: text.trim(), line });
      return 'fact';
    }
    if (TITLE.test(text)) {
      const scope = scopeOf(text);
      if (scope === '') return null;
      this.end();
      this.#scope = scope;
      return 'part';
    }
    if (text.trim() !== '' && this.#rows.length > 0) {
      this.end();
      this.#scope = '';
    }
    return null;
  }

  end(): void {
    const names = ENGLISH_NAMES[this.#scope.split(' ')[0] ?? ''] ?? [];
    const isEnglish = this.#rows.every(({ label }) => names.includes(label));
    for (const [at, { label, value, text, line }] of this.#rows.entries()) {
      // A section of another language with the usual number of lines has the usual order.
      const name = isEnglish ? label : this.#rows.length === names.length ? (names[at] ?? label) : label;
      this.#sink.fact({
        kind: 'side-counter',
        line,
        text,
        source: 'netstat-statistics',
        scope: this.#scope,
        name,
        value,
      });
    }
    if (!isEnglish && names.length > 0 && this.#rows.length > 0 && this.#rows.length !== names.length) {
      this.#sink.note(
        `The counters of ${this.#scope} are in another language and not as many as usual: their names were left as they are.`,
      );
    }
    this.#rows = [];
  }
}

/** `TCP IPv4`, `UDP IPv6`, `IP IPv4`; empty for ICMP and what is no title of a section. */
function scopeOf(title: string): string {
  const version = /IPv([46])/.exec(title)?.[1];
  if (version === undefined || /ICMP/.test(title)) return '';
  const protocol = /\b(TCP|UDP)\b/.exec(title)?.[1] ?? 'IP';
  return `${protocol} IPv${version}`;
}
