import type { CompiledRules } from 'nearley';
import type { Event } from '../../events/event.js';
import type { PacketHeader } from '../../events/packet.js';
import detailRules from '../../generated/grammar/pktmon-text-detail.js';
import eventRules from '../../generated/grammar/pktmon-text-event.js';
import headerRules from '../../generated/grammar/trace-header.js';
import { fromByteView } from '../../parse/match.js';
import { RecordParser } from '../../parse/record-parser.js';
import { Clock } from '../clock.js';
import type { Line, RecordReader, RecordSink } from '../log-format.js';
import { buildEvent, buildTraceHeader } from './build-event.js';
import { buildDetailLine, type DetailLine } from './build-packet-header.js';
import { detailLexer } from './detail-lexer.js';
import { detailScanners } from './detail-scanners.js';
import { eventLexer } from './event-lexer.js';
import { eventScanners } from './event-scanners.js';
import { headerLexer } from './header-lexer.js';
import { languageOf } from './labels.js';

/** A packet never has more detail lines than this: hex dumps of 64 KiB have 4,096. */
const MAXIMUM_DETAIL_LINES = 5_000;
/** Packets in flight between components at one time; few, so that they are young when they are forgotten. */
const RECENT_DETAILS = 64;
const LONGEST_REMEMBERED = 1_000;
/** Evidence shows at most this many lines of one record. */
const MAXIMUM_EVIDENCE_LINES = 4;

// <TAB>0x0000:  0000 5e00 5301 0000 5e00 5302 0800 4500   (etl2txt --hex)
const HEX_DUMP = /^[ \t]+0x[0-9a-f]{4}: /;

/** Reads the records of PktMon.txt: an event line and the detail lines that follow it. */
export class PktMonReader implements RecordReader {
  readonly #input: number;
  readonly #sink: RecordSink;
  readonly #clock = new Clock();
  // nearleyc types its rules more loosely than @types/nearley: the one cast at the border to nearley.
  readonly #events = new RecordParser({
    rules: eventRules as unknown as CompiledRules,
    lexer: eventLexer,
    scanners: eventScanners,
  });
  readonly #details = new RecordParser({
    rules: detailRules as unknown as CompiledRules,
    lexer: detailLexer,
    scanners: detailScanners,
  });
  readonly #headers = new RecordParser({ rules: headerRules as unknown as CompiledRules, lexer: headerLexer });
  readonly #recentDetails = new Map<string, DetailLine>();
  #event: Event | null = null;
  #packet: PacketHeader | null = null;
  #firstLine: DetailLine | null = null;
  #detailLines = 0;
  readonly #text: string[] = [];

  constructor(input: number, sink: RecordSink) {
    this.#input = input;
    this.#sink = sink;
  }

  begin(line: Line): void {
    this.end();
    if (line.bytes.includes('[MSNT_SystemTrace]')) return this.#header(line);
    const match = this.#events.parse(line.bytes);
    if (match === null) {
      if (this.#events.refusal === 'ambiguous') return this.#sink.unparsed('ambiguous-record', line.number);
      return this.#sink.unparsed(line.terminated ? 'unknown-record' : 'cut-record', line.number);
    }
    const at = this.#clock.at(match.text('date'), match.text('time'));
    this.#event = buildEvent(match, at, { input: this.#input, line: line.number });
    this.#text.push(line.bytes);
    const label =
      match.record === 'property' ? match.text('mark') : match.text('appearanceLabel') || match.text('directionLabel');
    const language = label === '' ? null : languageOf(label);
    if (language !== null) this.#sink.language(language);
    this.#sink.count(this.#event.kind === 'packet' || this.#event.kind === 'drop' ? 'event' : 'rundown', 1);
  }

  follow(line: Line): boolean {
    if (this.#event === null || (this.#event.kind !== 'packet' && this.#event.kind !== 'drop')) return false;
    if (++this.#detailLines > MAXIMUM_DETAIL_LINES) return false;
    if (this.#text.length < MAXIMUM_EVIDENCE_LINES) this.#text.push(line.bytes);
    if (HEX_DUMP.test(line.bytes)) {
      this.#sink.count('detail', 1);
      return true;
    }
    const known = this.#recentDetails.get(line.bytes);
    if (known !== undefined) {
      this.#sink.count('detail', 1);
      this.#join(known);
      return true;
    }
    const match = this.#details.parse(line.bytes);
    if (match === null) {
      this.#sink.unparsed(
        this.#details.refusal === 'ambiguous' ? 'ambiguous-record' : line.terminated ? 'unknown-detail' : 'cut-record',
        line.number,
      );
      return true;
    }
    this.#sink.count('detail', 1);
    this.#join(this.#remember(line.bytes, buildDetailLine(match)));
    return true;
  }

  end(): void {
    const event = this.#event;
    if (event !== null) {
      const text = this.#text;
      const complete = this.#packet === null ? event : { ...event, header: this.#packet };
      this.#sink.event(complete as Event, () => text.map(fromByteView).join('\n'));
    }
    this.#event = null;
    this.#packet = null;
    this.#firstLine = null;
    this.#detailLines = 0;
    this.#text.length = 0;
  }

  /** A packet is logged at 6 to 20 components with one and the same detail line: it is read once. */
  #remember(bytes: string, detail: DetailLine): DetailLine {
    if (this.#recentDetails.size >= RECENT_DETAILS) this.#recentDetails.clear();
    if (bytes.length < LONGEST_REMEMBERED) this.#recentDetails.set(bytes, detail);
    return detail;
  }

  /** One packet may stand on several lines: `--verbose` breaks after the IP header, VXLAN before the inner packet. */
  #join(detail: DetailLine): void {
    if (detail.packet === null) {
      this.#firstLine ??= detail;
    } else if (this.#packet === null) {
      const { packet } = detail;
      this.#packet = {
        ...packet,
        link: packet.link ?? this.#firstLine?.link ?? null,
        ip: packet.ip ?? this.#firstLine?.ip ?? null,
      };
      this.#firstLine = detail.opensTunnel ? detail : null;
    } else if (this.#firstLine?.opensTunnel === true && this.#packet.inner === null) {
      this.#packet = { ...this.#packet, inner: detail.packet };
    }
  }

  #header(line: Line): void {
    const match = this.#headers.parse(line.bytes);
    if (match === null && !line.terminated) return this.#sink.unparsed('cut-record', line.number);
    this.#sink.count('rundown', 1);
    // Other lines of the converter say nothing about the capture.
    if (match === null) return;
    const date = match.text('date').replaceAll('/', '-').slice(0, 10);
    const at = this.#clock.at(date, match.text('time'));
    const header = buildTraceHeader(match, at, { input: this.#input, line: line.number });
    if (header !== null) this.#sink.event(header, () => fromByteView(line.bytes));
  }
}
