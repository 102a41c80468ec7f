import { logClock } from './clock.js';
import { Counters } from './counters.js';
import { type DetailOptions, detailLines, linkAddresses, sizeOnMedium } from './detail-line.js';
import { encodeLog, type Encoding } from './encode.js';
import { httpBody, type PacketForm, type Snapshot, snapshotBody } from './event-line.js';
import type { Frame } from './frame.js';
import { type Language, TEMPLATES } from './language.js';
import type { Hop, Machine, Medium } from './machine.js';
import { wiredMachine } from './machines.js';
import { type PacketFilter, rundownBodies } from './rundown.js';
import { seededRandom } from './random.js';
import type { Conversation } from './tcp-conversation.js';
import { headerBodies } from './trace-header.js';

export type Direction = 'Rx' | 'Tx';

/** A drop line; a packet can have several. */
export interface DropLine {
  /** Text of the reason as Windows prints it, or a number in digits for a code that the build does not know. */
  readonly reason: string;
  /** `0xE0004503` */
  readonly location: string;
  /** Component that dropped it; the TCP/IP stack of the packet's family when absent. */
  readonly component?: number;
  readonly duplicate?: boolean;
}

export interface LogOptions extends DetailOptions {
  readonly build: number;
  readonly language: Language;
  readonly machine: Machine;
  /** Local time of the first line, with seven fraction digits. */
  readonly startedAt: string;
  readonly utcOffsetMinutes: number;
  /** Old: snapshots of a packet share PktGroupId and count Appearance. New: every snapshot has an id of its own. */
  readonly generation: 'old' | 'new';
  readonly form: PacketForm;
  /** `time` is the prefix of real-time mode on the console, without header and rundown. */
  readonly prefix: 'full' | 'time' | 'metadata';
  /** What was captured: `pktmon start --type`. */
  readonly captures: 'all' | 'flow' | 'drop';
  readonly packetSizeBytes: number;
  readonly filters: readonly PacketFilter[];
  readonly eventsLost: number;
  readonly buffersLost: number;
  readonly maximumFileSizeMb: number;
  readonly logFileMode: string;
  /** Lines before this time were overwritten in the circular log; the counters still know them. */
  readonly overwrittenUntilMs: number;
  readonly hasRundown: boolean;
  readonly etlPath: string;
  readonly newline: string;
}

/** What was printed, for tests to compare with. */
export interface Written {
  readonly packetLines: number;
  readonly dropLines: number;
  readonly duplicateLines: number;
  /** Distinct packets among the printed packet and drop lines. */
  readonly packets: number;
  /** Distinct packets that have a drop line. */
  readonly droppedPackets: number;
}

interface Line {
  readonly atMs: number;
  readonly text: string;
  readonly kind: 'packet' | 'drop' | 'duplicate' | 'other';
  /** Number of the scene's packet that the line belongs to. */
  readonly packet: number;
}

const DEFAULTS: LogOptions = {
  build: 26100,
  language: 'en',
  machine: wiredMachine(),
  startedAt: '2026-03-02T09:15:00.2242602',
  utcOffsetMinutes: 60,
  generation: 'new',
  form: 'ids',
  prefix: 'full',
  captures: 'all',
  packetSizeBytes: 128,
  filters: [],
  eventsLost: 0,
  buffersLost: 0,
  maximumFileSizeMb: 512,
  logFileMode: '0x4010001',
  overwrittenUntilMs: 0,
  hasRundown: true,
  etlPath: 'C:\\Traces\\PktMon.etl',
  newline: '\r\n',
  verbose: false,
  brief: false,
  hex: false,
  noEthernet: false,
};

