import type { Identity } from '../case.js';
import { SAME_GROUP_WINDOW_NS } from '../packet-window.js';
import type { SnapshotPlace } from './snapshot-ring.js';

/** As for the first sight of a packet: queues on the way down hold packets for tens of milliseconds. */
const SAME_CONTENT_GAP_NS = 100_000_000;
/** Within this, equal content at one place is one packet: a drop has a line for every socket that declines. */
const SAME_PLACE_NS = 1_000_000;

/** The longest pause between two snapshots of one packet, in nanoseconds. */
export function longestPause(identity: Identity): number {
  return identity === 'group-id' ? SAME_GROUP_WINDOW_NS : SAME_CONTENT_GAP_NS;
}

/**
 * Goes back from the newest snapshot of a packet to its first one. Equal content may be an older packet: an acknowledgement
 * or a datagram repeats itself.
 * @param newestFirst snapshots with the key of the packet
 */
export function wayOfPacket(newestFirst: Iterable<SnapshotPlace>, identity: Identity): SnapshotPlace[] {
  const pause = longestPause(identity);
  const way: SnapshotPlace[] = [];
  const places = new Set<string>();
  for (const snapshot of newestFirst) {
    const later = way.at(-1);
    if (later !== undefined && later.atNs - snapshot.atNs > pause) break;
    if (later !== undefined && isAnotherPacket(identity, places.has(placeKey(snapshot)), later.atNs - snapshot.atNs))
      break;
    places.add(placeKey(snapshot));
    way.push(snapshot);
  }
  return way.toReversed();
}

/** Without an id, a packet does not come to the same place twice, except in the lines that follow from one drop. */
export function isAnotherPacket(identity: Identity, wasHere: boolean, pauseNs: number): boolean {
  return identity === 'content' && wasHere && pauseNs > SAME_PLACE_NS;
}

/** Follow-up lines of one drop come from one component with reasons of their own: the reason is a part of the place. */
export function placeKey({ component, edge, direction, reason }: SnapshotPlace): string {
  return `${component}/${edge}/${direction}/${reason ?? ''}`;
}
