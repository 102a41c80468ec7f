import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SPARE_BYTES } from '../../src/base/spare-bytes.js';
import { LineSplitter, MAXIMUM_LINE_BYTES } from '../../src/lines/line-splitter.js';
import { chunkSizes, cutIntoChunks } from './chunks.js';

interface Line {
  readonly text: string;
  readonly number: number;
  readonly terminated: boolean;
  readonly isCut: boolean;
}

/** Splits and checks on the way what holds for every line. */
function split(chunks: readonly Uint8Array[]): Line[] {
  const lines: Line[] = [];
  const splitter = new LineSplitter((bytes, start, end, terminated) => {
    expect(bytes.length - end).toBeGreaterThanOrEqual(SPARE_BYTES);
    lines.push({
      text: bytes.toString('latin1', start, end),
      number: splitter.lineNumber,
      terminated,
      isCut: splitter.isCut,
    });
  });
  const block = Buffer.alloc(Math.max(1, ...chunks.map(({ length }) => length)));
  for (const chunk of chunks) {
    block.set(chunk);
    splitter.push(block.subarray(0, chunk.length));
    block.fill(0x0a);
  }
  splitter.end();
  expect(splitter.lineNumber).toBe(lines.length);
  return lines;
}

const textOf = (...chunks: readonly string[]) =>
  split(chunks.map((chunk) => Buffer.from(chunk))).map(({ text }) => text);

describe('lines', () => {
  test('end with LF or CR LF, and neither is part of them', () => {
    expect(textOf('one\r\ntwo\nthree\r\n')).toEqual(['one', 'two', 'three']);
  });

  test('may be empty, and a CR inside of one is a character', () => {
    expect(textOf('\n\r\na\rb\n')).toEqual(['', '', 'a\rb']);
  });

  test('keep NUL bytes', () => {
    expect(textOf('a\0b\n\0\n')).toEqual(['a\0b', '\0']);
  });

  test('at the end of a cut log are handed over and marked', () => {
    expect(split([Buffer.from('whole\r\ncut her')])).toEqual([
      { text: 'whole', number: 1, terminated: true, isCut: false },
      { text: 'cut her', number: 2, terminated: false, isCut: false },
    ]);
    expect(textOf('cut between CR and LF\r')).toEqual(['cut between CR and LF']);
  });

  test('are none in an empty input, and none after the last line feed', () => {
    expect(textOf('')).toEqual([]);
    expect(textOf('a\n', '')).toEqual(['a']);
  });

  test('are the same for any cut of the blocks, and lose no byte', () => {
    const bytes = fc
      .array(fc.constantFrom(0x0a, 0x0d, 0x41, 0x42, 0, 0xc3), { maxLength: 80 })
      .map((values) => Uint8Array.from(values));
    fc.assert(
      fc.property(bytes, chunkSizes(7), (whole, sizes) => {
        const lines = split(cutIntoChunks(whole, sizes));
        expect(lines).toEqual(split([whole]));
        const text = Buffer.from(whole).toString('latin1');
        const expected = text.split('\n').map((line) => line.replace(/\r$/, ''));
        if (expected.at(-1) === '' && !/[^\n]\r$|^\r$|\n\r$/.test(text)) expected.pop();
        expect(lines.map((line) => line.text)).toEqual(expected);
        expect(lines.every((line, index) => line.terminated || index === lines.length - 1)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [MAXIMUM_LINE_BYTES, false],
    [MAXIMUM_LINE_BYTES + 1, true],
    [MAXIMUM_LINE_BYTES + 2, true],
    [3 * MAXIMUM_LINE_BYTES + 5, true],
  ])('of %i bytes are handed over once, cut when they are too long: %s', (length, isCut) => {
    for (const ending of ['\r\n', '\n']) {
      const whole = Buffer.from(`first\n${'x'.repeat(length)}${ending}last`);
      for (const size of [whole.length, 4093, length + 6, length + 7, length + 8]) {
        const lines = split(cutIntoChunks(whole, [size]));
        expect(lines.map((line) => line.text.length)).toEqual([5, Math.min(length, MAXIMUM_LINE_BYTES), 4]);
        expect(lines.map((line) => line.isCut)).toEqual([false, isCut, false]);
        expect(lines.map((line) => line.terminated)).toEqual([true, true, false]);
      }
    }
  });

  test('that never end are handed over cut at the end', () => {
    const lines = split([Buffer.alloc(MAXIMUM_LINE_BYTES, 'x'), Buffer.alloc(MAXIMUM_LINE_BYTES, 'y')]);
    expect(lines).toMatchObject([{ terminated: false, isCut: true, number: 1 }]);
  });

  test('of 50 MB need no memory of 50 MB', () => {
    const block = Buffer.alloc(1024 * 1024, 'x');
    let largest = 0;
    const splitter = new LineSplitter((bytes) => {
      largest = Math.max(largest, bytes.length);
    });
    for (let count = 0; count < 50; count++) splitter.push(block);
    splitter.push(Buffer.from('\nnext\n'));
    splitter.end();
    expect(splitter.lineNumber).toBe(2);
    expect(largest).toBeLessThan(3 * 1024 * 1024);
  });
});
