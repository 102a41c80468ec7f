import type { Line } from '../formats/log-format.js';

/**
 * Name under which a record that no format reads is counted. Not every record has text of its own:
 *
 *     []***                                      the converting machine did not have the message
 *     [nt]NSI: Enter     WPP: components print a short name of their own
 *     [SomeProvider]{"Message":"…"}    TraceLogging: the body is JSON
 */
export function otherProvider(provider: string, { buffer, end }: Line, bodyAt: number): string {
  const name = provider.trim();
  if (name === OWN_PREFIX) return 'tracefmt with a prefix of its own';
  if (name === '' || name === UNDECODED) return 'not decoded: []***';
  const brace = buffer[bodyAt] === BLANK ? bodyAt + 1 : bodyAt;
  if (brace + 1 < end && buffer[brace] === OPEN_BRACE && buffer[brace + 1] === QUOTE) return `${name} (TraceLogging)`;
  // Names of manifests have a vendor in front (`Microsoft-Windows-…`), names of WPP components have none.
  return name.includes('-') || GUID.test(name) || name === 'Unknown' || name.startsWith('MSNT_')
    ? name
    : `${name} (WPP)`;
}

const BLANK = 32;
const QUOTE = 34;
const OPEN_BRACE = 123;
/** What `RecordStarts` calls a record without a provider. */
export const UNDECODED = '***';
/** What it calls a record of tracefmt that prints no provider, because its user chose another prefix. */
export const OWN_PREFIX = 'tracefmt';
const GUID = /^\{?[0-9A-Fa-f]{8}-/;
