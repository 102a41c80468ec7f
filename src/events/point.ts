import type { Direction } from './packet.js';

/**
 * What an event line prints between the ids and the sizes: the place of a snapshot, and why a packet was dropped there.
 * A log has few of them, which come again and again: equal ones are the same object as long as it is remembered.
 *
 *     Appearance 1, Direction Rx , Type Ethernet , Component 10, Edge 1, Filter 0
 *     Appearance 0, Direction Rx , Type IP , Component 72, Filter 0, DropReason INET: accept inspection , DropLocation 0xE0004503
 */
export interface Point {
  readonly appearance: number | null;
  readonly direction: Direction;
  /** `Ethernet`, `WiFi`, `IP`, `HTTP` or as printed (number or translated word). */
  readonly medium: string;
  readonly component: number;
  readonly edge: number | null;
  /** Number of the packet filter that matched; 0 when no filter was set. */
  readonly filter: number | null;
  /** Empty for a packet that was not dropped. */
  readonly reason: string;
  readonly location: number | null;
}

export const NO_POINT: Point = {
  appearance: null,
  direction: '',
  medium: '',
  component: 0,
  edge: null,
  filter: null,
  reason: '',
  location: null,
};
