import type { Match } from '../../parse/match.js';
import { type ParseCounts, withoutCounts } from '../../base/parse-counts.js';
import type { RecordParser } from '../../parse/record-parser.js';
import { Clock, nanosecondsOfDayIn } from '../clock.js';
import type { Line, RecordReader, RecordSink } from '../log-format.js';
import { RecentLines } from '../recent-lines.js';
import { RecordText } from '../record-text.js';
import { buildHeaderOfEventLine, buildRundownEvent, buildTraceHeader } from './build-event.js';
import type { DetailLine } from './detail-builder.js';
import { languageOf } from './labels.js';
import { SnapshotEvent } from '../../events/snapshot-event.js';
import { isHexDump } from './hex-dump.js';
import { PktMonMemory } from './memory.js';

/** The provider of the first lines. */
export const CONVERTER = 'MSNT_SystemTrace';
/** A packet never has more detail lines than this: hex dumps of 64 KiB have 4,096. */
const MAXIMUM_DETAIL_LINES = 5_000;
/** Evidence shows at most this many lines of one record. */
const MAXIMUM_EVIDENCE_LINES = 4;
const OPENING_BRACKET = 91;

/** Reads the records of PktMon.txt: an event line and the detail lines that follow it. */
export class PktMonReader implements RecordReader {
  readonly #input: number;
  readonly #sink: RecordSink;
  readonly #clock = new Clock();
  readonly #events: RecordParser;
  readonly #details: RecordParser;
  readonly #memory: PktMonMemory;
  /** What the memory had counted before. */
  readonly #before: ParseCounts;
  readonly #recentDetails = new RecentLines<DetailLine>();
  readonly #text = new RecordText();
  readonly #snapshot: SnapshotEvent;
  /** An event line was read, and its record may go on. */
  #isOpen = false;
  #firstLine: DetailLine | null = null;
  #hasPacket = false;
  #detailLines = 0;

  /** @param memory of a reader before this one, if there was one */
  constructor(input: number, sink: RecordSink, memory = new PktMonMemory()) {
    this.#input = input;
    this.#sink = sink;
    this.#memory = memory;
    this.#events = memory.events;
    this.#details = memory.details;
    this.#before = memory.counts;
    this.#snapshot = new SnapshotEvent(input);
  }

