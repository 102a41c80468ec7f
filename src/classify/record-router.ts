import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { Line, LogFormat, RecordReader, RecordSink, UnparsedId } from '../formats/log-format.js';
import { addCounts, NOTHING_PARSED, type ParseCounts } from '../base/parse-counts.js';
import { RecordStarts } from './first-of-record.js';
import { otherProvider } from './other-provider.js';

/** What happened to the lines of one input. */
export interface RoutedLines {
  readonly lines: number;
  readonly ledger: Readonly<Record<Bucket, number>>;
  readonly unparsed: readonly { readonly reason: UnparsedId; readonly lines: number; readonly firstLine: number }[];
  readonly otherProviders: readonly { readonly provider: string; readonly lines: number }[];
  /** Ids of the formats whose records were in the input, in the order of the registry: a PktMon.txt with lines of other providers stays one. */
  readonly formats: readonly string[];
  readonly language: string;
  /** How what the input leaves open was read (the order of its dates), in sentences. */
  readonly notes: readonly string[];
  readonly parsing: ParseCounts;
  /** Lines whose labels told a language, by language. */
  readonly languages: Readonly<Record<string, number>>;
  /** True when no record needed what an earlier one said. */
  readonly isSelfContained: boolean;
}

export type Bucket = 'event' | 'detail' | 'rundown' | 'otherProvider' | 'blank' | 'unparsed' | 'leftOut';

interface FormatEntry {
  readonly format: LogFormat;
  reader: RecordReader | null;
  lines: number;
}

type OpenEntry = FormatEntry & { readonly reader: RecordReader };

/** Providers kept by name; a hostile log could name millions. */
const MAXIMUM_PROVIDERS = 500;
/** Sentences about how an input was read; each format has one or two. */
const MAXIMUM_NOTES = 20;
// Unindented packet lines, as consoles and web pages leave them: `00-00-5E-00-53-01 > …`, `Drop: ip: …`.
const LOOKS_LIKE_DETAIL = /^(?:(?:[0-9A-F]{2}-){5}[0-9A-F]{2} > |(?:[^ \t:]+: )?ip: |BSSID:|DA:)/;
// `Processing...`, `Flushing logs...`, `Log file: C:\…`, `Events formatted:    419`, `Active measurement started.`
const CONSOLE_TEXT =
  /^(?:(?:Processing|Flushing logs|Merging metadata)\.\.\.|Active measurement started\.|Log file:|Logger Parameters:|Events formatted:|Formatted file:)/;

/**
 * Sends every line of one input to the reader of its format, record by record, and keeps the ledger:
 * each line ends in exactly one bucket.
 */
