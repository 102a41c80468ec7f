import type { Nanoseconds } from '../base/time.js';
import type { Event } from '../events/event.js';
import type { Verbatim } from '../events/evidence.js';
import type { ParseCounts } from '../base/parse-counts.js';
import type { StampForm } from '../base/stamp-form.js';
import type { Match } from '../parse/match.js';

/** What a format's reader gives to the rest of the line. */
export interface RecordSink {
  /** One event with the text it stands on; the text can only be asked for during the call. */
  event(event: Event, verbatim: Verbatim): void;
  /** Lines that ended in a bucket of the ledger. */
  count(bucket: 'event' | 'detail' | 'rundown' | 'otherProvider' | 'blank', lines: number): void;
  /** A line of this format that could not be read, with the reason (`unparsed-reasons.ts`). */
  unparsed(reason: UnparsedId, line: number): void;
  /** A record of a provider of this format whose message is none that the format interprets. */
  otherRecord(provider: string, lines: number): void;
  /** Language of the labels, once it is known. */
  language(language: string): void;
  /** How something that the input leaves open was read, in a sentence for the summary of the input. */
  note(sentence: string): void;
}

export type UnparsedId =
  | 'cut-record'
  | 'unknown-record'
  | 'unknown-detail'
  | 'detail-without-event'
  | 'ambiguous-record'
  | 'line-too-long'
  | 'console-text'
  | 'not-a-log-line'
  | 'placeholder-time';

/** One line without its line end. Only valid during the call; its bytes until the reader is told to `keep`. */
export interface Line {
  /** The line is `[start, end)` of these UTF-8 bytes; `SPARE_BYTES` behind it are readable. */
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  /** The line as a byte view (one character per UTF-8 byte), made on demand: slow. */
  readonly bytes: string;
  /** 1 for the first line of the input. */
  readonly number: number;
  /** False for a last line without a line end: the file may be cut there. */
  readonly terminated: boolean;
  /** True when only the beginning of a line that is too long is here. */
  readonly isCut: boolean;
}

/** Reads the records of one format from one input: a first line, then the lines that belong to it. */
export interface RecordReader {
  /**
   * A line that begins a record of this format. The record before it is complete.
   * @param bodyAt behind the stamp and the brackets of the provider, in the buffer of the line.
   * @param form of the stamp with which the line begins; null when it has none that is known.
   */
  begin(line: Line, provider: string, bodyAt: number, form: StampForm | null): void;
  /**
   * The same for a line of which nobody looked for the provider, where the record before it was read by this reader.
   * False when it is not certain that a record of this format begins; then nothing has changed.
   */
  beginKnown?(line: Line): boolean;
  /** A line after it that begins no record. False when it does not belong to the record. */
  follow(line: Line): boolean;
  /** True while no record needed what an earlier one said, such as the date. */
  readonly isSelfContained: boolean;
  /** How its records were parsed so far. */
  readonly counts: ParseCounts;
  /** The bytes of the lines so far are about to go: what is still needed of them is to be copied. */
  keep(): void;
  /** The record is complete: another one begins, of this or another format, or the input ends. */
  end(): void;
}

/** An event whose fields are read from the text of its record when somebody asks. Threads send the match in its stead. */
export interface MatchedEvent {
  /** Id of the format. */
  readonly format: string;
  readonly match: Match;
  readonly line: number;
  readonly contextPid: number | null;
  readonly day: Nanoseconds;
  readonly ofDayNs: number;
}

/** The event of a match, valid until the next one is asked for. */
export type EventOfMatch = (matched: MatchedEvent) => Event;

/** A log format: what it is, how its records are recognised, and how they are read. */
export interface LogFormat {
  /** Also the name of its folder, its grammars and its samples. */
  readonly id: string;
  readonly title: string;
  /** Documentation of the program that writes it. */
  readonly doc: string;
  /** The clock of its stamps, in a sentence. */
  readonly clock: string;
  /** Providers whose lines are records of this format. */
  readonly providers: readonly string[];
  /**
   * How records begin, behind the ids of the stamp, that are surely packets which were not dropped; `0` is any digit.
   * With the indented lines below them they can be left out when only drops matter.
   */
  readonly packetHeads?: readonly string[];
  /** Records of this format go on until the next one begins, whatever their lines look like. */
  readonly continuesFreely?: true;
  /** A new reader for one input, counted from 0. */
  readonly createReader: (input: number, sink: RecordSink) => RecordReader;
  /** For formats whose readers hand over a `MatchedEvent`: makes the same event on another thread. */
  readonly createEventOfMatch?: (input: number) => EventOfMatch;
  /** Readers for the pieces of one input, one after the other: each knows the shapes that those before learned. */
  readonly createSuccession: (input: number) => (sink: RecordSink) => RecordReader;
}
