import { logClock } from './clock.js';
import { Counters } from './counters.js';
import { detailLines, linkAddresses } from './detail-line.js';
import { encodeLog, type Encoding } from './encode.js';
import { httpBody, type Snapshot, snapshotBody } from './event-line.js';
import type { Frame } from './frame.js';
import { TEMPLATES } from './language.js';
import { DEFAULT_OPTIONS, type Direction, type DropLine, type LogOptions, type Written } from './log-options.js';
import type { Hop, Medium } from './machine.js';
import { PacketTracks, type Track } from './packet-track.js';
import { seededRandom } from './random.js';
import { rundownBodies } from './rundown.js';
import { dropPlace, dropSnapshot, findComponent, flowSnapshot } from './snapshots.js';
import type { Conversation } from './tcp-conversation.js';
import { headerBodies } from './trace-header.js';

interface Line {
  readonly atMs: number;
  readonly text: string;
  readonly kind: 'packet' | 'drop' | 'duplicate' | 'other';
  /** Number of the scene's packet that the line belongs to. */
  readonly packet: number;
}

const PKTMON = 'Microsoft-Windows-PktMon';
/** Time between two components on the way of a packet. */
const HOP_MS = 0.0016;
const DROP_MS = 0.008;
/** Time between two drop lines of one packet. */
const FOLLOW_UP_MS = 0.0011;
/**
 * Writes a PktMon.txt from scenes: packets and drops on the clock of the capture, in any order. Lines are sorted by
 * time, and the counters at the end are those of what was written.
 *
 *     const log = new PktMonLog({ language: 'de' });
 *     log.packet(120, dnsQuery(…), 'Tx');
 *     log.drop(121, dnsQuery(…), 'Tx', [{ reason: 'Address resolution timeout', location: '0xE000413A' }]);
 *     log.bytes('utf-16le');
 */
export class PktMonLog {
  readonly options: LogOptions;
  readonly #lines: Line[] = [];
  readonly #drops = new Counters();
  readonly #flows = new Counters();
  readonly #random: () => number;
  readonly #clock: ReturnType<typeof logClock>;
  readonly #tracks: PacketTracks;

  constructor(options: Partial<LogOptions> = {}) {
    const generation = (options.build ?? DEFAULT_OPTIONS.build) < 22000 ? 'old' : 'new';
    this.options = { ...DEFAULT_OPTIONS, generation, ...options };
    this.#clock = logClock(this.options.startedAt, this.options.utcOffsetMinutes);
    this.#random = seededRandom(this.options.build);
    this.#tracks = new PacketTracks(this.options.generation, this.#random);
  }

