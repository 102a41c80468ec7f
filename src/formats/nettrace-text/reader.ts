import type { CompiledRules } from 'nearley';
import type { StackEvent } from '../../events/event.js';
import messageRules from '../../generated/grammar/nettrace-message.js';
import { SPARE_BYTES } from '../../base/spare-bytes.js';
import type { Match } from '../../parse/match.js';
import { addCounts, type ParseCounts, withoutCounts } from '../../base/parse-counts.js';
import { RecordParser } from '../../parse/record-parser.js';

import type { Line, RecordReader, RecordSink } from '../log-format.js';
import { RecordText } from '../record-text.js';
import type { StampForm } from '../../base/stamp-form.js';
import { buildEvent } from './build-event.js';
import { Fields } from './fields.js';
import { messageLexer } from './message-lexer.js';
import { ATTACHED_VALUES, messageScanners, messageTokenAt } from './message-scanners.js';
import { StampReader } from './stamp.js';
import { TcpMessage } from './tcp-message.js';

/** A message has a handful of lines; SMBClient messages, the longest, have about twenty. */
const MAXIMUM_LINES = 64;
/** Not `\s`: in a byte view 0xA0 is no blank, but the last byte of `à`. */
const SEVERAL_BLANKS = /[ \t\r\n]{2,}|[\t\r\n]/g;

/** What a reader learns: shapes of messages, and values that come again. It says nothing about a record that comes later. */
export class NetTraceMemory {
  // nearleyc types its rules more loosely than @types/nearley: the one cast at the border to nearley.
  readonly messages = new RecordParser({
    rules: messageRules() as unknown as CompiledRules,
    lexer: messageLexer(),
    scanners: messageScanners,
    attached: ATTACHED_VALUES,
    tokenAt: messageTokenAt,
  });
  readonly tcp: TcpMessage;

  constructor(input: number) {
    this.tcp = new TcpMessage(input);
  }
}

/** Reads the records of NetTrace.txt, and the same providers inside PktMon.txt: a line, and those that begin no record. */
export class NetTraceReader implements RecordReader {
  readonly #input: number;
  readonly #sink: RecordSink;
  readonly #stamps: StampReader;
  readonly #messages: RecordParser;
  /** What the parser had counted before. */
  readonly #before: ParseCounts;
  readonly #fields = new Fields();
  readonly #tcp: TcpMessage;
  readonly #text = new RecordText();
  /** A record has begun whose stamp was read. */
  #isOpen = false;
  #provider = '';
  #firstLine = 0;
  #isTerminated = true;
  /** The message of the first line: `[#from, #to)`. */
  #bytes: Buffer = Buffer.alloc(0);
  #from = 0;
  #to = 0;
  readonly #more: string[] = [];

  /** @param memory of a reader of the same input before this one, if there was one */
  constructor(input: number, sink: RecordSink, { messages, tcp } = new NetTraceMemory(input)) {
    this.#messages = messages;
    this.#before = messages.counts;
    this.#tcp = tcp;
    this.#input = input;
    this.#sink = sink;
    this.#stamps = new StampReader((sentence) => sink.note(sentence));
  }

