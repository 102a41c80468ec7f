import type { Event } from '../events/event.js';
import type { PacketHeader } from '../events/packet.js';

/**
 * The events of one range of a file on their way between threads. Packets are most of them and go as numbers; everything
 * else goes as it is. Plain data.
 */
export interface EventBatch {
  /** Kind, place of the text and fields of each event, one after the other (`batch-writer.ts`). */
  readonly numbers: Float64Array;
  /** Fields of each header, one after the other. */
  readonly headers: Float64Array;
  /** Texts and ports of each flow, one after the other. */
  readonly flows: Float64Array;
  /** Words, addresses, packets as printed; each once. */
  readonly texts: readonly string[];
  /** Parts of headers that are rare. */
  readonly parts: readonly HeaderParts[];
  /** Events that are no packets. */
  readonly others: readonly Event[];
  /** UTF-8 text of all records. */
  readonly record: Uint8Array;
}

export type HeaderParts = Pick<PacketHeader, 'icmp' | 'arp' | 'ip' | 'inner'>;

/** Numbers of one flow in `flows`. */
export const FLOW_FIELDS = 5;

/** What an event of `numbers` is. */
export const PACKET = 0;
export const DROP = 1;
export const OTHER = 2;
/** No header, no parts. */
export const NONE = -1;

/** A number that may be missing: nothing printed is NaN. */
export function orNaN(value: number | null): number {
  return value ?? Number.NaN;
}

export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
