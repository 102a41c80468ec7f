import { DirectionCodes } from './direction-codes.js';

/** No edge, no location, no segment. */
export const NONE = -1;

/** Where a snapshot was taken. `edge` and `location` are `NONE` when not printed, `reason` is null for a packet that went on. */
export interface SnapshotPlace {
  /** On the clock of the case. */
  readonly atNs: number;
  readonly input: number;
  readonly line: number;
  readonly component: number;
  readonly edge: number;
  readonly direction: string;
  readonly reason: string | null;
  readonly location: number;
}

// The numbers of one snapshot, side by side: they are written, and forgotten, together.
const SEGMENT = 0;
const AT_NS = 1;
const INPUT = 2;
const LINE = 3;
const COMPONENT = 4;
const EDGE = 5;
const DIRECTION = 6;
const LOCATION = 7;
const NUMBERS = 8;

/**
 * The last snapshots of the log. A packet passes its components within milliseconds; when it is dropped, its earlier
 * snapshots are still here. Writing one costs a few stores and no memory.
 */
export class SnapshotRing {
  readonly #size: number;
  readonly #directions = new DirectionCodes();
  readonly #packets: (string | number)[];
  readonly #reasons: (string | null)[];
  readonly #numbers: Float64Array;
  #written = 0;

  constructor(size: number) {
    this.#size = size;
    this.#packets = Array.from({ length: size }, () => '');
    this.#reasons = Array.from({ length: size }, () => null);
    this.#numbers = new Float64Array(size * NUMBERS);
  }

  /** `packet`: what all snapshots of a packet share and no other of its input has. `segment`: what all copies of a TCP segment share, `NONE` without one. */
  push(
    packet: string | number,
    segment: number,
    atNs: number,
    input: number,
    line: number,
    component: number,
    edge: number,
    direction: string,
    reason: string | null,
    location: number,
  ): void {
    const slot = this.#written % this.#size;
    const at = slot * NUMBERS;
    const numbers = this.#numbers;
    this.#packets[slot] = packet;
    this.#reasons[slot] = reason;
    numbers[at + SEGMENT] = segment;
    numbers[at + AT_NS] = atNs;
    numbers[at + INPUT] = input;
    numbers[at + LINE] = line;
    numbers[at + COMPONENT] = component;
    numbers[at + EDGE] = edge;
    numbers[at + DIRECTION] = this.#directions.code(direction);
    numbers[at + LOCATION] = location;
    this.#written++;
  }

  /** Snapshots of a packet of an input, newest first. */
  ofPacket(packet: string | number, input: number): SnapshotPlace[] {
    const places: SnapshotPlace[] = [];
    const oldest = Math.max(0, this.#written - this.#size);
    for (let index = this.#written - 1; index >= oldest; index--) {
      const slot = index % this.#size;
      if (this.#packets[slot] === packet && this.#number(slot, INPUT) === input) places.push(this.#place(slot));
    }
    return places;
  }

  /** Snapshots of all copies of a segment, newest first. */
  ofSegment(segment: number): SnapshotPlace[] {
    const places: SnapshotPlace[] = [];
    const oldest = Math.max(0, this.#written - this.#size);
    for (let index = this.#written - 1; index >= oldest; index--) {
      const slot = index % this.#size;
      if (this.#number(slot, SEGMENT) === segment) places.push(this.#place(slot));
    }
    return places;
  }

  #place(slot: number): SnapshotPlace {
    return {
      atNs: this.#number(slot, AT_NS),
      input: this.#number(slot, INPUT),
      line: this.#number(slot, LINE),
      component: this.#number(slot, COMPONENT),
      edge: this.#number(slot, EDGE),
      direction: this.#directions.text(this.#number(slot, DIRECTION)),
      reason: this.#reasons[slot] ?? null,
      location: this.#number(slot, LOCATION),
    };
  }

  #number(slot: number, which: number): number {
    return this.#numbers[slot * NUMBERS + which] as number;
  }
}
