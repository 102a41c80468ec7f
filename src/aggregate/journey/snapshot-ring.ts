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

/**
 * The last snapshots of the log, in columns. A packet passes its components within milliseconds; when it is dropped, its
 * earlier snapshots are still here. Writing one costs a few stores and no memory.
 */
export class SnapshotRing {
  readonly #size: number;
  readonly #directions = new DirectionCodes();
  readonly #packets: (string | number)[];
  readonly #at: Float64Array;
  readonly #reasons: (string | null)[];
  readonly #segments: Float64Array;
  readonly #lines: Float64Array;
  readonly #locations: Float64Array;
  readonly #inputs: Uint32Array;
  readonly #components: Uint32Array;
  readonly #edges: Int32Array;
  readonly #direction: Uint8Array;
  #written = 0;

  constructor(size: number) {
    this.#size = size;
    this.#packets = Array.from({ length: size }, () => '');
    this.#at = new Float64Array(size);
    this.#reasons = Array.from({ length: size }, () => null);
    this.#segments = new Float64Array(size);
    this.#lines = new Float64Array(size);
    this.#locations = new Float64Array(size);
    this.#inputs = new Uint32Array(size);
    this.#components = new Uint32Array(size);
    this.#edges = new Int32Array(size);
    this.#direction = new Uint8Array(size);
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
    this.#packets[slot] = packet;
    this.#segments[slot] = segment;
    this.#at[slot] = atNs;
    this.#inputs[slot] = input;
    this.#lines[slot] = line;
    this.#components[slot] = component;
    this.#edges[slot] = edge;
    this.#direction[slot] = this.#directions.code(direction);
    this.#reasons[slot] = reason;
    this.#locations[slot] = location;
    this.#written++;
  }

  /** Snapshots of a packet of an input, newest first. */
  ofPacket(packet: string | number, input: number): SnapshotPlace[] {
    const places: SnapshotPlace[] = [];
    const oldest = Math.max(0, this.#written - this.#size);
    for (let index = this.#written - 1; index >= oldest; index--) {
      const slot = index % this.#size;
      if (this.#packets[slot] === packet && this.#inputs[slot] === input) places.push(this.#place(slot));
    }
    return places;
  }

  /** Snapshots of all copies of a segment, newest first. */
  ofSegment(segment: number): SnapshotPlace[] {
    const places: SnapshotPlace[] = [];
    const oldest = Math.max(0, this.#written - this.#size);
    for (let index = this.#written - 1; index >= oldest; index--) {
      const slot = index % this.#size;
      if (this.#segments[slot] === segment) places.push(this.#place(slot));
    }
    return places;
  }

  #place(slot: number): SnapshotPlace {
    return {
      atNs: this.#at[slot] ?? 0,
      input: this.#inputs[slot] ?? 0,
      line: this.#lines[slot] ?? 0,
      component: this.#components[slot] ?? 0,
      edge: this.#edges[slot] ?? NONE,
      direction: this.#directions.text(this.#direction[slot] ?? 0),
      reason: this.#reasons[slot] ?? null,
      location: this.#locations[slot] ?? NONE,
    };
  }
}