  /** A packet on its way through the stack, and the drop lines at the end of it. `upTo` is the last component that sees it. */
  packet(
    atMs: number,
    frame: Frame,
    direction: Direction,
    end: { upTo?: number; drops?: readonly DropLine[] } = {},
  ): void {
    const outward = direction === 'Tx';
    const track = this.#startPacket(frame, outward);
    let now = atMs;
    if (this.options.captures !== 'drop') {
      for (const hop of this.#hops(frame, outward)) {
        this.#snapshot(now, frame, outward, hop, track);
        now += HOP_MS + Math.floor(this.#random() * 30) / 10_000;
        if (hop.component === end.upTo) break;
      }
    }
    if (end.drops) this.#dropLines(now + DROP_MS, frame, outward, end.drops, track);
  }

  /** Drop lines of a packet that no component saw before: refused on its way down, or a capture of drops only. */
  drop(atMs: number, frame: Frame, direction: Direction, drops: readonly DropLine[]): void {
    const outward = direction === 'Tx';
    this.#dropLines(atMs, frame, outward, drops, this.#startPacket(frame, outward));
  }

  /** A message at the HTTP component (event 250). */
  http(atMs: number, requestId: number, direction: Direction): void {
    const track = this.#tracks.start(0, direction === 'Tx');
    const place = {
      direction: `${direction} `,
      type: 'HTTP ',
      component: 99,
      edge: 3,
      filter: 0,
      originalBytes: 0,
      loggedBytes: 0,
    };
    this.#print(
      atMs,
      track,
      PKTMON,
      [httpBody({ ...this.#tracks.next(track), ...place, drop: null }, requestId)],
      'packet',
    );
  }

  /** A line of another provider; its body may have more lines. */
  other(atMs: number, provider: string, body: readonly string[]): void {
    this.#print(atMs, this.#tracks.start(4, true), provider, body, 'other');
  }

  /** All segments of a conversation, as this host sees them. */
  play(conversation: Conversation): void {
    for (const segment of conversation.segments()) {
      this.packet(
        segment.atMs,
        segment.frame,
        segment.outward ? 'Tx' : 'Rx',
        segment.drops ? { drops: segment.drops } : {},
      );
    }
  }

  text(): string {
    const { newline, hasRundown } = this.options;
    const printed = this.#printedLines();
    const lastMs = this.#lines.reduce((last, line) => Math.max(last, line.atMs), 0);
    const stopMs = lastMs + 1500;
    const texts = [...this.#headerLines(stopMs), ...printed.map((line) => line.text)];
    if (hasRundown && this.options.prefix !== 'time') texts.push(...this.#rundownLines(stopMs));
    return texts.map((line) => line + newline).join('');
  }

  bytes(encoding: Encoding = 'utf-16le'): Buffer {
    return encodeLog(this.text(), encoding);
  }

  written(): Written {
    const lines = this.#printedLines();
    const count = (kind: Line['kind']) => lines.filter((line) => line.kind === kind).length;
    const packetsOf = (kinds: readonly Line['kind'][]) =>
      new Set(lines.filter((line) => kinds.includes(line.kind)).map((line) => line.packet)).size;
    return {
      packetLines: count('packet'),
      dropLines: count('drop'),
      duplicateLines: count('duplicate'),
      packets: packetsOf(['packet', 'drop']),
      droppedPackets: packetsOf(['drop']),
    };
  }

  #printedLines(): Line[] {
    const kept = this.#lines.filter((line) => line.atMs >= this.options.overwrittenUntilMs);
    return kept.sort((a, b) => a.atMs - b.atMs);
  }

  #hops(frame: Frame, outward: boolean): readonly Hop[] {
    const path = this.options.machine.path.filter((hop) => !hop.only || hop.only.includes(frame.kind));
    return outward ? path.toReversed() : path;
  }

  #startPacket(frame: Frame, outward: boolean): Track {
    return this.#tracks.start((frame.sourcePort + frame.destinationPort) % this.options.machine.processors, outward);
  }

  #snapshot(atMs: number, frame: Frame, outward: boolean, hop: Hop, track: Track): void {
    const snapshot = flowSnapshot(this.options, frame, outward, hop, this.#tracks.next(track));
    this.#printPacket(atMs, frame, outward, hop.medium, track, snapshot);
    // The switch counts what leaves it upwards as "in": its direction in is Egress.
    const directionIn = findComponent(this.options, hop.component)?.directionIn ?? 'Rx ';
    const key = `${hop.component}/${hop.edge}`;
    this.#flows.add(key, snapshot.direction !== directionIn, snapshot.originalBytes);
  }

  #dropLines(atMs: number, frame: Frame, outward: boolean, drops: readonly DropLine[], track: Track): void {
    drops.forEach((drop, index) => {
      const { id, medium } = dropPlace(this.options, frame, drop);
      const snapshot = dropSnapshot(this.options, frame, outward, drop, this.#tracks.next(track));
      const dropMs = atMs + index * FOLLOW_UP_MS;
      this.#printPacket(dropMs, frame, outward, medium, track, snapshot);
      if (!drop.duplicate) this.#drops.add(`${id}`, outward, snapshot.originalBytes);
    });
  }

  #printPacket(atMs: number, frame: Frame, outward: boolean, medium: Medium, track: Track, snapshot: Snapshot): void {
    const { options } = this;
    const templates = TEMPLATES[options.language];
    const link = linkAddresses(frame, options.machine, outward);
    const body = snapshotBody(options.form, snapshot, templates, frame, link);
    const mark = snapshot.drop ? templates.dropMark : '';
    const context = { ...options, medium, outward, mark, loggedBytes: snapshot.loggedBytes };
    // The MAC and offload forms carry no bytes of the packet, so nothing can be decoded.
    const hasBytes = options.form !== 'mac' && options.form !== 'offload';
    const detail = hasBytes ? detailLines(frame, context) : [];
    const kind = snapshot.drop ? (snapshot.drop.duplicate ? 'duplicate' : 'drop') : 'packet';
    this.#print(atMs, track, PKTMON, [body, ...detail], kind);
  }

  #print(atMs: number, track: Track, provider: string, lines: readonly string[], kind: Line['kind']): void {
    const [first = '', ...more] = lines;
    const text = [this.#prefix(atMs, track.cpu, track.ids, provider) + first, ...more].join(this.options.newline);
    this.#lines.push({ atMs, text, kind, packet: track.packet });
  }

  #prefix(atMs: number, cpu: number, ids: string, provider: string): string {
    if (this.options.prefix === 'time') return `${this.#clock.timeOfDay(atMs)} `;
    const metadata =
      this.options.prefix === 'metadata' ? 'Level: 4, Keyword: 0x8000000000000010, Event: 160, Info: ' : '';
    return `[${String(cpu).padStart(2, '0')}]${ids}::${this.#clock.stamp(atMs)} [${provider}] ${metadata}`;
  }

  #headerLines(stopMs: number): string[] {
    // The console of real-time mode begins with its own words.
    if (this.options.prefix === 'time') return ['Active measurement started.', 'Processing...', ''];
    const header = {
      ...this.options,
      processors: this.options.machine.processors,
      endMs: stopMs + 1200,
    };
    return headerBodies(header, this.#clock).map((body) => this.#prefix(0, 0, '2C10.1A84', 'MSNT_SystemTrace') + body);
  }

  #rundownLines(stopMs: number): string[] {
    const { machine, language, filters } = this.options;
    const bodies = rundownBodies(machine, TEMPLATES[language], filters, this.#drops, this.#flows);
    return bodies.map((body, index) => this.#prefix(stopMs + index * 0.0006, 3, '2C10.0984', PKTMON) + body);
  }
}
