import { iconv } from './iconv.js';

import { UsageError } from '../base/errors.js';
import { nearestName } from '../base/nearest-name.js';

/** Names that mean one of the Unicode forms or the Western code page: those of PowerShell's `-Encoding` and of Windows. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  utf8nobom: 'utf-8',
  unicode11utf8: 'utf-8',
  cp65001: 'utf-8',
  '65001': 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  ucs2: 'utf-16le',
  ucs2le: 'utf-16le',
  unicode: 'utf-16le',
  cp1200: 'utf-16le',
  '1200': 'utf-16le',
  utf16be: 'utf-16be',
  bigendianunicode: 'utf-16be',
  cp1201: 'utf-16be',
  '1201': 'utf-16be',
  utf32: 'utf-32le',
  utf32le: 'utf-32le',
  utf32be: 'utf-32be',
  bigendianutf32: 'utf-32be',
  ansi: 'windows-1252',
  ascii: 'windows-1252',
  usascii: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
};

/** Code pages of Windows under the names of the web. */
const WEB_NAMES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp54936: 'gb18030',
  cp51932: 'euc-jp',
  cp51949: 'euc-kr',
};

/** iconv-lite takes these for encodings, but no text is written in them. */
const NO_TEXT = new Set(['hex', 'base64', 'binary', 'utf7', 'utf7imap']);

/** What to offer for a name that is unknown; not the list of what is possible. */
const OFFERED: readonly string[] = [
  'utf-8 utf-16le utf-16be utf-32le ansi unicode',
  'cp437 cp720 cp737 cp850 cp852 cp855 cp857 cp858 cp862 cp866 cp874 cp932 cp936 cp949 cp950',
  'gbk gb18030 big5 shift_jis euc-jp euc-kr iso-2022-jp koi8-r macintosh',
  'windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256',
  'windows-1257 windows-1258 iso-8859-1 iso-8859-2 iso-8859-5 iso-8859-15',
].flatMap((names) => names.split(' '));

/**
 * The name a decoder is made for: `UTF8` is `utf-8`, `Unicode` (PowerShell) is `utf-16le`, `oem850` and `850` are `cp850`.
 *
 * @throws {UsageError} for a name that neither this table, nor iconv-lite, nor `TextDecoder` knows.
 */
export function resolveEncoding(asked: string): string {
  const name = asked.trim().toLowerCase();
  const key = name.replace(/[^a-z0-9]/g, '');
  const alias = Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
  if (alias !== undefined) return alias;
  const codePage = /^(?:oem|dos|ms|ibm|cp|codepage|windows|win)?(\d{3,5})$/.exec(key)?.[1];
  const canonical = codePage === undefined ? name : codePageName(codePage);
  if (isIconvEncoding(canonical) || textDecoderName(canonical) !== null) return canonical;
  throw unknownEncoding(asked);
}

export function isIconvEncoding(name: string): boolean {
  return !NO_TEXT.has(name.replace(/[^a-z0-9]/g, '')) && iconv().encodingExists(name);
}

/** The name under which `TextDecoder` knows the code page: it knows the Chinese, Japanese and Korean ones by other names. */
export function textDecoderName(name: string): string | null {
  const key = name.replace(/[^a-z0-9]/g, '');
  const label = Object.hasOwn(WEB_NAMES, key) ? (WEB_NAMES[key] ?? name) : name;
  return isTextDecoderEncoding(label) ? label : null;
}

function isTextDecoderEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false; // The constructor throws a RangeError for names it does not know: that is the question.
  }
}

function codePageName(digits: string): string {
  return /^125\d$/.test(digits) ? `windows-${digits}` : `cp${digits}`;
}

function unknownEncoding(asked: string): UsageError {
  const near = nearestName(asked, OFFERED);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  return new UsageError(
    `unknown encoding "${asked}".${hint} Names such as utf-8, utf-16le, windows-1252, cp437, cp850, cp936, cp932 and cp949 work.`,
  );
}
