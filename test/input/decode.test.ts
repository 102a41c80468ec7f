import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';

import { UsageError } from '../../src/base/errors.js';
import { createDecoder, sniffEncoding } from '../../src/decode/index.js';
import { chunkSizes, cutIntoChunks, decodeInChunks } from './chunks.js';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'cp437', 'cp936', 'cp932', 'cp949'];
const MORE_ENCODINGS = ['big5', 'gb18030', 'euc-jp', 'iso-2022-jp', 'utf-32le', 'koi8-r'];

const LINE = '[05]0000.0000::2026-01-17 11:33:39.050443400 [Microsoft-Windows-PktMon] Größe 丢弃：、， 😀\r\n';

/** Bytes that are likely to meet each other in interesting ways. */
const nastyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        0,
        0x0a,
        0x0d,
        0x41,
        0x80,
        0xbf,
        0xc3,
        0xa9,
        0xd8,
        0xdc,
        0xe2,
        0x82,
        0xac,
        0xed,
        0xf0,
        0x9f,
        0xfe,
        0xff,
        0xef,
        0xbb,
      ),
      {
        maxLength: 60,
      },
    )
    .map((bytes) => Uint8Array.from(bytes)),
);

describe('a decoder', () => {
  test.each([...ENCODINGS, ...MORE_ENCODINGS])('gives the same for any bytes in any chunks: %s', (name) => {
    fc.assert(
      fc.property(nastyBytes, chunkSizes(9), (bytes, sizes) => {
        const whole = decodeInChunks(name, [bytes]);
        const inChunks = decodeInChunks(name, cutIntoChunks(bytes, sizes));
        expect(inChunks).toEqual(whole);
        expect(new TextDecoder('utf-8', { fatal: true }).decode(whole.bytes)).toBeTypeOf('string');
      }),
      { numRuns: 300 },
    );
  });

  test('replaces broken UTF-8 exactly as browsers do', () => {
    fc.assert(
      fc.property(nastyBytes, (bytes) => {
        const { bytes: decoded, replacements } = decodeInChunks('utf-8', [bytes]);
        const expected = new TextDecoder().decode(bytes);
        expect(Buffer.from(decoded).toString()).toBe(expected);
        const inside = new TextDecoder('utf-8').decode(bytes).split('\ufffd').length - 1;
        const genuine = Buffer.from(bytes).toString('latin1').split('\xef\xbf\xbd').length - 1;
        expect(replacements).toBe(inside - genuine);
      }),
      { numRuns: 2000 },
    );
  });

  test('replaces lone surrogates of UTF-16, in both byte orders', () => {
    const unit = fc.constantFrom(0x41, 0xe9, 0x4e00, 0xd83d, 0xde00, 0xdbff, 0xdfff, 0xfeff, 0);
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const little = Buffer.from(Uint16Array.from(units).buffer);
        const big = Buffer.from(little).swap16();
        const expected = new TextDecoder('utf-16le').decode(little);
        expect(Buffer.from(decodeInChunks('utf-16le', [little]).bytes).toString()).toBe(expected);
        expect(Buffer.from(decodeInChunks('utf-16be', [big]).bytes).toString()).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives the same bytes for UTF-8, UTF-16LE and UTF-16BE of one text, with and without mark', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 }).map((middle) => LINE.repeat(40) + middle + LINE);
    fc.assert(
      fc.property(text, fc.boolean(), chunkSizes(4000), (line, hasMark, sizes) => {
        const plain = Buffer.from(line).toString(); // Lone surrogates have no place in UTF-8.
        const marked = hasMark ? `\ufeff${plain}` : plain;
        const utf8 = Buffer.from(marked);
        const little = Buffer.from(marked, 'utf16le');
        const big = Buffer.from(little).swap16();
        const expected = Buffer.from(plain);
        expect(Buffer.from(decodeInChunks('utf-8', cutIntoChunks(utf8, sizes)).bytes)).toEqual(expected);
        expect(Buffer.from(decodeInChunks('utf-16le', cutIntoChunks(little, sizes)).bytes)).toEqual(expected);
        expect(Buffer.from(decodeInChunks('utf-16be', cutIntoChunks(big, sizes)).bytes)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('counts what it had to replace', () => {
    const broken = Buffer.from('Gr\xf6\xdfe', 'latin1');
    expect(decodeInChunks('utf-8', [broken]).replacements).toBe(2);
    expect(decodeInChunks('windows-1252', [broken]).replacements).toBe(0);
    expect(decodeInChunks('utf-16le', [Buffer.from([0x41, 0, 0x42])]).replacements).toBe(1);
  });

  test('passes valid UTF-8 and ASCII through without a copy', () => {
    const block = Buffer.from(LINE);
    expect(createDecoder('utf-8').decode(block, false).buffer).toBe(block.buffer);
    const ascii = Buffer.from('[00]0000.0000::');
    expect(createDecoder('cp850').decode(ascii, false).buffer).toBe(ascii.buffer);
  });

  test('keeps a second byte order mark, which is a character', () => {
    const { bytes } = decodeInChunks('utf-8', [Buffer.from('\ufeff\ufeffa')]);
    expect(Buffer.from(bytes).toString()).toBe('\ufeffa');
  });

  test.each(['cp437', 'cp850', 'cp936', 'cp932', 'cp949', 'windows-1252'])('reads what Windows wrote in %s', (name) => {
    const text = { cp936: '丢弃： 组件', cp932: '破棄: コンポーネント', cp949: '구성 요소' }[name] ?? 'Größe übrig é';
    const { bytes, replacements } = decodeInChunks(name, [iconv.encode(text, name)]);
    expect(Buffer.from(bytes).toString()).toBe(text);
    expect(replacements).toBe(0);
  });
});

describe('the encoding of a log', () => {
  const little = Buffer.from(LINE.repeat(3), 'utf16le');
  const big = Buffer.from(little).swap16();

  test.each([
    ['UTF-16LE with mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), 'utf-16le', 2, 'bom'],
    ['UTF-16BE with mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big]), 'utf-16be', 2, 'bom'],
    ['UTF-16LE without mark', little, 'utf-16le', 0, 'pattern'],
    ['UTF-16BE without mark', big, 'utf-16be', 0, 'pattern'],
    ['UTF-8 with mark', Buffer.from(`\ufeff${LINE}`), 'utf-8', 3, 'bom'],
    ['UTF-8 without mark', Buffer.from(LINE), 'utf-8', 0, 'utf-8'],
    ['UTF-8 cut in a character', Buffer.from('Größe').subarray(0, 3), 'utf-8', 0, 'utf-8'],
    [
      'UTF-8 with some raw bytes in it',
      Buffer.concat([Buffer.from(LINE), Buffer.from([0xff, 0x80])]),
      'utf-8',
      0,
      'utf-8',
    ],
    ['ASCII', Buffer.from('[00]0000.0000::'), 'utf-8', 0, 'utf-8'],
    ['ASCII with NUL bytes', Buffer.from('[00]0000\0\0\0.0000::\0'), 'utf-8', 0, 'utf-8'],
    ['German ANSI', Buffer.from('Original Gr\xf6\xdfe 60', 'latin1'), 'windows-1252', 0, 'assumed'],
    ['Chinese GBK', iconv.encode('丢弃： 组件 12', 'gbk'), 'windows-1252', 0, 'assumed'],
    ['UTF-32LE with mark', iconv.encode(LINE, 'utf-32le', { addBOM: true }), 'utf-32le', 4, 'bom'],
    ['nothing', Buffer.alloc(0), 'utf-8', 0, 'utf-8'],
  ])('is found: %s', (_, head, name, bomBytes, how) => {
    expect(sniffEncoding(head, null)).toEqual({ name, bomBytes, how });
  });

  test.each([
    ['UTF8', 'utf-8'],
    ['Unicode', 'utf-16le'],
    ['BigEndianUnicode', 'utf-16be'],
    ['cp437', 'cp437'],
    ['OEM850', 'cp850'],
    ['936', 'cp936'],
    ['GBK', 'gbk'],
    ['1252', 'windows-1252'],
    ['cp1251', 'windows-1251'],
    ['Shift_JIS', 'shift_jis'],
    ['iso-2022-jp', 'iso-2022-jp'],
  ])('can be given: %s', (asked, name) => {
    expect(sniffEncoding(Buffer.from('abc'), asked)).toEqual({ name, bomBytes: 0, how: 'given' });
    expect(createDecoder(asked).decode(Buffer.alloc(0), true)).toHaveLength(0);
  });

  test.each([
    ['utf9', 'Did you mean utf-8?'],
    ['cp4377', 'Did you mean cp437?'],
    ['hex', 'unknown encoding "hex"'],
    ['constructor', 'unknown encoding'],
    ['', 'unknown encoding ""'],
  ])('that does not exist is refused with a suggestion: %s', (asked, message) => {
    expect(() => sniffEncoding(Buffer.alloc(0), asked)).toThrow(UsageError);
    expect(() => sniffEncoding(Buffer.alloc(0), asked)).toThrow(message);
  });

  test('of any bytes is chosen without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (head) => {
        expect(createDecoder(sniffEncoding(head, null).name)).toBeDefined();
      }),
    );
  });
});
