import type { Event } from '../events/event.js';
import type { Flow } from '../events/flow.js';
import type { LinkHeader, PacketHeader } from '../events/packet.js';
import type { Point } from '../events/point.js';
import type { Plan } from '../parse/plan.js';
import type { News } from './known-values.js';

/**
 * The events of one range of a file on their way between threads. Packets are most of them and go as numbers; everything
 * else goes as it is. Plain data, whose arrays lie in memory that both threads see.
 */
export interface EventBatch {
  /** Fields of each event, one after the other (`batch-writer.ts`). */
  readonly events: Float64Array;
  /** Fields of each header, one after the other, in the order in which events name them first. */
  readonly headers: Float64Array;
  /** Lines of the range in UTF-8, which are evidence and hold the fields of messages; `SPARE_BYTES` behind them. */
  readonly lines: Uint8Array;
  /** Other texts in UTF-8: packets as printed, records that did not lie in one piece. */
  readonly texts: Uint8Array;
  /** Events that are no packets, and parts of headers that are rare. */
  readonly others: readonly Event[];
  readonly parts: readonly HeaderParts[];
  readonly news: BatchNews;
}

/** What this thread names for the first time; later batches know it. */
export interface BatchNews {
  readonly days: News<bigint>;
  readonly points: News<Point>;
  readonly flows: News<Flow>;
  readonly links: News<LinkHeader>;
  /** With their fields as tokens (`travelling-match.ts`). */
  readonly plans: News<Plan>;
  /** TCP flags, flags of IP headers, ids of formats. */
  readonly words: News<string>;
}

export type HeaderParts = Pick<PacketHeader, 'icmp' | 'arp' | 'inner'>;

/** What an event is. */
export const PACKET = 0;
export const DROP = 1;
export const DUPLICATE_DROP = 2;
/** A message of the TCP layer, by the places of its fields. */
export const MESSAGE = 3;
export const OTHER = 4;

/** So many headers at least are named by their number once they were sent. A power of two. */
export const HEADERS_KNOWN = 256;

/** No header, no link, no TCP, no parts. */
export const NONE = -1;
/** Instead of the number of places in `lines`: the record is a text. */
export const IS_TEXT = -1;

/** A number that may be missing: nothing printed is NaN. */
export function orNaN(value: number | null): number {
  return value ?? Number.NaN;
}

export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
