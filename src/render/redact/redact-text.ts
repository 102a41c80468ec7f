import ipaddr from 'ipaddr.js';

import type { Placeholders } from './placeholders.js';

/** Names such as `Public` exist on every machine. */
const COMMON_FOLDERS = new Set([
  'public',
  'default',
  'all users',
  'default user',
  'shared',
  'username',
  'user',
]);

const NO_WORD_BEFORE = '(?<![\\p{L}\\p{N}_])';
const NO_WORD_BEHIND = '(?![\\p{L}\\p{N}_])';

/**
 * What is looked for, in this order at every place of a text; one pass, so that no placeholder is looked at again.
 * `user`: the folder behind `C:\Users\`, `/home/` and the like, up to the next separator.
 * `mac`: `00-00-5E-00-53-01`, also with colons. `bare`: `0x00005E005301`, as packet filters and properties print it.
 * `ipv6` may be followed by a port that tcpdump appends with a dot, `ipv4` as well: `192.0.2.5.443`.
 */
const USER =
  '(?<=[\\\\/](?:Users|home|Documents and Settings)[\\\\/])(?<user>[^\\\\/:*?"<>|\\r\\n]+?)(?=[\\\\/"\'<>|\\r\\n,;]|$)';
const MAC = `${NO_WORD_BEFORE}(?<mac>[0-9A-Fa-f]{2}(?<separator>[-:])(?:[0-9A-Fa-f]{2}\\k<separator>){4}[0-9A-Fa-f]{2})(?![\\p{L}\\p{N}_]|[-:][0-9A-Fa-f]{2}(?![0-9A-Fa-f]))`;
const BARE_MAC =
  '(?<=(?:MAC-?\\d?|PhysAddress|Address)\\s*=?\\s*0x)(?<bare>[0-9A-Fa-f]{12})(?![0-9A-Fa-f])';
const IPV6 =
  '(?<![\\p{L}\\p{N}_.:])(?<ipv6>(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4}(?![\\p{L}\\p{N}_])|(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\p{N}])|(?![\\p{L}\\p{N}_:])))';
const IPV4 =
  '(?<![\\p{L}\\p{N}_]|[\\p{N}_]\\.)(?<ipv4>(?:\\d{1,3}\\.){3}\\d{1,3})(?![\\p{L}\\p{N}_])';
/** The path of a request may hold whatever a user typed: `GET /search?q=… HTTP/1.1`. */
const REQUEST = '(?<=\\b(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH) )(?<request>/\\S+)(?= HTTP/)';

/** Texts are alike in a report, and a pattern of ten thousand names takes time to build: one for each list of names. */
const patterns = new WeakMap<readonly string[], RegExp>();

/** Replaces what tells machines and people apart in one text. */
export function redactText(
  text: string,
  names: readonly string[],
  placeholders: Placeholders,
): string {
  return text.replace(patternFor(names), (match: string, ...rest: readonly unknown[]) => {
    const found = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (found['user'] !== undefined) return redactUser(match, placeholders);
    if (found['name'] !== undefined) return placeholders.host(match);
    if (found['mac'] !== undefined) return redactMac(match, placeholders);
    if (found['bare'] !== undefined) return sameCase(match, placeholders.mac(match.toLowerCase()));
    if (found['ipv6'] !== undefined)
      return ipaddr.IPv6.isValid(match) ? placeholders.ipv6(match) : match;
    if (found['ipv4'] !== undefined)
      return ipaddr.IPv4.isValidFourPartDecimal(match) ? placeholders.ipv4(match) : match;
    return '/...';
  });
}

function patternFor(names: readonly string[]): RegExp {
  const known = patterns.get(names);
  if (known !== undefined) return known;
  const parts = [USER, REQUEST, ...namePart(names), MAC, BARE_MAC, IPV6, IPV4];
  const pattern = new RegExp(parts.join('|'), 'giu');
  patterns.set(names, pattern);
  return pattern;
}

/** All names as one alternative, longest first. A name is not replaced within a longer word or name. */
function namePart(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return [`(?<![\\p{L}\\p{N}-])(?<name>${escaped.join('|')})(?![\\p{L}\\p{N}-])`];
}

function redactUser(name: string, placeholders: Placeholders): string {
  return COMMON_FOLDERS.has(name.toLowerCase()) ? name : placeholders.user(name);
}

/** In the form it was printed in: `00-00-5E-00-53-01` or `00:00:5e:00:53:01`. */
function redactMac(mac: string, placeholders: Placeholders): string {
  const digits = mac.toLowerCase().replace(/[-:]/g, '');
  const pairs = placeholders.mac(digits).match(/../g) ?? [];
  return sameCase(mac, pairs.join(mac[2]));
}

function sameCase(like: string, text: string): string {
  return /[a-f]/.test(like) ? text : text.toUpperCase();
}
