import { isIPv4, isIPv6 } from 'node:net';

/** What must not be found in a redacted output, taken from the raw text by patterns of its own: the redactor is not asked. */
export interface Originals {
  readonly addresses: ReadonlySet<string>;
  readonly macs: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** Addresses that mean no machine and stay. */
const KEPT_IPV4 = /^(?:127\.|255\.|0\.0\.0\.0$|224\.0\.[01]\.|239\.255\.255\.25\d$)/;
const KEPT_IPV6 = /^(?:::1?$|ff0[0-9a-f]:)/i;
const SOLICITED = /^ff02::1:ff/i;
const KEPT_MAC = /^(?:0{12}|f{12}|01005e000[01]|01005e7ffff|33330|0180c2|01000c)/;

/** Endings and labels that are no machine's. */
const OPEN_LABELS = new Set(
  (
    'com net org example local arpa in-addr ip6 test invalid io dc _tcp _udp _ipp _sub _googlecast _spotify-connect ' +
    '_companion-link _microsoft_mcc _airplay _raop _dosvc _services _dns-sd _device-info _sleep-proxy _homekit _nfs _ipps _ftp _smb ' +
    'wpad isatap ' +
    // Labels that are words of every log, or of the page's own script (`{WWW}` is a day of the week in uPlot): the names they are in
    // are looked for as a whole.
    'microsoft windows discovery local api test info time www'
  ).split(' '),
);
const FILE = /\.(?:sys|txt|etl|dll|exe|c|h|cpp|cc)$/i;

export function originalsOf(text: string): Originals {
  const addresses = new Set<string>();
  const macs = new Set<string>();
  const names = new Set<string>();
  for (const [found] of text.matchAll(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d)/g)) {
    if (isIPv4(found) && !KEPT_IPV4.test(found)) addresses.add(found);
  }
  for (const [found] of text.matchAll(/(?<![0-9A-Za-z:.])[0-9A-Fa-f:]{2,39}(?![0-9A-Za-z:])/g)) {
    if (!isIPv6(found) || !found.includes(':')) continue;
    if (!KEPT_IPV6.test(found) || SOLICITED.test(found)) addresses.add(found.toLowerCase());
  }
  for (const [found] of text.matchAll(
    /(?<![0-9A-Fa-f][-:]?)(?:[0-9A-Fa-f]{2}[-:]){5}[0-9A-Fa-f]{2}(?![-:]?[0-9A-Fa-f])/g,
  )) {
    const digits = found.replaceAll(/[-:]/g, '').toLowerCase();
    if (!KEPT_MAC.test(digits)) macs.add(digits);
  }
  for (const [, digits = ''] of text.matchAll(/\b0x([0-9A-Fa-f]{12})\b/g)) {
    if (!KEPT_MAC.test(digits.toLowerCase())) macs.add(digits.toLowerCase());
  }
  const addName = (name: string) => {
    const bare = name.toLowerCase().replace(/\.$/, '');
    const isOpen = bare.split('.').every((label) => OPEN_LABELS.has(label));
    if (!isOpen && bare.length > 2 && /\p{L}/u.test(bare) && !FILE.test(bare)) names.add(bare);
  };
  // Questions and answers of DNS: the whole name, and each of its labels.
  for (const line of text.split(/\r?\n/)) {
    if (!/ > |\? /.test(line)) continue;
    for (const [, name = ''] of line.matchAll(/[A-Z]\?? (?:\(Q[MU]\)\? )?([^\s?(),]+)\.(?=[\s,:(]|$)/g)) {
      addName(name);
      for (const label of name.split('.')) addName(label);
    }
  }
  // Names that Windows, phones and adapters of virtual machines have.
  for (const [found] of text.matchAll(/\b(?:LAPTOP|DESKTOP|WIN|Android|iPad|iPhone)[-_][A-Za-z0-9-]{3,}/g))
    addName(found);
  for (const [, found = ''] of text.matchAll(/Network Adapter \(([^)\n]+)\)/g)) addName(found);
  for (const [, found = ''] of text.matchAll(/[\\/]Users[\\/]([^\\/\s"]+)/g)) addName(found);
  return { addresses, macs, names };
}

/** Every original that stands in the text as a whole, in whatever form. */
export function leaks(text: string, { addresses, macs, names }: Originals): readonly string[] {
  const found: string[] = [];
  const lower = text.toLowerCase();
  const has = (what: string, before: RegExp, behind: RegExp) => {
    for (let at = lower.indexOf(what); at >= 0; at = lower.indexOf(what, at + 1)) {
      if (
        !before.test(lower.slice(Math.max(0, at - 2), at)) &&
        !behind.test(lower.slice(at + what.length, at + what.length + 2))
      )
        return true;
    }
    return false;
  };
  for (const address of addresses) {
    const isHexadecimal = address.includes(':');
    if (has(address, isHexadecimal ? /[0-9a-f:]$/ : /\d\.?$/, isHexadecimal ? /^[0-9a-f:]/ : /^\d/))
      found.push(address);
    if (!isHexadecimal) {
      const reverse = `${address.split('.').toReversed().join('.')}.in-addr`;
      if (has(reverse, /[\d.]$/, /^\d/)) found.push(reverse);
    }
  }
  for (const mac of macs) {
    const pairs = mac.match(/../g) ?? [];
    for (const form of [mac, pairs.join('-'), pairs.join(':')])
      if (has(form, /[0-9a-f]$/, /^[0-9a-f]/)) found.push(form);
    // fe80::200:5eff:fe00:5301: the interface's address in its IPv6 address.
    const first = (Number.parseInt(pairs[0] ?? '0', 16) ^ 2).toString(16).padStart(2, '0');
    const identifier = [`${first}${pairs[1]}`, `${pairs[2]}ff`, `fe${pairs[3]}`, `${pairs[4]}${pairs[5]}`];
    const printed = identifier.map((group) => group.replace(/^0{1,3}/, '')).join(':');
    if (has(printed, /[0-9a-f]$/, /^[0-9a-f]/)) found.push(printed);
  }
  for (const name of names) if (has(name, /[\p{L}\p{N}_]$/u, /^[\p{L}\p{N}_]/u)) found.push(name);
  return found;
}
