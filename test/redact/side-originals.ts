import { type Originals, originalsOf } from './originals.js';

/**
 * Words of networking, of Windows itself and of its firewall: they are in the filters of every machine and name nothing that
 * somebody installed or called so.
 */
const OPEN_WORDS = new Set(
  `microsoft corporation windows firewall filter query user default inbound outbound block rule boot time port scanning prevention
  system svchost services lsass spoolsv smss wininit idle process ethernet adapter adapters virtual wireless gigabit network local users
  contoso.example example com local corp lan home administrator public all exe
  wfp mpssvc built-in sublayer wsh uwp app ale auth isolation hardening quarantine loopback protection edge native
  wi-fi direct device http ftp rtsp ldap dns dhcp ntp wsd smb mdns ipsec teredo igmp icmp mac hyper-v
  udp-in udp-out tcp-in dhcp-in http-in mdns-in wsd-in smb-in igmp-in server-in nb-name-in nb-datagram-in nb-session-in llmnr-udp-in
  solicitation-in solicitation neighbor router advertisement hop frame exceeded parameter opt option
  allow permit incoming from unknown datagrams endpoint guard connected server client code update session resolution auth base
  dynamic configuration delivery optimization discovery ms-resource resource protocole filtre`.split(/\s+/),
);

/** `<layer>` for `<tag>`: the texts of all elements of that name. */
function elements(text: string, tag: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, 'g'))].map(([, found = '']) => unescaped(found));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found.trim());
}

/** The words that stand in a text. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_'’-]*/gu));
}

/**
 * Originals of a file that is collected beside a trace: those of every log, and what only these files have.
 *
 * @param ownWords words of the report itself: in the name of a filter they say nothing of the machine
 */
export function sideOriginalsOf(text: string, ownWords: ReadonlySet<string>): Originals {
  const { addresses, macs, names } = originalsOf(text);
  const found = new Set(names);
  const add = (name: string) => {
    const bare = name.toLowerCase();
    if (bare.length > 2 && /\p{L}/u.test(bare) && !OPEN_WORDS.has(bare)) found.add(bare);
  };
  const addWords = (name: string) => {
    const words = name.match(/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_'’-]*/gu) ?? [];
    const own = words.filter((word) => !ownWords.has(word.toLowerCase()) && !/^fwpm?_/i.test(word));
    for (const word of own) add(word);
    if (own.some((word) => found.has(word.toLowerCase()))) add(name);
  };
  // Accounts and packages; S-1-5-18 and its like are on every machine.
  for (const [sid] of text.matchAll(/\bS-1-(?:5-21|12-1|15-2|15-3|5-80)(?:-\d+){4,}/g)) found.add(sid.toLowerCase());
  for (const account of elements(text, 'username')) {
    if (!account.startsWith('NT AUTHORITY\\')) for (const part of account.split('\\')) add(part);
  }
  for (const name of [...elements(text, 'name'), ...elements(text, 'serviceName')]) addWords(name);
  const origins = [
    ...all(text, /"FilterOrigin":"([^"]+)"/g),
    ...all(text, /Name=['"]FilterOrigin['"]>([^<]+)</g),
    ...all(text, /(?:Filter Origin|Filterursprung):(?:\s|\\t)*([^\r\n\\]+)/g),
  ];
  for (const origin of origins) addWords(origin);
  const hosts = [
    ...all(text, /"(?:Hostname|Computer|computer_name|host)":"([^"]+)"/gi),
    ...all(text, /<Computer>([^<]+)</g),
    ...all(text, /(?:Host Name|Dns Suffix|DNS Suffix)[ .]*: *(\S+)/g),
  ];
  for (const host of hosts) {
    add(host);
    for (const label of host.split('.')) add(label);
  }
  // Programs (one is called as a property of style sheets): of `[sshd.exe]`, of paths of devices, of tasklist.
  for (const program of [
    ...all(text, /^ *\[([\w.-]+)\.exe\]/gm),
    ...all(text, /[\\/]([^\\/"<>\r\n:]+?)\.exe/gi),
    ...all(text, /^([\w-]+)\.exe +\d/gm),
  ]) {
    if (!ownWords.has(program.toLowerCase())) add(program);
  }
  for (const adapter of [...all(text, /adapter ([^\r\n:]+):\r?$/gm), ...all(text, /Description[ .]*: *([^\r\n]+)/g)])
    addWords(adapter);
  return { addresses, macs, names: found };
}
