import { ADDRESS_PATTERN, type Groups, addressPseudonym } from './address-pattern.js';
import { dnsName, fileName, redactNames } from './name-redactor.js';
import type { Pseudonyms } from './pseudonyms.js';
import { WORD, isLogWord } from './vocabulary.js';

/** `[05]0000.0000::` at the beginning of a record: processor, process, thread. */
const STAMP = String.raw`(?<stamp>^\[\w+\][0-9A-Fa-f]+\.[0-9A-Fa-f]+::)`;
/** `	0x0010:  4500 0034 …` and `Payload 0x4500…`: the packet itself. */
const BYTES = String.raw`(?<bytes>(?<=^\s*0x[0-9a-f]{4,8}:).+$|(?<=\bPayload )0x[0-9A-Fa-f]+|\b0x[0-9A-Fa-f]{17,})`;
const GUID = String.raw`(?<guid>\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b)`;
/** `https://portal.contoso.example/x?y`. */
const URL = String.raw`(?<=\b[A-Za-z][A-Za-z0-9+-]{1,15}://)(?<host>[^\s/:"'<>]+)(?<rest>[^\s"'<>]*)`;
/** The target of a request holds whatever somebody typed: `GET /search?q=… HTTP/1.1`. */
const TARGET = String.raw`(?<=\b(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|CONNECT|TRACE|INVITE|REGISTER|DESCRIBE) )(?<target>[^\s[]\S*)`;
/** `4957+ A? wpad. (22)` and `0 PTR (QM)? Anna's printer._ipp._tcp.local. (40)`: names in questions end with a full stop. */
const QUESTION = String.raw`(?<=\b[A-Z][A-Z0-9]{0,9}(?: \((?:QM|QU)\))?\? )(?<question>[^\s?](?:[^?]{0,250}?\S)??)(?=\.(?:[\s,(]|$))`;
/** `28031 1/0/0 CNAME web., A 192.0.2.7`. */
const ANSWER = String.raw`(?<=\b(?:CNAME|PTR|NS|MX \d{1,5}|SRV|SOA|DNAME) )(?<answer>[^\s,?(]+?)(?=\.(?:[\s,:]|$))`;
const QUOTED = String.raw`"(?<quoted>[^"]*)(?:"|$)`;
const HEXADECIMAL = String.raw`(?<hexadecimal>\b0x[0-9A-Fa-f]{1,16}(?![\p{L}\p{N}_]))`;
const REST = String.raw`(?<word>${WORD}(?:\.${WORD})*)`;

const PATTERN = new RegExp(
  [STAMP, BYTES, GUID, URL, TARGET, ADDRESS_PATTERN, QUESTION, ANSWER, QUOTED, HEXADECIMAL, REST].join('|'),
  'gmu',
);
const ADDRESS_ONLY = new RegExp(ADDRESS_PATTERN, 'gu');

/** Dates, sizes and times with a unit, and what tcpdump counts in a DNS packet: `[2n]`, `1au`. */
const COUNT = /^(?:\d{4}-\d\d-\d\d|\d\d-\d\d|[\d.]*\d)(?:ms|us|ns|s|min|b|kb|mb|gb|mhz|mbps|gbps|n|q|a|au)?$/i;
/** Names of event providers are those of products. */
const PROVIDER = /^Microsoft-[A-Za-z0-9-]+$/;

/**
 * Text of a log. What is known to be harmless stays: numbers, and words of the logs themselves (`vocabulary.ts`).
 * Addresses and names become pseudonyms, and so does every word that nobody knows.
 */
export function redactText(text: string, pseudonyms: Pseudonyms): string {
  return text.replace(PATTERN, (match: string, ...rest: readonly unknown[]) => {
    const groups = rest.at(-1) as Groups;
    return addressPseudonym(match, groups, pseudonyms) ?? replacement(match, groups, pseudonyms);
  });
}

/**
 * A record of a log, of one or more lines. Behind its first line and the descriptions of the packet comes what the packet
 * carried (`\tCookie: …`): of that nothing stays, numbers neither.
 */
export function redactRecord(text: string, pseudonyms: Pseudonyms): string {
  return text
    .split('\n')
    .map((line, index) => {
      const isPayload = index >= 2 && !/ > |^\s*(?:\(|0x[0-9a-f]{4,8}:)/.test(line);
      return isPayload ? redactNames(line, pseudonyms) : redactText(line, pseudonyms);
    })
    .join('\n');
}

/** A sentence of ours: its words stay, addresses do not. */
export function redactSentence(text: string, pseudonyms: Pseudonyms): string {
  return text.replace(ADDRESS_ONLY, (match: string, ...rest: readonly unknown[]) => {
    return addressPseudonym(match, rest.at(-1) as Groups, pseudonyms) ?? match;
  });
}

function replacement(match: string, groups: Groups, pseudonyms: Pseudonyms): string {
  if (groups['bytes'] !== undefined) return match.startsWith('0x') ? '0x(bytes)' : ' (bytes)';
  if (groups['guid'] !== undefined) return pseudonyms.guid(match);
  if (groups['host'] !== undefined) {
    return `${redactText(groups['host'], pseudonyms)}${groups['rest'] === '' ? '' : '/...'}`;
  }
  if (groups['target'] !== undefined) return `/${pseudonyms.name(match)}`;
  if (groups['question'] !== undefined || groups['answer'] !== undefined) return redactNames(match, pseudonyms);
  if (groups['quoted'] !== undefined) return quoted(groups['quoted'], pseudonyms);
  if (groups['word'] !== undefined) return redactWord(match, pseudonyms);
  return match;
}

/** What stands in quotation marks came from somebody else; it is one name unless all of it is known. */
function quoted(text: string, pseudonyms: Pseudonyms): string {
  const isKnown = redactText(text, pseudonyms) === text && !/\d{5}/.test(text);
  return `"${isKnown ? text : pseudonyms.name(text)}"`;
}

function redactWord(word: string, pseudonyms: Pseudonyms): string {
  if (isKnownWord(word)) return word;
  // `server.contoso` is a machine, though `server` is a word that everybody knows.
  if (word.includes('.')) return fileName(word, pseudonyms) ?? dnsName(word, pseudonyms);
  return pseudonyms.name(word);
}

function isKnownWord(word: string): boolean {
  if (/^[A-Za-z]$/.test(word) || COUNT.test(word) || /^ip-(?:proto-)?\d{1,3}$/.test(word)) return true;
  if (isLogWord(word) || PROVIDER.test(word)) return true;
  // `in-transit`, but not `server-1`, which is what a machine is called.
  return /^\p{L}+(?:-\p{L}+)+$/u.test(word) && word.split('-').every(isLogWord);
}
