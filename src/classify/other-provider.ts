import type { Line } from '../formats/log-format.js';

/**
 * Name under which a record that no format reads is counted. Not every record has text of its own:
 *
 *     []***                                      the converting machine did not have the message
 *     [nt]NSI: Enter     WPP: components print a short name of their own
 *     [SomeProvider]{"Message":"…"}    TraceLogging: the body is JSON
 */
export function otherProvider(provider: string, { buffer, end }: Line, bodyAt: number): string {
  const name = nameOf(provider);
  if (name.alone !== null) return name.alone;
  const brace = buffer[bodyAt] === BLANK ? bodyAt + 1 : bodyAt;
  const isTraceLogging = brace + 1 < end && buffer[brace] === OPEN_BRACE && buffer[brace + 1] === QUOTE;
  return isTraceLogging ? name.withJson : name.withText;
}

/** What records of a provider are called; worked out once, because a log has few providers and many records. */
interface ProviderName {
  /** Whatever the body is; null when it decides. */
  readonly alone: string | null;
  readonly withJson: string;
  readonly withText: string;
}

const NAMES = new Map<string, ProviderName>();
const MAXIMUM_NAMES = 500;

function nameOf(provider: string): ProviderName {
  let name = NAMES.get(provider);
  if (name === undefined) {
    name = newName(provider.trim());
    if (NAMES.size < MAXIMUM_NAMES) NAMES.set(provider, name);
  }
  return name;
}

function newName(name: string): ProviderName {
  const alone =
    name === OWN_PREFIX
      ? 'tracefmt with a prefix of its own'
      : name === '' || name === UNDECODED
        ? 'not decoded: []***'
        : null;
  // Names of manifests have a vendor in front (`Microsoft-Windows-…`), names of WPP components have none.
  const hasVendor = name.includes('-') || GUID.test(name) || name === 'Unknown' || name.startsWith('MSNT_');
  return { alone, withJson: `${name} (TraceLogging)`, withText: hasVendor ? name : `${name} (WPP)` };
}

const BLANK = 32;
const QUOTE = 34;
const OPEN_BRACE = 123;
/** What `RecordStarts` calls a record without a provider. */
export const UNDECODED = '***';
/** What it calls a record of tracefmt that prints no provider, because its user chose another prefix. */
export const OWN_PREFIX = 'tracefmt';
const GUID = /^\{?[0-9A-Fa-f]{8}-/;
