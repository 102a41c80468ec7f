import type { CompiledRules } from 'nearley';
import type { StackEvent } from '../../events/event.js';
import messageRules from '../../generated/grammar/nettrace-message.js';
import { fromByteView, type Match } from '../../parse/match.js';
import { RecordParser } from '../../parse/record-parser.js';
import type { Line, RecordReader, RecordSink } from '../log-format.js';
import { buildEvent } from './build-event.js';
import { messageLexer } from './message-lexer.js';
import { ATTACHED_VALUES, messageScanners } from './message-scanners.js';
import { type Stamp, StampReader } from './stamp.js';

/** A message has a handful of lines; SMBClient messages, the longest, have about twenty. */
const MAXIMUM_LINES = 64;
/** Not `\s`: in a byte view 0xA0 is no blank, but the last byte of `à`. */
const SEVERAL_BLANKS = /[ \t\r\n]{2,}|[\t\r\n]/g;

/** Reads the records of NetTrace.txt, and the same providers inside PktMon.txt: a line, and those that begin no record. */
export class NetTraceReader implements RecordReader {
  readonly #input: number;
  readonly #sink: RecordSink;
  readonly #stamps: StampReader;
  // nearleyc types its rules more loosely than @types/nearley: the one cast at the border to nearley.
  readonly #messages = new RecordParser({
    rules: messageRules as unknown as CompiledRules,
    lexer: messageLexer,
    scanners: messageScanners,
    attached: ATTACHED_VALUES,
  });
  readonly #lines: string[] = [];
  #stamp: Stamp | null = null;
  #first: Line | null = null;

  constructor(input: number, sink: RecordSink) {
    this.#input = input;
    this.#sink = sink;
    this.#stamps = new StampReader((sentence) => sink.note(sentence));
  }

  begin(line: Line): void {
    this.end();
    this.#stamp = this.#stamps.read(line.bytes);
    if (this.#stamp === null)
      return this.#sink.unparsed(line.terminated ? 'unknown-record' : 'cut-record', line.number);
    this.#first = line;
    this.#lines.push(line.bytes);
  }

  /** Every line that begins no record belongs to the message before it: texts of Windows have line breaks. */
  follow(line: Line): boolean {
    if (this.#stamp === null || this.#lines.length >= MAXIMUM_LINES) return false;
    this.#lines.push(line.bytes);
    return true;
  }

  end(): void {
    if (this.#stamp !== null && this.#first !== null) this.#finish(this.#stamp, this.#first);
    this.#stamp = null;
    this.#first = null;
    this.#lines.length = 0;
  }

  #finish(stamp: Stamp, first: Line): void {
    const whole = this.#messages.parse(this.#message(stamp));
    if (whole !== null && whole.record !== 'unknown') return this.#tell(whole, stamp, first);
    const isBroken = whole === null;
    // Other text may stand below a message that is complete in its line: notes, what a console said.
    const below = this.#lines.splice(1);
    const alone = below.length === 0 ? null : this.#messages.parse(this.#message(stamp));
    if (alone === null || alone.record === 'unknown') {
      this.#lines.push(...below);
      return this.#refuse(stamp, first, isBroken);
    }
    this.#tell(alone, stamp, first);
    for (const index of below.keys()) this.#sink.unparsed('not-a-log-line', first.number + 1 + index);
  }

  #tell(match: Match, stamp: Stamp, first: Line): void {
    const record = { at: stamp.at, contextPid: stamp.contextPid, input: this.#input, line: first.number };
    const event = buildEvent(match, record);
    this.#sink.count(isRundown(event) ? 'rundown' : 'event', 1);
    this.#sink.count('detail', this.#lines.length - 1);
    const text = this.#lines;
    this.#sink.event(event, () => text.map(fromByteView).join('\n'));
  }

  /** The message in one line, blanks single: the templates have double blanks here and there, and copies lose them. */
  #message(stamp: Stamp): string {
    const [first = '', ...more] = this.#lines;
    const joined = more.length === 0 ? first.slice(stamp.end) : [first.slice(stamp.end), ...more].join(' ');
    return joined.replace(SEVERAL_BLANKS, ' ');
  }

  /** A message that is none of ours is counted by provider; one that begins like ours and breaks off at the end of the file was cut. */
  #refuse(stamp: Stamp, first: Line, isBroken: boolean): void {
    const isAmbiguous = isBroken && this.#messages.refusal === 'ambiguous';
    const isCut = isBroken && !first.terminated;
    if (!isAmbiguous && !isCut) return this.#sink.otherRecord(stamp.provider, this.#lines.length);
    for (const _ of this.#lines) this.#sink.unparsed(isAmbiguous ? 'ambiguous-record' : 'cut-record', first.number);
  }
}

/** What the stack lists when a trace begins and ends is no event of the trace. */
function isRundown(event: StackEvent): boolean {
  return 'what' in event && event.what === 'rundown';
}
