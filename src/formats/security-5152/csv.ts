import { type CsvError, parse, type Parser } from 'csv-parse';
import type { SideDocumentFormat, SideDocumentReader, SideSink } from '../side-format.js';
import { blockedOf, blockingEventId, FIELD_NAMES } from './event-fields.js';
import { fieldsOfMessage } from './message.js';
import { parseSideTime } from '../side-time.js';

const DELIMITERS = [',', ';', '\t'];
/** A message is some KB; a quote without an end would take the rest of the file for one cell. */
const LONGEST_RECORD = 1024 * 1024;
const FILTER_IN_MESSAGE = /(?:%%145\d\d|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|::)[^]*\t/;

/** Event Viewer (`Save as CSV`) and `Export-Csv`: with columns for the fields, or with the message in one cell. */
export const securityCsv: SideDocumentFormat = {
  kind: 'document',
  id: 'security-5152',
  what: 'events of the Security log (CSV)',
  doc: 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5152',
  sniff(head) {
    const [first = '', ...rest] = head.replace(/^#TYPE [^\n]*\n/, '').split('\n');
    if (!DELIMITERS.some((delimiter) => first.split(delimiter).length >= 3) || /^\s*[<{[]/.test(first)) return false;
    const below = rest.join('\n');
    if (/\bFilterRTID\b/i.test(first) && /\bSourceAddress\b/i.test(first)) return true;
    return /(?:^|["',;\t])515[27](?=["',;\t])/m.test(below) && FILTER_IN_MESSAGE.test(below);
  },
  createReader: (sink) => new SecurityCsvReader(sink),
};

/** What the parser hands over with the options `raw` and `info`. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
  /** `lines`: number of the last line of the record. */
  readonly info: { readonly lines: number };
}

class SecurityCsvReader implements SideDocumentReader {
  readonly #sink: SideSink;
  #parser: Parser | null = null;
  #head: string | null = '';
  #columns: readonly string[] | null = null;
  #line = 1;
  #failure = '';
  #carriageReturn = '';

  constructor(sink: SideSink) {
    this.#sink = sink;
  }

  write(piece: string): void {
    if (this.#head === null) return this.#feed(piece);
    this.#head += piece;
    if (this.#head.includes('\n')) this.#begin();
  }

  async end(): Promise<void> {
    if (this.#head !== null) this.#begin();
    const parser = this.#parser;
    if (parser !== null && this.#failure === '') {
      // The last record, and a quote that has no end, come out on a later turn of the event loop.
      await new Promise<void>((resolve) => {
        parser.once('close', resolve).once('error', () => resolve());
        parser.resume().end();
      });
    }
    if (this.#failure !== '') this.#sink.problem(this.#failure);
  }

  #begin(): void {
    const head = this.#head ?? '';
    this.#head = null;
    const firstLine = head.replace(/^#TYPE [^\n]*\n/, '').split('\n')[0] ?? '';
    const count = (delimiter: string) => firstLine.split(delimiter).length;
    const delimiter = DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
    this.#parser = parse({
      delimiter,
      record_delimiter: '\n',
      raw: true,
      info: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      comment: '#TYPE',
      comment_no_infix: true,
      // Nothing is passed on, so the parser never waits for a reader and reads each piece at once.
      on_record: (next: unknown) => {
        const { record, raw, info } = next as CsvRecord;
        const line = this.#line;
        this.#line = info.lines + 1;
        this.#record(record, raw.trimEnd(), line);
        return null;
      },
    });
    this.#parser.on('error', (error: CsvError) => this.#fail(error));
    this.#feed(head);
  }

  #feed(piece: string): void {
    // The parser counts CR and LF within a cell as two lines, so it gets LF alone. A CR at the end waits for its LF.
    const text = this.#carriageReturn + piece;
    this.#carriageReturn = text.endsWith('\r') ? '\r' : '';
    const complete = text.slice(0, text.length - this.#carriageReturn.length);
    if (this.#failure === '') this.#parser?.write(complete.replaceAll('\r\n', '\n'));
  }

  #fail(error: CsvError): void {
    const why =
      error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quoted cell has no end, so the file is probably cut'
        : 'it is no well-formed CSV';
    this.#failure = `Reading stopped after line ${this.#line - 1}: ${why}. What stands before was used.`;
  }

  #record(cells: readonly string[], raw: string, line: number): void {
    if (this.#columns === null) {
      this.#columns = cells.map((cell) => cell.trim().toLowerCase().replace(/[ _]/g, ''));
      return;
    }
    const columns = this.#columns;
    const named = new Map<string, string>();
    for (const [at, cell] of cells.entries()) {
      const field = FIELD_NAMES[columns[at] ?? ''];
      if (field !== undefined) named.set(field, cell);
    }
    const message = cells.find((cell) => cell.includes('\n') || cell.includes('\t')) ?? '';
    const fields = named.has('filterrtid') ? named : fieldsOfMessage(message);
    if (fields === null) return;
    const eventId = cells.map(blockingEventId).find((id) => id !== null) ?? null;
    if (eventId === null && !named.has('filterrtid')) return;
    const time = cells.find((cell) => cell.length < 40 && parseSideTime(cell) !== null) ?? '';
    const computer = cells[columns.findIndex((name) => /^(?:computer|machinename|hostname)$/.test(name))] ?? '';
    const fact = blockedOf(fields, eventId, time, computer, line, raw);
    if (fact !== null) this.#sink.fact(fact);
  }
}
