import type { SideTime } from '../events/side/blocked.js';

// 2026-03-06T10:00:01.123456Z   2026-03-06 10:00:01+01:00   2026/03/06 10:00:01
// |------- date --------||-- time of day --||--- zone ---|
const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)?$/;
// 3/6/2026 10:00:01 AM   06.03.2026 10:00:01   06/03/2026 10:00:01
const DAY_FIRST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,](\d{1,9}))?\s?([AP]M)?$/i;
// /Date(1772791201123)/
const SCRIPT_DATE = /^\/Date\((\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * The moment that a side file prints. A zone in the text gives UTC; without one it is the local time of the machine that
 * showed it. Only with AM or PM the month comes first (English, United States); null for anything that is no time.
 */
export function parseSideTime(printed: string): SideTime | null {
  const text = printed
    .trim()
    .replace(/[\u200e\u200f]/g, '')
    .replace(/\u202f/g, ' ');
  const script = SCRIPT_DATE.exec(text);
  if (script !== null) return { at: BigInt(script[1] ?? 0) * 1_000_000n, zone: 'utc' };
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    const at = moment([year, month, day, hour, minute, second], fraction);
    if (at === null) return null;
    return zone === undefined ? { at, zone: 'local' } : { at: at - offsetOf(zone), zone: 'utc' };
  }
  const local = DAY_FIRST.exec(text);
  if (local === null) return null;
  const [, one, , two, year, hour, minute, second, fraction, half] = local;
  const [month, day] = half === undefined ? [two, one] : [one, two];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const at = moment([year, month, day, String(hours), minute, second], fraction);
  return at === null ? null : { at, zone: 'local' };
}

function moment(parts: readonly (string | undefined)[], fraction: string | undefined): bigint | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return BigInt(ms) * 1_000_000n + BigInt((fraction ?? '').padEnd(9, '0') || 0);
}

/** `+05:45` in nanoseconds; `Z` is none. */
function offsetOf(zone: string): bigint {
  if (zone === 'Z') return 0n;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return BigInt(zone.startsWith('-') ? -minutes : minutes) * 60_000_000_000n;
}
