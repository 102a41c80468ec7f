import { isoTime } from '../../base/time.js';
import type { Event } from '../../events/event.js';

/** Said by other keys, or no more than how the line looks. */
const LEFT_OUT: ReadonlySet<string> = new Set(['kind', 'input', 'line', 'at', 'content']);

/**
 * One event as one line of NDJSON: `type`, `kind`, `input`, `line` and `time` first, then what its kind has (`event-schema.json`).
 */
export function eventLine(event: Event): string {
  const { kind, input, line, at } = event;
  const fields = Object.entries(event).filter(([key]) => !LEFT_OUT.has(key));
  // A component has a `type` of its own (`NDIS`, `Protocol`).
  const named = fields.map(([key, value]) => [key === 'type' ? 'componentType' : key, value]);
  const row = { type: 'event', kind, input, line, time: isoTime(at), ...Object.fromEntries(named) };
  return `${JSON.stringify(row, plainValue)}\n`;
}

/** File times are more than a double holds; `content` of a header repeats the header. */
function plainValue(key: string, value: unknown): unknown {
  if (key === 'content') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
