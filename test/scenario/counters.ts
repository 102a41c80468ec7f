/** Totals of one direction pair of a component or of one of its edges. */
export interface Totals {
  packetsIn: number;
  bytesIn: number;
  packetsOut: number;
  bytesOut: number;
}

/** Adds up what was written, so that the counters at the end of a log agree with its lines. */
export class Counters {
  readonly #totals = new Map<string, Totals>();

  /** @param key component id, or `component/edge` */
  add(key: string, outward: boolean, bytes: number): void {
    const totals = this.of(key);
    if (outward) {
      totals.packetsOut += 1;
      totals.bytesOut += bytes;
    } else {
      totals.packetsIn += 1;
      totals.bytesIn += bytes;
    }
    this.#totals.set(key, totals);
  }

  of(key: string): Totals {
    return this.#totals.get(key) ?? { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0 };
  }
}
