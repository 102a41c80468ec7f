import { collectNames } from './redact/collect-names.js';
import { createPlaceholders } from './redact/placeholders.js';
import { textRedactor } from './redact/redact-text.js';
import type { Report } from './report.js';

/** Texts of our own: addresses of documentation and names of event providers, not of anybody's machines. */
const OWN_TEXTS: ReadonlySet<string> = new Set(['doc', 'provider', 'version', 'id']);

/**
 * The same report for other eyes: addresses, MAC addresses, host names and the names of users in paths are replaced in every
 * text, the same one always by the same placeholder, so that the story can still be followed. Ports stay, and so do
 * multicast, broadcast, loopback and unspecified addresses. The same report always gives the same placeholders.
 *
 * Not replaced: times, sizes, GUIDs, names of files and drivers, and free text that looks like none of the above.
 */
export function redact(report: Report): Report {
  const change = textRedactor(collectNames(textsOf(report)), createPlaceholders());
  return mapTexts(report, change) as Report;
}

/** Every text of plain data, with the key it stands under. */
function* textsOf(data: unknown, key = ''): Generator<string> {
  if (typeof data === 'string') {
    if (!OWN_TEXTS.has(key)) yield data;
  } else if (Array.isArray(data)) {
    for (const item of data) yield* textsOf(item, key);
  } else if (typeof data === 'object' && data !== null && !ArrayBuffer.isView(data)) {
    for (const [name, value] of Object.entries(data)) yield* textsOf(value, name);
  }
}

/** A copy of plain data with every text changed; numbers, bigints and keys stay. */
function mapTexts(data: unknown, change: (text: string) => string, key = ''): unknown {
  if (typeof data === 'string') return OWN_TEXTS.has(key) ? data : change(data);
  if (Array.isArray(data)) return data.map((item) => mapTexts(item, change, key));
  // Columns of rows are numbers.
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, mapTexts(value, change, name)]));
}
