import type { Nanoseconds } from '../base/time.js';
import type { Direction, DropEvent, PacketEvent, PacketHeader } from './packet.js';

/** A packet or drop event as the reader fills it; read-only to everybody behind it. */
export class SnapshotEvent {
  readonly kind: 'packet' | 'drop';
  readonly input: number;
  readonly line: number;
  readonly day: Nanoseconds;
  readonly ofDayNs: number;
  groupHigh: number | null = null;
  groupLow: number | null = null;
  packetNumber: number | null = null;
  appearance: number | null = null;
  direction: Direction = '';
  medium = '';
  component = 0;
  edge: number | null = null;
  filter: number | null = null;
  originalSizeBytes: number | null = null;
  loggedSizeBytes: number | null = null;
  header: PacketHeader | null = null;
  reason = '';
  location: number | null = null;
  duplicate = false;

  constructor(kind: 'packet' | 'drop', input: number, line: number, day: Nanoseconds, ofDayNs: number) {
    this.kind = kind;
    this.input = input;
    this.line = line;
    this.day = day;
    this.ofDayNs = ofDayNs;
  }

  /** Made on demand: bigints are slow. */
  get at(): Nanoseconds {
    return this.day + BigInt(this.ofDayNs);
  }

  get event(): PacketEvent | DropEvent {
    return this as PacketEvent | DropEvent;
  }
}
