/** What may be done to a record to mislead a reader that trusts the shape of the records before. Bytes are UTF-8, in byte view. */
export interface Adversity {
  readonly name: string;
  /** Every result is read right after the record itself. A change that finds nothing to change gives the record. */
  readonly change: (record: string) => string;
}

const everyNumber = (text: string) => (record: string) => record.replace(/\b\d+\b/g, text);
const lastNumber = (text: string) => (record: string) => record.replace(/\b\d+\b(?!.*\b\d)/, text);
const everyAddress = (text: string) => (record: string) => record.replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, text);
const everyIp6 = (text: string) => (record: string) => record.replace(/[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*/g, text);
const behindFirst = (pattern: RegExp, text: string) => (record: string) => record.replace(pattern, `$&${text}`);
/** `à` is C3 A0, `你` is E4 BD A0: 0xA0 alone is a blank to JavaScript. */
const A_GRAVE = '\xc3\xa0';
/** Words that stand where the grammar wants any word. */
const VALUE_WORDS = /\b(?:Rx|Tx|Ethernet|IP|HTTP|Upper|TCP|UDP|transport)\b/g;
const KEYWORDS = ['PktGroupId', 'PktNumber', 'PktCount', 'MAC-1', 'MAC-2', 'TcpIpChecksum'];
const FULL_COMMA = '\xef\xbc\x8c';
const IDEOGRAPHIC_COMMA = '\xe3\x80\x81';

export const ADVERSITIES: readonly Adversity[] = [
  // Garbage after the line
  { name: 'a word behind the end', change: (record) => `${record}trailing` },
  { name: 'a word behind a blank behind the end', change: (record) => `${record} trailing` },
  { name: 'a number behind the end', change: (record) => `${record}7` },
  { name: 'a comma behind the end', change: (record) => `${record}, ` },
  { name: 'the same record behind the end', change: (record) => record + record },
  { name: 'a tab behind the end', change: (record) => `${record}\t` },
  { name: 'a full stop behind the end', change: (record) => `${record}.` },
  { name: 'no blank at the end', change: (record) => record.trimEnd() },
  { name: 'the last byte missing', change: (record) => record.slice(0, -1) },
  { name: 'the first byte missing', change: (record) => record.slice(1) },
  { name: 'only a half', change: (record) => record.slice(0, record.length >> 1) },

  // Numbers
  { name: 'numbers of one digit', change: everyNumber('0') },
  { name: 'numbers past 2^53', change: everyNumber('9007199254740993') },
  { name: 'numbers past 2^64', change: everyNumber('99999999999999999999999') },
  { name: 'a last number past 2^53', change: lastNumber('9007199254740993') },
  { name: 'numbers with a sign', change: everyNumber('-5') },
  { name: 'numbers with a fraction', change: everyNumber('1.5') },
  { name: 'numbers with a letter at the end', change: everyNumber('12a') },
  { name: 'hexadecimal numbers', change: everyNumber('0x1F') },
  { name: 'hexadecimal numbers without digits', change: everyNumber('0x') },
  { name: 'hexadecimal numbers past 2^53', change: (record) => record.replace(/0x[0-9A-F]+/g, '0xFFFFFFFFFFFFFFFFFF') },
  { name: 'hexadecimal numbers in small letters', change: (record) => record.replace(/0x[0-9A-F]+/g, '0xabcdef') },
  { name: 'words for numbers', change: everyNumber('many') },
  { name: 'numbers in full-width digits', change: everyNumber('\xef\xbc\x91\xef\xbc\x92') },

  // Addresses and what looks like one
  { name: 'five groups', change: everyAddress('192.0.2.1.7') },
  { name: 'six groups', change: everyAddress('192.0.2.1.7.8') },
  { name: 'three groups', change: everyAddress('192.0.2') },
  { name: 'four digits in a group', change: everyAddress('1920.0.2.1') },
  { name: 'a letter behind an address', change: everyAddress('192.0.2.1x') },
  { name: 'IPv6 for IPv4', change: everyAddress('2001:db8::1') },
  { name: 'IPv4 inside IPv6', change: everyAddress('::ffff:192.0.2.1') },
  { name: 'a time for IPv6', change: everyIp6('12:30:45') },
  { name: 'a MAC for IPv6', change: everyIp6('00:00:5e:00:53:01') },
  { name: 'only colons for IPv6', change: everyIp6('::') },
  { name: 'two gaps in IPv6', change: everyIp6('1::2::3') },
  { name: 'nine groups of IPv6', change: everyIp6('1:2:3:4:5:6:7:8:9') },
  { name: 'words of hexadecimal letters for IPv6', change: everyIp6('dead:beef') },
  { name: 'a zone behind IPv6', change: everyIp6('fe80::1%12') },
  { name: 'a colon behind IPv6', change: everyIp6('fe80::1:') },
  { name: 'a port behind IPv6', change: everyIp6('fe80::1.443') },
  { name: 'IPv6 in large letters', change: everyIp6('FE80::ABCD') },
  { name: 'a port of six digits', change: (record) => record.replace(/([.:])\d{1,5}(?=[ :)])/g, '$1123456') },
  { name: 'a MAC of five groups', change: (record) => record.replace(/(?:[0-9A-F]{2}-){5}/g, '00-00-5E-00-53') },

  // Control bytes
  { name: 'NUL behind the first number', change: behindFirst(/\d+/, '\0') },
  { name: 'NUL inside the last number', change: lastNumber('1\x002') },
  { name: 'NUL at the end', change: (record) => `${record}\0` },
  { name: 'NUL for blanks', change: (record) => record.replaceAll(' ', '\0') },
  { name: 'CR inside', change: behindFirst(/, /, '\r') },
  { name: 'CR behind the first word', change: behindFirst(/[A-Za-z]+/, '\r') },
  { name: 'CR and more behind the end', change: (record) => `${record}\rmore` },
  {
    name: 'a vertical tab and a form feed for blanks',
    change: (record) => record.replace(/ /g, '\v').replace(/,/g, '\f'),
  },
  { name: 'tabs for blanks', change: (record) => record.replaceAll(' ', '\t') },
  { name: 'an escape sequence', change: behindFirst(/[:,] /, '\x1b[31m') },

  // Latin-1 and UTF-8
  { name: 'a Latin-1 letter behind the first word', change: behindFirst(/[A-Za-z]+/, '\xe9') },
  { name: 'a UTF-8 letter behind the first word', change: behindFirst(/[A-Za-z]+/, '\xc3\xa9') },
  {
    name: 'a letter that ends in A0 behind every word',
    change: (record) => record.replace(/[A-Za-z]{2,}/g, `$&${A_GRAVE}`),
  },
  { name: 'a letter that ends in A0 before every blank', change: (record) => record.replace(/ /g, '\xe4\xbd\xa0 ') },
  { name: 'a letter that ends in A0 at the end', change: (record) => `${record}${A_GRAVE}` },
  { name: 'no-break spaces for blanks', change: (record) => record.replaceAll(' ', '\xc2\xa0') },
  { name: 'A0 alone for blanks', change: (record) => record.replaceAll(' ', '\xa0') },
  { name: 'half of a character at the end', change: (record) => `${record}\xe4\xbd` },
  { name: 'a byte order mark in front', change: (record) => `\xef\xbb\xbf${record}` },
  {
    name: 'direction marks around numbers',
    change: (record) => record.replace(/\b\d+\b/g, '\xe2\x80\x8e$&\xe2\x80\x8e'),
  },
  { name: 'bytes that are never UTF-8', change: (record) => record.replace(/[A-Za-z]+/, '\xff\xfe\xc0\x80') },

  // Both commas of Chinese logs, and halves of them
  { name: 'full-width commas', change: (record) => record.replaceAll(', ', FULL_COMMA) },
  { name: 'ideographic commas', change: (record) => record.replaceAll(', ', IDEOGRAPHIC_COMMA) },
  { name: 'both commas in turn', change: (record) => inTurn(record, [FULL_COMMA, IDEOGRAPHIC_COMMA]) },
  { name: 'all commas in turn', change: (record) => inTurn(record, [', ', FULL_COMMA, ',', IDEOGRAPHIC_COMMA]) },
  { name: 'the first two bytes of a comma', change: (record) => record.replace(', ', '\xef\xbc') },
  { name: 'a comma with another last byte', change: (record) => record.replace(', ', '\xef\xbc\x8d') },
  { name: 'a full-width colon', change: (record) => record.replaceAll(': ', '\xef\xbc\x9a ') },

  // Empty and very long
  { name: 'nothing', change: () => '' },
  { name: 'a blank', change: () => ' ' },
  { name: 'empty fields', change: (record) => record.replace(/ [^ ,]+ ?(?=,|$)/g, ' ') },
  { name: 'no numbers', change: everyNumber('') },
  { name: 'two commas for one', change: (record) => record.replaceAll(', ', ', , ') },
  { name: 'no blank behind commas', change: (record) => record.replaceAll(', ', ',') },
  { name: 'two blanks for one', change: (record) => record.replaceAll(' ', '  ') },
  { name: 'a word of 60,000 letters', change: (record) => record.replace(/[A-Za-z]+/, 'w'.repeat(60_000)) },
  { name: 'a number of 60,000 digits', change: lastNumber('9'.repeat(60_000)) },
  { name: '5,000 words at the end', change: (record) => record + ' ab'.repeat(5_000) },
  { name: '2,000 pairs at the end', change: (record) => record + ', Name 5'.repeat(2_000) },

  // Words of the grammar where values stand
  { name: 'a keyword for the first word', change: (record) => record.replace(/\b[A-Z][a-z]+\b/, 'PktGroupId') },
  { name: 'keywords for values', change: (record) => inTurn(record, KEYWORDS, VALUE_WORDS) },
  { name: 'the same keyword for values', change: (record) => record.replace(VALUE_WORDS, 'MAC-2') },
  { name: 'a keyword for every second word', change: (record) => inTurn(record, ['MAC-1', '$&'], /\b[A-Z][a-z]+\b/g) },
  { name: 'a date for the first number', change: (record) => record.replace(/\b\d+\b/, '2026-01-01') },
  { name: 'a stamp twice', change: (record) => record.replace(/^\S+ \S+ /, '$&$&') },
  { name: 'a placeholder for the time', change: (record) => record.replace(/\d\d:\d\d:\d\d\.\d+/, '<DateTime>') },
  { name: 'brackets around words', change: (record) => record.replace(/\b[A-Za-z]+\b/g, '[$&]') },
  { name: 'parentheses that do not close', change: (record) => record.replaceAll(')', '') },
  { name: 'parentheses in parentheses in parentheses', change: (record) => record.replace(/\((\w*)\)/g, '(((($1))))') },
];

/** One replacement after the other. */
function inTurn(record: string, replacements: readonly string[], pattern = /, /g): string {
  let turn = 0;
  return record.replace(pattern, (found) =>
    (replacements[turn++ % replacements.length] as string).replace('$&', found),
  );
}
