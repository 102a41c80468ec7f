import { FRAGMENTS } from './fragments.js';

/** A source of numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

const COMMA = /, |,|\xef\xbc\x8c|\xe3\x80\x81/g;
const COMMAS = [', ', ',', '\xef\xbc\x8c', '\xe3\x80\x81', '\xef\xbc\x8c ', '\xe3\x80\x81 '];
const VALUE = /0x[0-9A-Fa-f]+|\d+|[A-Za-z]{2,}/g;

/** A record with one to four changes that a broken, hostile or merely different log could have. */
export function mutate(record: string, others: readonly string[], random: Random): string {
  let mutated = record;
  // Half of them only get other values: such records are mostly accepted, by the shape of the record before.
  const change = random() < 0.5 ? otherValue : (text: string): string => damage(text, others, random);
  for (let times = 1 + below(4, random); times > 0; times--) mutated = change(mutated, random);
  // A record has no line feed, and the carriage return at its end is the line's.
  return mutated.replaceAll('\n', ' ').replace(/\r+$/, '');
}

/** Another number, code or word in the place of one, now and then a word of the grammar or an address. */
function otherValue(record: string, random: Random): string {
  const values = [...record.matchAll(VALUE)];
  const value = values[below(values.length, random)];
  if (value === undefined) return record;
  const [text] = value;
  return record.slice(0, value.index) + otherText(text, random) + record.slice(value.index + text.length);
}

function otherText(text: string, random: Random): string {
  if (random() < 0.15) return fragment(random);
  const length = random() < 0.8 ? text.length : 1 + below(22, random);
  const digits = text.startsWith('0x') ? '0123456789ABCDEFabcdef' : '0123456789';
  if (/^[A-Za-z]/.test(text)) return random() < 0.5 ? text.slice(0, length) : text.toUpperCase();
  const made = Array.from({ length }, () => digits[below(digits.length, random)]).join('');
  return text.startsWith('0x') ? `0x${made}` : made;
}

function damage(record: string, others: readonly string[], random: Random): string {
  const at = below(record.length + 1, random);
  const end = Math.min(record.length, at + below(8, random));
  const other = others[below(others.length, random)] ?? '';
  switch (below(10, random)) {
    case 0: // cut
      return record.slice(0, at);
    case 1: // garbage after the line
      return record + fragment(random);
    case 2: // a piece twice
      return record.slice(0, end) + record.slice(at);
    case 3: // a piece missing
      return record.slice(0, at) + record.slice(end);
    case 4: // any byte
      return record.slice(0, at) + String.fromCharCode(below(256, random)) + record.slice(at + 1);
    case 5: // the end of another record
      return record.slice(0, at) + other.slice(Math.max(0, other.length - (record.length - at)));
    case 6: // another comma
      return otherComma(record, random);
    case 7: // a fragment written over
      return record.slice(0, at) + fragment(random) + record.slice(end);
    default: // a fragment between
      return record.slice(0, at) + fragment(random) + record.slice(at);
  }
}

function otherComma(record: string, random: Random): string {
  const all = [...record.matchAll(COMMA)];
  const comma = all[below(all.length, random)];
  if (comma === undefined) return record;
  return (
    record.slice(0, comma.index) + COMMAS[below(COMMAS.length, random)] + record.slice(comma.index + comma[0].length)
  );
}

function fragment(random: Random): string {
  return FRAGMENTS[below(FRAGMENTS.length, random)] as string;
}

/** A whole number from 0 to below `limit`. */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
