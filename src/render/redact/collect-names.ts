/**
 * Host names that a report mentions. Names with dots are told from file names and versions by their shape; names without dots
 * only by where they stand: in a DNS question or answer, in a path of a share, or in the names TSS gives its files.
 */

/** Endings of files and programs that stand in logs, commands and paths; none of them is a usual top-level domain. */
const FILE_ENDINGS = new Set(
  [
    'bat bin cab cap cfg cmd conf cpp csv dat db dll dmp doc docx drv evtx exe gz hpp htm html inf ini jpg json jsonl',
    'log man markdown md mof msi ndjson nupkg ocx out pcap pcapng pdb pdf png psd ps1 psm1 reg sys text tmp tsv txt xls xlsx xml yml zip',
  ].flatMap((endings) => endings.split(' ')),
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
/** `host.example.com`, also behind `$`-less text such as `www.example.com:443`; the last label is letters or punycode. */
const DOTTED = new RegExp(
  `(?<![\\p{L}\\p{N}_$.\\\\/%-])(?:${LABEL}\\.)+(?:\\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\\p{L}\\p{N}_-]|::|\\.[\\p{L}\\p{N}])`,
  'gu',
);
/** Addresses of the web: `https://portal.example.com/x`. */
const IN_URL = new RegExp(`(?<=://)(?:${LABEL}\\.)*${LABEL}`, 'gu');
/** `4957+ A? wpad. (22)` and `0 PTR (QM)? printer._ipp._tcp.local. (40)`: names of DNS questions end with a dot. */
const QUESTION = /\b[A-Z][A-Z0-9]{0,9}(?: \((?:QM|QU)\))?\? (\S(?:.*?\S)??)\.(?=[\s,(]|$)/gu;
/** `28031 1/0/0 CNAME web., A 192.0.2.7`. */
const ANSWER = /\b(?:CNAME|PTR|NS|MX \d+|SRV|SOA|DNAME) ([^\s,]+?)\.(?=[\s,:]|$)/gu;
/** `\\server\share`, but neither `\\.\device` nor `\\?\C:\path`. */
const SHARE = /(?<![\\\w:])\\\\([^\\/:*?"<>|.\s]+)(?=\\)/gu;
/** `TSS_SERVER1_240514-101233_…` and `SERVER1_240514-101233_PktMon.txt`. */
const TSS_FILE = /(?<![\p{L}\p{N}])(?:TSS_)?([\p{L}\p{N}-]{1,15})_(?=\d{6}-\d{6})/gu;
/** Names that Windows gives itself: `DESKTOP-4GH7KLM`, `WIN-0A1B2C3D4E5`. */
const DEFAULT_COMPUTER =
  /(?<![\p{L}\p{N}-])(?:DESKTOP|LAPTOP|WIN|EC2AMAZ)-[A-Z0-9]{6,12}(?![\p{L}\p{N}-])/giu;

/** All host names in the texts, in lower case, longest first: so that a name is replaced before a part of it is. */
export function collectNames(texts: Iterable<string>): readonly string[] {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [name] of text.matchAll(DOTTED)) if (isHostName(name)) add(names, name);
    for (const [name] of text.matchAll(IN_URL)) if (!isNumeric(name)) add(names, name);
    for (const pattern of [QUESTION, ANSWER, SHARE, TSS_FILE]) {
      for (const [, name] of text.matchAll(pattern)) {
        if (name !== undefined && !isNumeric(name)) add(names, name);
      }
    }
    for (const [name] of text.matchAll(DEFAULT_COMPUTER)) add(names, name);
  }
  return [...names].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function add(names: Set<string>, name: string): void {
  const lower = name.toLowerCase();
  // Of `_ipp._tcp.local` nothing is anybody's name: it asks for a kind of service.
  const isService =
    lower.startsWith('_') &&
    lower.split('.').every((label) => label.startsWith('_') || label === 'local');
  if (!OWN_HOSTS.has(lower) && !isService) names.add(lower);
}

/** `tcpip.sys`, `PktMon.txt` and `Microsoft.Windows.Test` are none, and neither are `i.e` and `0x1.ab`. */
function isHostName(name: string): boolean {
  const labels = name.split('.');
  const ending = (labels.at(-1) ?? '').toLowerCase();
  if (FILE_ENDINGS.has(ending) || /^(?:Microsoft|System|Windows)\./.test(name)) return false;
  return labels.some((label) => label.length > 1 && /\p{L}/u.test(label)) && labels.length > 1;
}

/** An address is replaced as such. */
function isNumeric(name: string): boolean {
  return /^[\d.]*$/.test(name);
}
