import type { Identity } from '../case.js';
import { SAME_GROUP_WINDOW_NS } from '../packet-window.js';
import type { SnapshotPlace } from './snapshot-ring.js';

/** As for the first sight of a packet: queues on the way down hold packets for tens of milliseconds. */
const SAME_CONTENT_GAP_NS = 100_000_000;

/** The longest pause between two snapshots of one packet, in nanoseconds. */
export function longestPause(identity: Identity): number {
  return identity === 'group-id' ? SAME_GROUP_WINDOW_NS : SAME_CONTENT_GAP_NS;
}

/**
 * Goes back from the newest snapshot of a packet to its first one. Without an id, equal content at a place where the packet
 * was already is an older packet: an acknowledgement or a datagram may repeat itself.
 * @param newestFirst snapshots with the key of the packet
 */
export function wayOfPacket(newestFirst: Iterable<SnapshotPlace>, identity: Identity): SnapshotPlace[] {
  const pause = longestPause(identity);
  const way: SnapshotPlace[] = [];
  const places = new Set<string>();
  for (const snapshot of newestFirst) {
    const later = way.at(-1);
    if (later !== undefined && later.atNs - snapshot.atNs > pause) break;
    if (identity === 'content' && places.has(placeKey(snapshot))) break;
    places.add(placeKey(snapshot));
    way.push(snapshot);
  }
  return way.toReversed();
}

/** Follow-up lines of one drop come from one component with reasons of their own: the reason is a part of the place. */
export function placeKey({ component, edge, direction, reason }: SnapshotPlace): string {
  return `${component}/${edge}/${direction}/${reason ?? ''}`;
}