  begin(line: Line, provider: string): void {
    this.end();
    if (provider === CONVERTER) return this.#header(line);
    const match = this.#events.parse(line.buffer, line.start, line.end);
    if (match === null) {
      if (this.#events.refusal === 'ambiguous') return this.#sink.unparsed('ambiguous-record', line.number);
      return this.#sink.unparsed(line.terminated ? 'unknown-record' : 'cut-record', line.number);
    }
    this.#record(match, line);
  }

  beginKnown(line: Line): boolean {
    const { buffer, start, end } = line;
    if (buffer[start] !== OPENING_BRACKET) return false;
    const match = this.#events.parseKnown(buffer, start, end);
    if (match === null || typeof match === 'string') return false;
    if (!this.#memory.layoutOf(match.plan).isSurelyStamped(match)) {
      // Counted again when it is read as the line of any provider.
      this.#events.records--;
      return false;
    }
    this.end();
    this.#record(match, line);
    return true;
  }

  follow(line: Line): boolean {
    if (!this.#isOpen) return false;
    if (++this.#detailLines > MAXIMUM_DETAIL_LINES) return false;
    if (this.#text.length < MAXIMUM_EVIDENCE_LINES) this.#text.add(line);
    const { buffer, start, end } = line;
    const known = this.#recentDetails.get(buffer, start, end);
    if (known !== undefined) {
      this.#sink.count('detail', 1);
      this.#join(known);
      return true;
    }
    if (isHexDump(buffer, start, end)) {
      this.#sink.count('detail', 1);
      return true;
    }
    const match = this.#details.parse(buffer, start, end);
    if (match === null) {
      this.#sink.unparsed(
        this.#details.refusal === 'ambiguous' ? 'ambiguous-record' : line.terminated ? 'unknown-detail' : 'cut-record',
        line.number,
      );
      return true;
    }
    this.#sink.count('detail', 1);
    const detail = this.#memory.detailBuilder.build(match);
    this.#recentDetails.set(start, end, detail);
    this.#join(detail);
    return true;
  }

  get counts(): ParseCounts {
    return withoutCounts(this.#memory.counts, this.#before);
  }

  get isSelfContained(): boolean {
    return this.#clock.isSelfContained;
  }

  keep(): void {
    this.#text.keep();
    this.#recentDetails.keep();
  }

  end(): void {
    if (!this.#isOpen) return;
    this.#sink.event(this.#snapshot.event, this.#text.verbatim);
    this.#isOpen = false;
    this.#firstLine = null;
    this.#hasPacket = false;
    this.#detailLines = 0;
    this.#text.clear();
  }

  #record(match: Match, line: Line): void {
    if (match.record === 'packet' || match.record === 'drop') this.#beginSnapshot(match, line);
    else this.#rundown(match, line);
  }

  #beginSnapshot(match: Match, line: Line): void {
    const layout = this.#memory.layoutOf(match.plan);
    if (layout.time === undefined) this.#clock.isSelfContained = false;
    else {
      const date = layout.date === undefined ? '' : match.textIn(layout.date);
      this.#clock.set(date, nanosecondsOfDayIn(match.bytes, match.registers.starts[layout.time.first] as number));
    }
    const event = this.#snapshot;
    event.kind = match.record === 'drop' ? 'drop' : 'packet';
    event.line = line.number;
    event.day = this.#clock.day;
    event.ofDayNs = this.#clock.ofDayNs;
    event.header = layout.namesAddresses ? buildHeaderOfEventLine(match) : null;
    const language = layout.read(event, match);
    if (language !== null) this.#sink.language(language);
    this.#isOpen = true;
    this.#text.add(line);
    this.#sink.count('event', 1);
  }

  #rundown(match: Match, line: Line): void {
    const at = this.#clock.at(match.text('date'), match.text('time'));
    const event = buildRundownEvent(match, at, { input: this.#input, line: line.number });
    const label =
      match.record === 'property' ? match.text('mark') : match.text('appearanceLabel') || match.text('directionLabel');
    const language = label === '' ? null : languageOf(label);
    if (language !== null) this.#sink.language(language);
    this.#sink.count('rundown', 1);
    this.#text.add(line);
    this.#sink.event(event, this.#text.verbatim);
    this.#text.clear();
  }

  /** One packet may stand on several lines: `--verbose` breaks after the IP header, VXLAN before the inner packet. */
  #join(detail: DetailLine): void {
    const snapshot = this.#snapshot;
    const firstLine = this.#firstLine;
    if (detail.packet === null) {
      this.#firstLine ??= detail;
    } else if (!this.#hasPacket) {
      const { packet } = detail;
      const link = packet.link ?? firstLine?.link ?? null;
      const ip = packet.ip ?? firstLine?.ip ?? null;
      // Snapshots of one packet share their header.
      snapshot.header = link === packet.link && ip === packet.ip ? packet : { ...packet, link, ip };
      this.#firstLine = detail.opensTunnel ? detail : null;
      this.#hasPacket = true;
    } else if (firstLine?.opensTunnel === true && snapshot.header !== null && snapshot.header.inner === null) {
      snapshot.header = { ...snapshot.header, inner: detail.packet };
    }
  }

  #header(line: Line): void {
    const match = this.#memory.headers.parse(line.buffer, line.start, line.end);
    if (match === null && !line.terminated) return this.#sink.unparsed('cut-record', line.number);
    this.#sink.count('rundown', 1);
    // Other lines of the converter say nothing about the capture.
    if (match === null) return;
    const at = this.#clock.at(match.text('date'), match.text('time'));
    const header = buildTraceHeader(match, at, { input: this.#input, line: line.number });
    if (header !== null) this.#sink.event(header, () => line.buffer.toString('utf8', line.start, line.end));
  }
}
