import { sizeOnMedium } from './detail-line.js';
import type { Snapshot } from './event-line.js';
import type { Frame } from './frame.js';
import type { DropLine, LogOptions } from './log-options.js';
import type { Component, Hop, Medium } from './machine.js';

type Ids = Pick<Snapshot, 'groupId' | 'packetNumber' | 'appearance'>;

export const findComponent = (options: LogOptions, id: number): Component | undefined =>
  options.machine.components.find((part) => part.id === id);

/** Number of the filter that matched; 0 when none is set. */
const filterNumber = (options: LogOptions): number => (options.filters.length > 0 ? 1 : 0);

/** A packet at one component of its path. */
export function flowSnapshot(options: LogOptions, frame: Frame, outward: boolean, hop: Hop, ids: Ids): Snapshot {
  const originalBytes = sizeOnMedium(frame, hop.medium, outward);
  return {
    ...ids,
    direction: (outward ? hop.sent : hop.received) ?? (outward ? 'Tx ' : 'Rx '),
    type: `${hop.medium} `,
    component: hop.component,
    edge: hop.edge,
    filter: filterNumber(options),
    originalBytes,
    loggedBytes: Math.min(originalBytes, options.packetSizeBytes),
    drop: null,
  };
}

/** Where a drop happens: the component, and what it sees of the packet. */
export function dropPlace(
  options: LogOptions,
  frame: Frame,
  drop: DropLine,
): { readonly id: number; readonly medium: Medium; readonly part: Component | undefined } {
  const { tcpip4, tcpip6 } = options.machine;
  const id = drop.component ?? (frame.kind === 'IPv6' ? tcpip6 : tcpip4);
  const part = findComponent(options, id);
  return { id, part, medium: part?.type === '11' ? 'IP' : 'Ethernet' };
}

export function dropSnapshot(options: LogOptions, frame: Frame, outward: boolean, drop: DropLine, ids: Ids): Snapshot {
  const { id, medium, part } = dropPlace(options, frame, drop);
  const originalBytes = sizeOnMedium(frame, medium, outward);
  // Drops of the network layer show up to 148 bytes: the size limit counts from behind a rebuilt header.
  const limit = options.packetSizeBytes + (medium === 'IP' ? 20 : 0);
  const isNumber = /^\d+$/.test(drop.reason);
  return {
    ...ids,
    direction: outward ? (part?.directionOut ?? 'Tx ') : (part?.directionIn ?? 'Rx '),
    type: `${medium} `,
    component: id,
    edge: 1,
    filter: filterNumber(options),
    originalBytes,
    loggedBytes: Math.min(originalBytes, limit),
    drop: {
      // A number that the map does not know is printed without the blank of the map.
      reason: isNumber ? drop.reason : `${drop.reason} `,
      location: drop.location,
      duplicate: drop.duplicate ?? false,
    },
  };
}
