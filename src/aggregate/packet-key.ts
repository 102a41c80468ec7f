import type { Snapshot } from '../events/packet.js';
import type { Identity } from './case.js';

/** What tells one packet from another, and by which method. */
export interface PacketKey {
  readonly identity: Identity;
  readonly key: string;
}

/**
 * Builds up to 20348 count the snapshots of a packet in Appearance (1, 2, …) under one PktGroupId and PktNumber.
 * Later ones print Appearance 0 and a new id for every snapshot: there the content is the identity.
 * PktGroupId 0 stands for several unrelated drops, so it never is one.
 */
export function packetKey(snapshot: Snapshot): PacketKey {
  if (
    snapshot.appearance !== null &&
    snapshot.appearance > 0 &&
    snapshot.groupId !== null &&
    snapshot.groupId !== '0'
  ) {
    return { identity: 'group-id', key: `${snapshot.groupId}/${snapshot.packetNumber ?? 0}` };
  }
  const { header } = snapshot;
  if (header !== null) return { identity: 'content', key: header.content };
  // Nothing was decoded: size and place are all there is.
  return { identity: 'content', key: `${snapshot.component}/${snapshot.direction}/${snapshot.originalSizeBytes ?? 0}` };
}
