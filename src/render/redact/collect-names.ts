/** Host names that a report mentions, in lower case, longest first: a name is replaced before a part of it is. */
export interface HostNames {
  /** Names that mean a machine wherever they stand: with dots, or of the form Windows makes up. */
  readonly anywhere: readonly string[];
  /** Names that could be any word: they mean a machine only in a DNS question, a share or the name of a TSS file. */
  readonly inPlace: readonly string[];
}

/** Endings of files that stand in logs, commands and paths; hardly any of them is a top-level domain. */
const FILE_ENDINGS = new Set(
  (
    'bat bin cab cap cat cfg cmd conf cpp csv dat db dll dmp doc docx drv etl evtx exe gz hpp htm html inf ini jpg js ' +
    'json jsonl log man markdown md mof msi ndjson ocx out pcap pcapng pdb pdf png ps1 psm1 reg sys text tmf tmp ts ' +
    'tsv txt wprp xls xlsx xml yml zip'
  ).split(' '),
);

/** Places our own texts point to. They are in every report and tell nothing. */
const OWN_HOSTS = new Set([
  'learn.microsoft.com',
  'docs.microsoft.com',
  'aka.ms',
  'rfc-editor.org',
  'www.rfc-editor.org',
]);

const LABEL = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}_])?';
/** `host.example.com`; the last label is letters or punycode. A path, a variable (`$_.Name`) and `0BCD.FACE::` are none. */
const DOTTED = new RegExp(
  `(?<![\\p{L}\\p{N}_$.\\\\/%-])(?:${LABEL}\\.)+(?:\\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\\p{L}\\p{N}_-]|::|\\.[\\p{L}\\p{N}])`,
  'gu',
);
/** `https://portal.example.com/x`. */
const IN_URL = new RegExp(`(?<=://)(?:${LABEL}\\.)*${LABEL}`, 'gu');
/** `4957+ A? wpad. (22)` and `0 PTR (QM)? printer._ipp._tcp.local. (40)`: names of DNS questions end with a dot. */
const QUESTION = /\b[A-Z][A-Z0-9]{0,9}(?: \((?:QM|QU)\))?\? ([^\s?](?:[^?]{0,250}?\S)??)\.(?=[\s,(]|$)/gu;
/** `28031 1/0/0 CNAME web., A 192.0.2.7`. */
const ANSWER = /\b(?:CNAME|PTR|NS|MX \d+|SRV|SOA|DNAME) ([^\s,]+?)\.(?=[\s,:]|$)/gu;
/** `\\server\share`, but neither `\\.\device` nor `\\?\C:\path`. */
const SHARE = /(?<![\\\w:])\\\\(?![.?]\\)([^\\/:*?"<>|\s]+)(?=\\)/gu;
/** `TSS_SERVER1_240514-101233_…` and `SERVER1_240514-101233_PktMon.txt`: what Microsoft's collector writes. */
const TSS_FILE = /(?<![\p{L}\p{N}])(?:TSS_)?([\p{L}\p{N}-]{1,15})_(?=\d{6}-\d{6})/gu;
/** Names that Windows gives itself: `DESKTOP-4GH7KLM`, `WIN-0A1B2C3D4E5`. */
const DEFAULT_COMPUTER = /^(?:DESKTOP|LAPTOP|WIN|EC2AMAZ)-[A-Z0-9]{6,12}$/i;
const COMPUTER_WORD = /(?<![\p{L}\p{N}-])(?:DESKTOP|LAPTOP|WIN|EC2AMAZ)-[A-Z0-9]{6,12}(?![\p{L}\p{N}-])/giu;

/** Finds the host names in the texts of a report. */
export function collectNames(texts: Iterable<string>): HostNames {
  const names = new Set<string>();
  const add = (name: string | undefined) => {
    if (name !== undefined && isSomebodys(name.toLowerCase())) names.add(name.toLowerCase());
  };
  for (const text of texts) {
    for (const [name] of text.matchAll(DOTTED)) if (isDottedHost(name)) add(name);
    for (const [name] of text.matchAll(IN_URL)) add(name);
    for (const [name] of text.matchAll(COMPUTER_WORD)) add(name);
    for (const pattern of [QUESTION, ANSWER, SHARE, TSS_FILE]) {
      for (const [, name] of text.matchAll(pattern)) add(name);
    }
  }
  const sorted = [...names].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isAnywhere = (name: string) => name.includes('.') || DEFAULT_COMPUTER.test(name);
  return {
    anywhere: sorted.filter((name) => isAnywhere(name)),
    inPlace: sorted.filter((name) => !isAnywhere(name)),
  };
}

/** `tcpip.sys`, `PktMon.txt` and `Microsoft.Windows.Test` are no hosts, and neither is `e.g`. */
function isDottedHost(name: string): boolean {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (FILE_ENDINGS.has(ending) || /^(?:Microsoft|System|Windows)\./.test(name)) return false;
  return name.split('.').some((label) => label.length > 1 && /\p{L}/u.test(label));
}

/** Not an address, which is replaced as such; not one of our own links; not a kind of service such as `_ipp._tcp.local`. */
function isSomebodys(name: string): boolean {
  const isService =
    name.startsWith('_') && name.split('.').every((label) => label.startsWith('_') || label === 'local');
  return !isService && !OWN_HOSTS.has(name) && !/^[\d.]*$/.test(name);
}