export class RecordRouter implements RecordSink {
  /** By provider. A format has no reader before its first record: most logs have one format, and a reader is slow to make. */
  readonly #entries = new Map<string, FormatEntry>();
  readonly #input: number;
  readonly #starts = new RecordStarts();
  readonly #onEvent: (event: Event, verbatim: Verbatim) => void;
  readonly #ledger: Record<Bucket, number> = {
    event: 0,
    detail: 0,
    rundown: 0,
    otherProvider: 0,
    blank: 0,
    unparsed: 0,
    leftOut: 0,
  };
  readonly #unparsed = new Map<UnparsedId, { lines: number; firstLine: number }>();
  readonly #providers = new Map<string, { lines: number }>();
  readonly #languages = new Map<string, number>();
  #language = '';
  #languageLines = 0;
  readonly #notes = new Set<string>();
  #current: OpenEntry | 'other' | 'leftOut' | 'none' = 'none';
  #provider = '';
  #lines = 0;

  constructor(formats: readonly LogFormat[], input: number, onEvent: (event: Event, verbatim: Verbatim) => void) {
    this.#input = input;
    this.#onEvent = onEvent;
    for (const format of formats) {
      const entry = { format, reader: null, lines: 0 };
      for (const provider of format.providers) this.#entries.set(provider, entry);
    }
  }

  /** One line of the input. */
  line(line: Line): void {
    this.#lines++;
    if (line.isCut) {
      this.#leaveRecord();
      return this.unparsed('line-too-long', line.number);
    }
    const current = this.#current;
    if (typeof current === 'object' && current.reader.beginKnown?.(line) === true) {
      current.lines++;
      return;
    }
    if (isBlank(line)) return this.count('blank', 1);
    const provider = this.#starts.provider(line);
    if (provider === null) return this.#following(line);
    this.#leaveRecord();
    if (provider === '') return this.unparsed(line.terminated ? 'unknown-record' : 'cut-record', line.number);
    const known = this.#entries.get(provider);
    if (known === undefined) return this.#otherProvider(otherProvider(provider, line, this.#starts.bodyAt));
    const entry = this.#opened(known);
    this.#current = entry;
    if (provider !== CONVERTER) entry.lines++;
    entry.reader.begin(line, provider, this.#starts.bodyAt, this.#starts.form);
  }

  /** Packets with so many lines were left out in front of the next line. */
  leaveOut(lines: number): void {
    this.#leaveRecord();
    this.#current = 'leftOut';
    this.#lines += lines;
    this.count('leftOut', lines);
  }

  /** The bytes of the lines so far are about to go. */
  keep(): void {
    for (const { reader } of this.#entries.values()) reader?.keep();
  }

  /** The input ends: the record that is open is complete. */
  end(leftOutBytes = 0): RoutedLines {
    this.#leaveRecord();
    this.#countLanguage('');
    const entries = [...new Set(this.#entries.values())].filter((entry) => this.#hasRead(entry));
    const nothing = { ...NOTHING_PARSED, leftOutBytes };
    const parsing = entries.map(({ reader }) => reader?.counts ?? NOTHING_PARSED).reduce(addCounts, nothing);
    return {
      lines: this.#lines,
      ledger: { ...this.#ledger },
      unparsed: [...this.#unparsed]
        .map(([reason, { lines, firstLine }]) => ({ reason, lines, firstLine }))
        .sort((a, b) => b.lines - a.lines || a.firstLine - b.firstLine),
      otherProviders: [...this.#providers]
        .map(([provider, { lines }]) => ({ provider, lines }))
        .sort((a, b) => b.lines - a.lines || (a.provider < b.provider ? -1 : 1)),
      formats: entries.map((entry) => entry.format.id),
      language: mainLanguage(Object.fromEntries(this.#languages)),
      notes: [...this.#notes],
      parsing,
      languages: Object.fromEntries(this.#languages),
      isSelfContained: entries.every(({ reader }) => reader?.isSelfContained ?? true),
    };
  }

  event(event: Event, verbatim: Verbatim): void {
    this.#onEvent(event, verbatim);
  }

  count(bucket: Bucket, lines: number): void {
    // Nearly all lines, so these two do not go through the name of their bucket.
    if (bucket === 'detail') this.#ledger.detail += lines;
    else if (bucket === 'event') this.#ledger.event += lines;
    else this.#ledger[bucket] += lines;
  }

  unparsed(reason: UnparsedId, line: number): void {
    this.#ledger.unparsed++;
    const known = this.#unparsed.get(reason);
    if (known === undefined) this.#unparsed.set(reason, { lines: 1, firstLine: line });
    else known.lines++;
  }

  otherRecord(provider: string, lines: number): void {
    this.#countOther(provider, lines);
  }

  note(sentence: string): void {
    if (this.#notes.size < MAXIMUM_NOTES) this.#notes.add(sentence);
  }

  language(language: string): void {
    // Nearly always the one of the line before.
    if (language !== this.#language) this.#countLanguage(language);
    this.#languageLines++;
  }

  #countLanguage(next: string): void {
    if (this.#languageLines > 0)
      this.#languages.set(this.#language, (this.#languages.get(this.#language) ?? 0) + this.#languageLines);
    this.#language = next;
    this.#languageLines = 0;
  }

  #opened(entry: FormatEntry): OpenEntry {
    entry.reader ??= entry.format.createReader(this.#input, this);
    return entry as OpenEntry;
  }

  /** A line that begins no record belongs to the record before it, or to nothing. */
  #following(line: Line): void {
    const current = this.#current;
    if (current === 'other') return this.#otherProvider(this.#provider);
    const first = line.buffer[line.start];
    const indented = first === TAB || first === BLANK;
    if (current === 'leftOut' && (indented || LOOKS_LIKE_DETAIL.test(line.bytes))) return this.count('leftOut', 1);
    const goesOn = typeof current === 'object' && (indented || this.#goesOn(current.format, line));
    if (goesOn && current.reader.follow(line)) return;
    if (indented || LOOKS_LIKE_DETAIL.test(line.bytes)) return this.unparsed('detail-without-event', line.number);
    this.#leaveRecord();
    if (CONSOLE_TEXT.test(line.bytes)) return this.unparsed('console-text', line.number);
    this.unparsed(line.terminated || this.#readersIdle() ? 'not-a-log-line' : 'cut-record', line.number);
  }

  #goesOn(format: LogFormat, { bytes }: Line): boolean {
    return (format.continuesFreely === true && !CONSOLE_TEXT.test(bytes)) || LOOKS_LIKE_DETAIL.test(bytes);
  }

  #readersIdle(): boolean {
    return ![...this.#entries.values()].some((entry) => this.#hasRead(entry));
  }

  /** Also when all it would have read was left out. */
  #hasRead({ lines, format }: { readonly lines: number; readonly format: LogFormat }): boolean {
    return lines > 0 || (this.#ledger.leftOut > 0 && format.packetHeads !== undefined);
  }

  #otherProvider(provider: string): void {
    this.#current = 'other';
    this.#provider = provider;
    this.#countOther(provider, 1);
  }

  #countOther(provider: string, lines: number): void {
    this.#ledger.otherProvider += lines;
    const known = this.#providers.get(provider);
    if (known !== undefined) known.lines += lines;
    else if (this.#providers.size < MAXIMUM_PROVIDERS) this.#providers.set(provider, { lines });
    else this.#countMore(lines);
  }

  /** Of a provider beyond those that are kept by name. */
  #countMore(lines: number): void {
    const others = this.#providers.get(OTHERS);
    if (others === undefined) this.#providers.set(OTHERS, { lines });
    else others.lines += lines;
  }

  #leaveRecord(): void {
    if (typeof this.#current === 'object') this.#current.reader.end();
    this.#current = 'none';
  }
}

/** Both pktmon and netsh write the first lines under this name: they do not tell the format. */
const CONVERTER = 'MSNT_SystemTrace';
const OTHERS = '(more providers)';

const TAB = 9;
const BLANK = 32;

function isBlank({ buffer, start, end }: Line): boolean {
  for (let at = start; at < end; at++) {
    const code = buffer[at];
    if (code !== BLANK && code !== TAB && code !== 13) return false;
  }
  return true;
}

/** The language of most labels; words that no table knows only count when there are no others. */
export function mainLanguage(lines: Readonly<Record<string, number>>): string {
  const known = Object.entries(lines).filter(([language]) => language !== 'unknown');
  return known.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'unknown';
}
