import { describe, expect, test } from 'vitest';
import { ByteInterner } from '../../src/base/byte-interner.js';
import { SPARE_BYTES } from '../../src/base/spare-bytes.js';

/** The value that is kept for the text; `value` is kept when there is none yet. */
function intern(interner: ByteInterner<string>, text: string, value: string, kind = 0): string {
  const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc(SPARE_BYTES, value)]);
  const end = bytes.length - SPARE_BYTES;
  const known = interner.find(bytes, 0, end, kind);
  if (known === undefined) interner.remember(bytes, 0, end, value);
  return known ?? value;
}

describe('what was made of the same bytes', () => {
  test('is found again, whatever stands behind them', () => {
    const interner = new ByteInterner<string>(16, 64);
    for (const text of ['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'x'.repeat(16)]) {
      expect(intern(interner, text, 'first')).toBe('first');
      expect(intern(interner, text, 'second')).toBe('first');
    }
  });

  test('is told apart by one byte, by length and by kind', () => {
    const interner = new ByteInterner<string>(16, 64);
    intern(interner, 'abcde', 'one');
    for (const [text, kind] of [
      ['abcdf', 0],
      ['bbcde', 0],
      ['abcde\0', 0],
      ['abcd', 0],
      ['abcde', 1],
    ] as const)
      expect(intern(interner, text, 'other', kind)).toBe('other');
  });

  test('is not kept for long ranges', () => {
    const interner = new ByteInterner<string>(16, 64);
    const long = 'x'.repeat(17);
    expect(intern(interner, long, 'first')).toBe('first');
    expect(intern(interner, long, 'second')).toBe('second');
  });

  test('is forgotten when there is too much of it, and never mixed up', () => {
    const interner = new ByteInterner<string>(16, 64);
    for (let round = 0; round < 3; round++)
      for (let i = 0; i < 500; i++) expect(intern(interner, `text ${i}`, `text ${i}`)).toBe(`text ${i}`);
    for (let i = 0; i < 40; i++) intern(interner, `again ${i}`, 'first');
    expect(intern(interner, 'again 39', 'second')).toBe('first');
  });
});
