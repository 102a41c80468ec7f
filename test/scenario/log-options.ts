import type { DetailOptions } from './detail-line.js';
import type { PacketForm } from './event-line.js';
import type { Language } from './language.js';
import type { Machine } from './machine.js';
import { wiredMachine } from './machines.js';
import type { PacketFilter } from './rundown.js';

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

/** An English capture of everything on Windows 11 24H2, as `etl2txt` prints it without switches. */
export const DEFAULT_OPTIONS: LogOptions = {
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
