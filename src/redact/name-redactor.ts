import type { Pseudonyms } from './pseudonyms.js';
import { WORD, isFileWord, isServiceLabel } from './vocabulary.js';

/** Endings of names that say nothing of whose they are. All others are labels like those before them. */
const OPEN_ENDINGS = new Set(
  'com net org info biz edu gov io example test invalid internal lan home corp localdomain'.split(' '),
);
const FILE_ENDING = /^(.+)\.(sys|dll|exe|txt|text|etl|log|cab|zip|xml|json|ndjson|csv|html?|md|pcap|pcapng|evtx)$/i;
/** `240514-101233`, `20240514`: dates, as collectors write them. */
const DATE = /^(?:20\d{6}|\d{6}-\d{4,6}|20\d{6}-\d{4,6})$/;

/** Each label of a DNS name becomes a name, so a short name and the long one of a machine begin alike. */
export function dnsName(name: string, pseudonyms: Pseudonyms): string {
  const labels = name.split('.');
  return labels
    .map((label, index) => {
      const isEnding = index > 0 && index === labels.length - 1 && OPEN_ENDINGS.has(label.toLowerCase());
      return label === '' || isEnding || isServiceLabel(label) ? label : pseudonyms.name(label);
    })
    .join('.');
}

/** `e1dn.sys` is a driver and stays; `payroll.exe` keeps its ending. Null for what is no file. */
export function fileName(name: string, pseudonyms: Pseudonyms): string | null {
  const [, stem = '', ending = ''] = FILE_ENDING.exec(name) ?? [];
  if (stem === '') return null;
  if (/^sys$/i.test(ending) && /^[\w-]+$/.test(stem)) return name;
  return `${fileStem(stem, pseudonyms)}.${ending}`;
}

/** `TSS_SRV01_240514-101233_PktMon`: what the collector writes stays, the machine becomes a name. */
function fileStem(stem: string, pseudonyms: Pseudonyms): string {
  if (isFileWord(stem)) return stem;
  return stem.replace(/[^_.\s\\/:()[\]{},;=]+/gu, (part) =>
    isFileWord(part) || DATE.test(part) ? part : pseudonyms.name(part),
  );
}

/** Every part becomes a name, but for drives and folders that are on every machine. */
export function redactPath(path: string, pseudonyms: Pseudonyms): string {
  if (path === '-' || path === '(standard input)') return path;
  return path
    .split(/([\\/])/)
    .map((part, index) => {
      if (index % 2 === 1 || /^(?:\.{0,2}|[A-Za-z]:)$/.test(part)) return part;
      return fileName(part, pseudonyms) ?? fileStem(part, pseudonyms);
    })
    .join('');
}

const DOTTED = new RegExp(`${WORD}(?:\\.${WORD})*`, 'gu');

/** A text that is nothing but names: of a host, a share, an adapter, a person. */
export function redactNames(text: string, pseudonyms: Pseudonyms): string {
  return text.replace(DOTTED, (name) => dnsName(name, pseudonyms));
}
