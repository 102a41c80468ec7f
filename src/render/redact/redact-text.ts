import ipaddr from 'ipaddr.js';

import type { HostNames } from './collect-names.js';
import type { Placeholders } from './placeholders.js';

/** Folders that exist on every machine, or stand for a name in an instruction. */
const COMMON_FOLDERS = new Set(['public', 'default', 'all users', 'default user', 'shared', 'username', 'user']);

/** The folder behind `C:\Users\` or `/home/`. With blanks in it only when a path goes on behind it. */
const USER =
  '(?<=[\\\\/](?:Users|home|Documents and Settings)[\\\\/])(?<user>[^\\\\/:*?"<>|\\r\\n]+(?=[\\\\/])|[^\\\\/:*?"<>|\\s,;]+)';
/** The path of a request holds whatever a user typed: `GET /search?q=… HTTP/1.1`. */
const REQUEST = '(?<=\\b(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH) )(?<request>/\\S+)(?= HTTP/)';
/** `00-00-5E-00-53-01`, also with colons. */
const MAC =
  '(?<![\\p{L}\\p{N}_])(?<mac>[0-9A-F]{2}(?<separator>[-:])(?:[0-9A-F]{2}\\k<separator>){4}[0-9A-F]{2})(?![\\p{L}\\p{N}_]|[-:][0-9A-F]{2}(?![0-9A-F]))';
/** `0x00005E005301`, as packet filters (`MAC-1`) and properties (`PhysAddress`) print it. */
const BARE_MAC = '(?<=(?<![\\p{L}\\p{N}_])0x)(?<bare>[0-9A-F]{12})(?![\\p{L}\\p{N}_])';
/** tcpdump appends a port with a dot (`2001:db8::1.443`), unless the address ends in a dotted IPv4 address itself. */
const IPV6 =
  '(?<![\\p{L}\\p{N}_.:])(?<ipv6>(?:[0-9A-F]{0,4}:){2,8}(?:(?:\\d{1,3}\\.){3}\\d{1,3}(?!\\p{N})|[0-9A-F]{1,4}(?![\\p{L}\\p{N}_:])|(?![\\p{L}\\p{N}_:])))';
/** Also with a port behind it: `192.0.2.5.443`. */
const IPV4 = '(?<![\\p{L}\\p{N}_]|\\p{N}\\.)(?<ipv4>(?:\\d{1,3}\\.){3}\\d{1,3})(?![\\p{L}\\p{N}_])';

/**
 * Makes the function that replaces what tells machines and people apart in a text. One pass with all patterns, so that no
 * placeholder is looked at again.
 */
export function textRedactor(names: HostNames, placeholders: Placeholders): (text: string) => string {
  const pattern = new RegExp([USER, REQUEST, ...nameParts(names), MAC, BARE_MAC, IPV6, IPV4].join('|'), 'giu');
  return (text) =>
    text.replace(pattern, (match: string, ...rest: readonly unknown[]) =>
      placeholderFor(match, rest.at(-1) as Readonly<Record<string, string | undefined>>, placeholders),
    );
}

function placeholderFor(
  match: string,
  found: Readonly<Record<string, string | undefined>>,
  placeholders: Placeholders,
): string {
  if (found['request'] !== undefined) return '/...';
  if (found['user'] !== undefined) {
    return COMMON_FOLDERS.has(match.toLowerCase()) ? match : placeholders.user(match);
  }
  if (found['mac'] !== undefined) {
    const digits = placeholders.mac(match.toLowerCase().replace(/[-:]/g, ''));
    return sameCase(match, digits.replace(/(..)(?=.)/g, `$1${found['separator']}`));
  }
  if (found['bare'] !== undefined) return sameCase(match, placeholders.mac(match.toLowerCase()));
  if (found['ipv6'] !== undefined) return ipaddr.IPv6.isValid(match) ? placeholders.ipv6(match) : match;
  if (found['ipv4'] !== undefined) {
    return ipaddr.IPv4.isValidFourPartDecimal(match) ? placeholders.ipv4(match) : match;
  }
  return placeholders.host(match);
}

function nameParts({ anywhere, inPlace }: HostNames): readonly string[] {
  const either = (names: readonly string[]) =>
    names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const parts: string[] = [];
  if (anywhere.length > 0) {
    parts.push(`(?<![\\p{L}\\p{N}-])(?:${either(anywhere)})(?![\\p{L}\\p{N}-])`);
  }
  if (inPlace.length > 0) {
    // `A? wpad. (22)`, `SERVER1_240514-101233_PktMon.txt`, `\\server\share`.
    parts.push(`(?<![\\p{L}\\p{N}-])(?:${either(inPlace)})(?=\\.(?:[\\s,:(]|$)|_\\d{6}-\\d{6})`);
    parts.push(`(?<=\\\\\\\\)(?:${either(inPlace)})(?=\\\\)`);
  }
  return parts;
}

/** Logs write hex digits in either case: the placeholder does as they do. */
function sameCase(like: string, text: string): string {
  return /[a-f]/.test(like) ? text : text.toUpperCase();
}