const PKTMON = 'Microsoft-Windows-PktMon';
/** Time between two components on the way of a packet. */
const HOP_MS = 0.0016;
const DROP_MS = 0.008;
/** PktGroupId is the CPU in the upper 16 bits and a count in the lower 48. */
const CPU_SHIFT = 48n;

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
  readonly #groups = new Map<number, bigint>();
  readonly #random: () => number;
  readonly #clock: ReturnType<typeof logClock>;
  #packets = 0;

  constructor(options: Partial<LogOptions> = {}) {
    const generation = (options.build ?? DEFAULTS.build) < 22000 ? 'old' : 'new';
    this.options = { ...DEFAULTS, generation, ...options };
    this.#clock = logClock(this.options.startedAt, this.options.utcOffsetMinutes);
    this.#random = seededRandom(this.options.build);
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
    const track = this.#startCpu(0, direction === 'Tx');
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
      [httpBody({ ...this.#identity(track), ...place, drop: null }, requestId)],
      'packet',
    );
  }

  /** A line of another provider; its body may have more lines. */
  other(atMs: number, provider: string, body: readonly string[]): void {
    this.#print(atMs, this.#startCpu(4, true), provider, body, 'other');
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
    const path = this.options.machine.path.filter(
      (hop) => !hop.only || hop.only.includes(frame.kind),
    );
    return outward ? path.toReversed() : path;
  }

  #startPacket(frame: Frame, outward: boolean): Track {
    return this.#startCpu(
      (frame.sourcePort + frame.destinationPort) % this.options.machine.processors,
      outward,
    );
  }

  #startCpu(cpu: number, outward: boolean): Track {
    const hex = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');
    // Packets come up in DPC context or a system thread, and go down in the thread of a process.
    const thread = Math.floor(this.#random() * 4000) * 4;
    const ids = outward
      ? `${hex(0x0a40 + cpu * 4)}.${hex(0x1000 + thread)}`
      : this.#random() < 0.5
        ? '0000.0000'
        : `0004.${hex(0x200 + thread)}`;
    this.#packets += 1;
    return { cpu, ids, packet: this.#packets, groupId: this.#nextGroup(cpu), appearance: 0 };
  }

  #nextGroup(cpu: number): bigint {
    const next = (this.#groups.get(cpu) ?? BigInt(cpu) << CPU_SHIFT) + 1n;
    this.#groups.set(cpu, next);
    return next;
  }

  /** Ids of the next snapshot of a packet. */
  #identity(track: Track): Pick<Snapshot, 'groupId' | 'packetNumber' | 'appearance'> {
    track.appearance += 1;
    if (this.options.generation === 'old')
      return { groupId: track.groupId, packetNumber: 1, appearance: track.appearance };
    const groupId = track.appearance === 1 ? track.groupId : this.#nextGroup(track.cpu);
    return { groupId, packetNumber: 1, appearance: 0 };
  }

  #snapshot(atMs: number, frame: Frame, outward: boolean, hop: Hop, track: Track): void {
    const direction = (outward ? hop.sent : hop.received) ?? (outward ? 'Tx ' : 'Rx ');
    const originalBytes = sizeOnMedium(frame, hop.medium, outward);
    const loggedBytes = Math.min(originalBytes, this.options.packetSizeBytes);
    const snapshot = {
      ...this.#identity(track),
      direction,
      type: `${hop.medium} `,
      component: hop.component,
      edge: hop.edge,
    };
    const sizes = { filter: this.options.filters.length > 0 ? 1 : 0, originalBytes, loggedBytes };
    this.#printPacket(atMs, frame, outward, hop.medium, track, {
      ...snapshot,
      ...sizes,
      drop: null,
    });
    // The switch counts what leaves it upwards as "in": its direction in is Egress.
    const inward = direction === (this.#component(hop.component)?.directionIn ?? 'Rx ');
    this.#flows.add(`${hop.component}/${hop.edge}`, !inward, originalBytes);
  }

  #dropLines(
    atMs: number,
    frame: Frame,
    outward: boolean,
    drops: readonly DropLine[],
    track: Track,
  ): void {
    const { machine } = this.options;
    drops.forEach((drop, index) => {
      const component = drop.component ?? (frame.kind === 'IPv6' ? machine.tcpip6 : machine.tcpip4);
      const part = this.#component(component);
      const medium: Medium = part?.type === '11' ? 'IP' : 'Ethernet';
      const originalBytes = sizeOnMedium(frame, medium, outward);
      // Drops of the network layer show up to 148 bytes: the size limit counts from behind a rebuilt header.
      const limit =
        medium === 'IP' && this.options.packetSizeBytes > 0
          ? this.options.packetSizeBytes + 20
          : this.options.packetSizeBytes;
      const direction = outward ? (part?.directionOut ?? 'Tx ') : (part?.directionIn ?? 'Rx ');
      const reason = /^\d+$/.test(drop.reason) ? drop.reason : `${drop.reason} `;
      const duplicate = drop.duplicate ?? false;
      this.#printPacket(atMs + index * 0.0011, frame, outward, medium, track, {
        ...this.#identity(track),
        direction,
        type: `${medium} `,
        component,
        edge: 1,
        filter: this.options.filters.length > 0 ? 1 : 0,
        ...{
          originalBytes,
          loggedBytes: Math.min(originalBytes, limit),
        },
        drop: {
          reason,
          location: drop.location,
          duplicate,
        },
      });
      if (!duplicate) this.#drops.add(`${component}`, outward, originalBytes);
    });
  }

  #component(id: number) {
    return this.options.machine.components.find((part) => part.id === id);
  }

  #printPacket(
    atMs: number,
    frame: Frame,
    outward: boolean,
    medium: Medium,
    track: Track,
    snapshot: Snapshot,
  ): void {
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

  #print(
    atMs: number,
    track: Track,
    provider: string,
    lines: readonly string[],
    kind: Line['kind'],
  ): void {
    const [first = '', ...more] = lines;
    const text = [this.#prefix(atMs, track.cpu, track.ids, provider) + first, ...more].join(
      this.options.newline,
    );
    this.#lines.push({ atMs, text, kind, packet: track.packet });
  }

  #prefix(atMs: number, cpu: number, ids: string, provider: string): string {
    if (this.options.prefix === 'time') return `${this.#clock.timeOfDay(atMs)} `;
    const metadata =
      this.options.prefix === 'metadata'
        ? 'Level: 4, Keyword: 0x8000000000000010, Event: 160, Info: '
        : '';
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
    return headerBodies(header, this.#clock).map(
      (body) => this.#prefix(0, 0, '2C10.1A84', 'MSNT_SystemTrace') + body,
    );
  }

  #rundownLines(stopMs: number): string[] {
    const { machine, language, filters } = this.options;
    const bodies = rundownBodies(machine, TEMPLATES[language], filters, this.#drops, this.#flows);
    return bodies.map(
      (body, index) => this.#prefix(stopMs + index * 0.0006, 3, '2C10.0984', PKTMON) + body,
    );
  }
}

/** One packet on its way. */
interface Track {
  readonly cpu: number;
  readonly ids: string;
  readonly packet: number;
  readonly groupId: bigint;
  appearance: number;
}
