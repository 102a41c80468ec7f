import type { Nanoseconds } from '../base/time.js';
import type { Direction, DropEvent, PacketEvent, PacketHeader } from './packet.js';
import { NO_POINT, type Point } from './point.js';

/**
 * A packet or drop event as readers hand it over: one object for all snapshots of a log, filled anew for each of them and
 * read-only to everybody behind the reader. Whoever keeps an event keeps what `plainEvent` makes of it.
 */
export class SnapshotEvent {
  readonly input: number;
  kind: 'packet' | 'drop' = 'packet';
  line = 0;
  day: Nanoseconds = 0n;
  ofDayNs = 0;
  groupHigh: number | null = null;
  groupLow: number | null = null;
  packetNumber: number | null = null;
  point: Point = NO_POINT;
  originalSizeBytes: number | null = null;
  loggedSizeBytes: number | null = null;
  header: PacketHeader | null = null;
  duplicate = false;

  constructor(input: number) {
    this.input = input;
  }

  /** Made on demand: bigints are slow. */
  get at(): Nanoseconds {
    return this.day + BigInt(this.ofDayNs);
  }

  get appearance(): number | null {
    return this.point.appearance;
  }

  get direction(): Direction {
    return this.point.direction;
  }

  get medium(): string {
    return this.point.medium;
  }

  get component(): number {
    return this.point.component;
  }

  get edge(): number | null {
    return this.point.edge;
  }

  get filter(): number | null {
    return this.point.filter;
  }

  get reason(): string {
    return this.point.reason;
  }

  get location(): number | null {
    return this.point.location;
  }

  get event(): PacketEvent | DropEvent {
    return this as PacketEvent | DropEvent;
  }

  toPlain(): PacketEvent | DropEvent {
    const { kind, input, line, at, day, ofDayNs, groupHigh, groupLow, packetNumber } = this;
    const { appearance, direction, medium, component, edge, filter, originalSizeBytes, loggedSizeBytes } = this;
    const { header, duplicate, reason, location } = this;
    const where = { input, line, at, day, ofDayNs };
    const ids = { groupHigh, groupLow, packetNumber };
    const place = { appearance, direction, medium, component, edge, filter };
    const snapshot = { ...where, ...ids, ...place, originalSizeBytes, loggedSizeBytes, header };
    return kind === 'packet' ? { kind, ...snapshot } : { kind, ...snapshot, reason, location, duplicate };
  }
}
