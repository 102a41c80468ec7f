import type { SideSink, SideTextFormat, SideTextReader } from '../side-format.js';

// ========================= ======== ================ =========== ============
const RULE = /^(={3,})(?: (={3,}))+\s*$/;
// "svchost.exe","924","Services","0","12,345 K"     tasklist /fo csv
const CSV_ROW = /^"([^"]{1,260})","(\d{1,10})"(?:,"([^"]*)")*\s*$/;
const COLUMNS_OF_TABLE = { least: 3, most: 9 };

/** `tasklist`, `/svc`, `/v`: columns by the rule below their titles, since titles are translated. Also `/fo csv`. */
export const tasklist: SideTextFormat = {
  kind: 'text',
  id: 'tasklist',
  what: 'a list of processes (tasklist)',
  doc: 'https://learn.microsoft.com/windows-server/administration/windows-commands/tasklist',
  createReader: (sink) => new TasklistReader(sink),
};

class TasklistReader implements SideTextReader {
  readonly #sink: SideSink;
  #columns: readonly { readonly from: number; readonly to: number }[] = [];

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  line(text: string, line: number): 'fact' | 'part' | null {
    if (RULE.test(text)) {
      const columns = [...text.matchAll(/=+/g)].map((match) => ({
        from: match.index,
        to: match.index + match[0].length,
      }));
      const { least, most } = COLUMNS_OF_TABLE;
      this.#columns = columns.length >= least && columns.length <= most ? columns : [];
      return this.#columns.length === 0 ? null : 'part';
    }
    const csv = CSV_ROW.exec(text);
    if (csv !== null) {
      const count = text.split('","').length;
      const services = count === 3 ? (csv[3] ?? '') : '';
      return this.#process(csv[1] ?? '', csv[2] ?? '', services, text, line);
    }
    const [name, pid, third] = this.#columns;
    if (name === undefined || pid === undefined || third === undefined) return null;
    if (text.trim() === '') {
      this.#columns = [];
      return null;
    }
    const digits = text.slice(name.to, pid.to).trim();
    if (!/^\d{1,10}$/.test(digits)) {
      // Services of /svc go on below the row: both columns before them are blank.
      return text.slice(0, pid.to).trim() === '' ? 'part' : null;
    }
    const services = this.#columns.length === 3 ? text.slice(third.from).trim() : '';
    return this.#process(text.slice(0, name.to).trim(), digits, services, text, line);
  }

  end(): void {
    this.#columns = [];
  }

  #process(name: string, pid: string, services: string, text: string, line: number): 'fact' {
    // `N/A` of /svc: no service.
    const known = /^[A-Z]\/[A-Z]$/i.test(services) ? '' : services;
    this.#sink.fact({ kind: 'process', line, text: text.trim(), pid: Number(pid), name, services: known });
    return 'fact';
  }
}
