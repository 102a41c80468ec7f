import { phrases } from '../generated/grammar/nettrace-messages-phrases.js';
import { allDropLocations } from '../knowledge/drop-location.js';
import { allDropReasons } from '../knowledge/drop-reason.js';
import { lazy } from '../base/lazy.js';
import { allNtStatuses } from '../knowledge/ntstatus.js';
import { allTcpipReasons } from '../knowledge/tcpip-reason.js';
import { allTcpipReferences } from '../knowledge/tcpip-reference.js';
import { allWfpRecords } from '../knowledge/wfp-reference.js';
import { allSocketErrors } from '../knowledge/winsock.js';
import { FILE_WORDS, LOG_WORDS, SERVICE_LABELS } from './log-words.js';

/** What counts as one word, here and where texts are taken apart: letters, digits, `_`, `-` and an apostrophe within. */
export const WORD = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_'’-]*[\p{L}\p{M}\p{N}_])?`;

const words = lazy(() => {
  const found = new Set(LOG_WORDS);
  for (const text of tableTexts())
    for (const [word] of text.matchAll(new RegExp(WORD, 'gu'))) found.add(word.toLowerCase());
  return found;
});

/** Everything that Windows or we word ourselves and that may stand in a log. Explanations are not in it: they never do. */
function* tableTexts(): Generator<string> {
  for (const [phrase] of phrases) yield phrase;
  for (const { text, symbol, aliases, alsoPrinted, category } of allDropReasons()) {
    yield [text, symbol ?? '', category, ...aliases, ...alsoPrinted].join(' ');
  }
  for (const { symbol, component, layer } of allDropLocations()) yield `${symbol ?? ''} ${component} ${layer}`;
  for (const { name } of allNtStatuses()) yield name;
  for (const { name } of allSocketErrors()) yield name;
  for (const { text, symbol } of allTcpipReasons()) yield `${text ?? ''} ${symbol ?? ''}`;
  for (const { kind, name } of allTcpipReferences()) if (kind !== 'event') yield name;
  for (const record of allWfpRecords()) if ('name' in record) yield record.name;
}

const fileWords = new Set(FILE_WORDS);
const serviceLabels = new Set(SERVICE_LABELS);

/** A word of the logs themselves, which is in everybody's. */
export function isLogWord(word: string): boolean {
  return words().has(word.toLowerCase());
}

/** A part of a path that is on every machine. */
export function isFileWord(word: string): boolean {
  return fileWords.has(word.toLowerCase());
}

/** `_ldap`, `local`, `in-addr`: a label of DNS that names no machine. */
export function isServiceLabel(label: string): boolean {
  return serviceLabels.has(label.toLowerCase());
}
