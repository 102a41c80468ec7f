import { isoTime } from '../../base/time.js';
import type { Event } from '../../events/event.js';
import type { Snapshot } from '../../events/packet.js';

/** An event as plain data, its time as text. */
export interface EventRow {
  readonly kind: Event['kind'];
  readonly input: number;
  readonly line: number;
  readonly time: string;
  readonly [field: string]: unknown;
}

/** What only snapshots for calculation have, and what other keys say. */
const LEFT_OUT: ReadonlySet<string> = new Set(['at', 'day', 'ofDayNs', 'groupHigh', 'groupLow', 'content']);
/** Only of drops. */
const OF_DROPS: ReadonlySet<string> = new Set(['reason', 'location', 'duplicate']);

/** Copies an event: it is only valid while it is handed over, and its times are made on demand. */
export function eventRow(event: Event): EventRow {
  const { kind, input, line, at } = event;
  const fields = Object.entries(event)
    .filter(([key]) => !LEFT_OUT.has(key) && !(kind === 'packet' && OF_DROPS.has(key)))
    // A component has a `type` of its own (`NDIS`, `Protocol`).
    .map(([key, value]) => [key === 'type' ? 'componentType' : key, value]);
  const group = kind === 'packet' || kind === 'drop' ? { groupId: groupIdOf(event) } : {};
  return { kind, input, line, time: isoTime(at), ...group, ...Object.fromEntries(fields) };
}

/** One event as one line of NDJSON: `event-schema.json`. */
export function eventLine(row: EventRow): string {
  return `${JSON.stringify({ type: 'event', ...row }, plainValue)}\n`;
}

/** In decimal, because it is more than a double holds. */
function groupIdOf({ groupHigh, groupLow }: Pick<Snapshot, 'groupHigh' | 'groupLow'>): string | null {
  if (groupHigh === null || groupLow === null) return null;
  return String(BigInt(groupHigh) * 1_000_000_000n + BigInt(groupLow));
}

/** File times are more than a double holds; `content` and the flow repeat the header they are in. */
function plainValue(key: string, value: unknown): unknown {
  if (key === 'content' || (key === 'flow' && typeof value === 'object')) return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
