import type { Snapshot } from '../events/packet.js';

/**
 * Builds up to 20348 count the snapshots of a packet in Appearance (1, 2, …) under one PktGroupId and PktNumber: then the
 * group is the packet. Later ones print Appearance 0 and a new id for every snapshot: there the content is the identity.
 * PktGroupId 0 stands for several unrelated drops, so it never is one.
 */
export function hasGroupIdentity(snapshot: Snapshot): boolean {
  return (
    snapshot.appearance !== null &&
    snapshot.appearance > 0 &&
    snapshot.groupHigh !== null &&
    (snapshot.groupHigh !== 0 || snapshot.groupLow !== 0)
  );
}

/** What tells one packet from another when nothing of it was decoded: size and place are all there is. */
export function placeKey({ component, direction, originalSizeBytes }: Snapshot): string {
  return `${component}/${direction}/${originalSizeBytes ?? 0}`;
}

const LOW = 1e9;
const NUMBERS = 1024;
/** So that `(index × 10^9 + low) × 1024 + number` stays below 2^53. */
const MAXIMUM_HIGHS = 8_000;

/** Keys of packets that have a group. A number where possible: it is cheaper than a text to make and to look up. */
export class GroupKeys {
  /** The upper digits of ids are few: the processor's number is in them. */
  readonly #highs = new Map<number, number>();
  #lastHigh = -1;
  #lastIndex = 0;

  key({ groupHigh, groupLow, packetNumber }: Snapshot): number | string {
    const number = packetNumber ?? 0;
    const index = this.#indexOf(groupHigh ?? 0);
    if (index < 0 || number >= NUMBERS) return `${groupHigh}/${groupLow}/${number}`;
    return (index * LOW + (groupLow ?? 0)) * NUMBERS + number;
  }

  /** One processor writes many lines in a row. */
  #indexOf(high: number): number {
    if (high !== this.#lastHigh) {
      this.#lastIndex = this.#highs.get(high) ?? this.#add(high);
      this.#lastHigh = high;
    }
    return this.#lastIndex;
  }

  #add(high: number): number {
    if (this.#highs.size >= MAXIMUM_HIGHS) return -1;
    this.#highs.set(high, this.#highs.size);
    return this.#highs.size - 1;
  }
}
