import { nearestName } from '../base/nearest-name.js';
import { parseCode } from './code-number.js';
import { findDropLocation } from './drop-location.js';
import { dropReasonOf } from './drop-reason.js';
import { locationEntry, reasonEntry } from './explain-drop.js';
import { entryOfExplainable, searchKey, type Entry } from './explain-entry.js';
import { tableEntries } from './explain-tables.js';
import type { Explainable, ExplainResult } from './explanation.js';
import { lazy } from '../base/lazy.js';
import { findSocketError } from './winsock.js';

/** More partial hits than this help nobody: the rest is counted. */
const LARGEST_LIST = 15;
/** Longer questions are no codes or texts of Windows; searching them would only cost time. */
const LONGEST_QUERY = 200;
const FIRST_LOCATION = 0xe000_0000;
const LAST_LOCATION = 0xe000_ffff;
const FIRST_VENDOR_CODE = 0x8000_0000;
const SUGGESTED_NUMBERS = 3;

/**
 * Explains a code, name or text without any network: `228`, `0xE000460A`, `transport endpoint`, `0xC00000B5`,
 * `WSAETIMEDOUT`. A number with several meanings gets all of them; a part of a text finds what contains it; what is
 * found nowhere gets suggestions.
 * @param extra rules or others that can be asked for by id or title
 */
export function explain(query: string, extra: readonly Explainable[] = []): ExplainResult {
  const asked = query.trim().slice(0, LONGEST_QUERY);
  const entries = [...tableEntries(), ...extra.map(entryOfExplainable)];
  const exact = exactEntries(asked, entries);
  if (exact.length > 0) return answer(asked, 'exact', exact, exact.length);
  const number = parseCode(asked);
  const partial = number === null ? partialEntries(searchKey(asked), entries) : [];
  if (partial.length > 0) return answer(asked, 'partial', partial, LARGEST_LIST);
  const suggestions = number === null ? suggestTexts(asked, entries) : suggestNumbers(number);
  return { query: asked, match: 'none', entries: [], more: 0, suggestions };
}

function answer(query: string, match: 'exact' | 'partial', found: readonly Entry[], most: number): ExplainResult {
  const entries = found.slice(0, most).map((entry) => entry.explanation);
  return { query, match, entries, more: found.length - entries.length, suggestions: [] };
}

function exactEntries(asked: string, entries: readonly Entry[]): readonly Entry[] {
  const key = searchKey(asked);
  const number = parseCode(asked);
  // 0x8007274C is the HRESULT of 10060.
  const wrapped = number === null ? null : findSocketError(asked);
  const found = entries.filter(
    (entry) =>
      entry.names.includes(key) ||
      (number !== null && entry.numbers.includes(number)) ||
      (wrapped !== null && entry.explanation.title === wrapped.name),
  );
  if (found.length > 0 || number === null) return inOrder(found);
  if (number >= FIRST_LOCATION && number <= LAST_LOCATION) {
    return [locationEntry(findDropLocation(number))];
  }
  return number >= FIRST_VENDOR_CODE ? [reasonEntry(dropReasonOf(number))] : [];
}

/**
 * Entries that contain all words: those with them in title or name, the whole phrase before scattered words. Only when
 * there is none, those that mention them in their explanation.
 */
function partialEntries(key: string, entries: readonly Entry[]): readonly Entry[] {
  if (key === '') return [];
  const words = key.split(' ');
  const phrase = entries.filter((entry) => entry.head.includes(key));
  const scattered = entries.filter(
    (entry) => !entry.head.includes(key) && words.every((word) => entry.head.includes(word)),
  );
  const titled = [...inOrder(phrase), ...inOrder(scattered)];
  if (titled.length > 0) return titled;
  return inOrder(
    entries.filter((entry) => words.every((word) => entry.head.includes(word) || entry.body.includes(word))),
  );
}

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => a.order - b.order);
}

/** Words of all titles and names: what a slip of the finger is compared with. */
const vocabulary = lazy(() => {
  const words = tableEntries().flatMap((entry) => entry.names.flatMap((name) => name.split(' ')));
  return [...new Set(words)];
});

/** The nearest name as a whole, and the question with each misspelt word put right, if that finds anything. */
function suggestTexts(asked: string, entries: readonly Entry[]): readonly string[] {
  const key = searchKey(asked);
  if (key === '') return [];
  const near = nearestName(
    key,
    entries.flatMap((entry) => entry.names),
  );
  const words = vocabulary();
  const corrected = key
    .split(' ')
    .map((word) => (words.includes(word) ? word : (nearestName(word, words) ?? word)))
    .join(' ');
  const finds = corrected !== key && partialEntries(corrected, entries).length > 0;
  const name = asName(near, entries);
  const isSame = name !== null && searchKey(name) === corrected;
  return [name, finds && !isSame ? corrected : null].filter((one) => one !== null);
}

/** The name as Windows writes it: `STATUS_IO_TIMEOUT` for `status_io_timeout`. */
function asName(key: string | null, entries: readonly Entry[]): string | null {
  if (key === null) return null;
  const { title, code } = entries.find((entry) => entry.names.includes(key))?.explanation ?? {};
  return [title, code].find((name) => name !== undefined && searchKey(name) === key) ?? key;
}

/** Neighbours of a number that nobody knows: a digit is easily mistyped. */
function suggestNumbers(number: number): readonly string[] {
  const known = tableEntries().filter((entry) => entry.numbers.length > 0);
  const distance = (entry: Entry) => Math.min(...entry.numbers.map((one) => Math.abs(one - number)));
  const nearest = known.toSorted((a, b) => distance(a) - distance(b) || a.order - b.order);
  return nearest
    .slice(0, SUGGESTED_NUMBERS)
    .map(({ explanation }) =>
      explanation.code === explanation.title ? explanation.code : `${explanation.code} ${explanation.title}`,
    );
}