  begin(line: Line, provider: string, bodyAt: number, form: StampForm | null): void {
    this.end();
    this.#provider = provider;
    this.#isOpen = this.#stamps.read(line.buffer, line.start, bodyAt, form);
    if (!this.#isOpen) return this.#sink.unparsed(line.terminated ? 'unknown-record' : 'cut-record', line.number);
    this.#firstLine = line.number;
    this.#isTerminated = line.terminated;
    this.#bytes = line.buffer;
    this.#from = bodyAt;
    this.#to = line.end;
    this.#text.add(line);
  }

  /** Every line that begins no record belongs to the message before it: texts of Windows have line breaks. */
  follow(line: Line): boolean {
    if (!this.#isOpen || this.#more.length + 1 >= MAXIMUM_LINES) return false;
    this.#more.push(line.bytes);
    this.#text.add(line);
    return true;
  }

  get counts(): ParseCounts {
    return addCounts(withoutCounts(this.#messages.counts, this.#before), this.#stamps.counts);
  }

  get isSelfContained(): boolean {
    return this.#stamps.isSelfContained;
  }

  keep(): void {
    if (!this.#isOpen) return;
    this.#text.keep();
    this.#hold(this.#bytes.subarray(this.#from, this.#to));
  }

  end(): void {
    if (this.#isOpen) this.#finish();
    this.#isOpen = false;
    this.#text.clear();
    if (this.#more.length > 0) this.#more.length = 0;
  }

  #finish(): void {
    const whole = this.#parse(this.#more);
    if (whole !== null && whole.record !== 'unknown') return this.#tell(whole, this.#more.length);
    const isBroken = whole === null;
    // Other text may stand below a message that is complete in its line: notes, what a console said.
    const alone = this.#more.length === 0 ? null : this.#parse([]);
    if (alone === null || alone.record === 'unknown') return this.#refuse(isBroken);
    this.#text.keepFirst();
    this.#tell(alone, 0);
    for (const index of this.#more.keys()) this.#sink.unparsed('not-a-log-line', this.#firstLine + 1 + index);
  }

  #tell(match: Match, linesBelow: number): void {
    const event = this.#eventOf(match);
    this.#sink.count(isRundown(event) ? 'rundown' : 'event', 1);
    if (linesBelow > 0) this.#sink.count('detail', linesBelow);
    this.#sink.event(event, this.#text.verbatim);
  }

  #eventOf(match: Match): StackEvent {
    const { contextPid, day, ofDayNs } = this.#stamps;
    const line = this.#firstLine;
    if (match.record === 'tcp') return this.#tcp.of(match, line, contextPid, day, ofDayNs);
    return buildEvent(match, this.#fields, { at: day + BigInt(ofDayNs), contextPid, input: this.#input, line });
  }

  /**
   * Parses the message in one line, blanks single: the templates have double blanks here and there, and copies lose them.
   * Known shapes have single blanks only, so a message that is one of them needs no rewriting.
   */
  #parse(more: readonly string[]): Match | null {
    if (more.length === 0) {
      const known = this.#messages.parseKnown(this.#bytes, this.#from, this.#to);
      if (known === 'no-parse') return null;
      if (known !== null) return known;
    }
    const first = this.#bytes.toString('latin1', this.#from, this.#to);
    const message = more.length === 0 ? first : [first, ...more].join(' ');
    const bytes = withSpare(Buffer.from(message.replace(SEVERAL_BLANKS, ' '), 'latin1'));
    return this.#messages.parse(bytes, 0, bytes.length - SPARE_BYTES);
  }

  /** The message is needed until the record ends, the block goes before. */
  #hold(message: Buffer): void {
    this.#bytes = withSpare(message);
    this.#from = 0;
    this.#to = message.length;
  }

  /** A message that is none of ours is counted by provider; one that begins like ours and breaks off at the end of the file was cut. */
  #refuse(isBroken: boolean): void {
    const isAmbiguous = isBroken && this.#messages.refusal === 'ambiguous';
    const isCut = isBroken && !this.#isTerminated;
    const lines = 1 + this.#more.length;
    if (!isAmbiguous && !isCut) return this.#sink.otherRecord(this.#provider, lines);
    for (let i = 0; i < lines; i++)
      this.#sink.unparsed(isAmbiguous ? 'ambiguous-record' : 'cut-record', this.#firstLine);
  }
}

/** A copy with the readable bytes behind it that parsers need. */
function withSpare(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length + SPARE_BYTES);
  bytes.copy(copy);
  return copy;
}

/** What the stack lists when a trace begins and ends is no event of the trace. */
function isRundown(event: StackEvent): boolean {
  return 'what' in event && event.what === 'rundown';
}
