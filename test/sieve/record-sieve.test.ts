import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetSieve, type RecordSieve } from '../../src/sieve/record-sieve.js';
import { chunkSizes, cutIntoChunks } from '../input/chunks.js';

const ALWAYS_READ = 64 * 1024;
const FORMATS = [{ packetHeads: ['::0000-00-00 00:00:00.000000000 [Microsoft-Windows-PktMon] PktGroupId 0'] }, {}];
const STAMP = '[02]0004.0270::2026-03-01 21:40:57.123456700 [Microsoft-Windows-PktMon]';
const PACKET = `${STAMP} PktGroupId 7, PktNumber 1`;
const DROP = `${STAMP} Drop: PktGroupId 7, PktNumber 1`;
const PACKET_DETAIL = '\tpacket';
const DROP_DETAIL = '\tdrop';

function sieveFor(encoding: string, readBytes: number): RecordSieve {
  const sieve = packetSieve(FORMATS, encoding, readBytes);
  if (sieve === null) throw new Error(`no sieve for ${encoding}`);
  return sieve;
}

/** The text that remains, and the gaps as `[lines before, lines missing]`. */
function sift(bytes: Uint8Array, sizes: readonly number[], encoding = 'utf-8', readBytes = 0) {
  const sieve = sieveFor(encoding, readBytes);
  const parts: Uint8Array[] = [];
  const block = Buffer.alloc(Math.max(1, ...sizes));
  for (const chunk of cutIntoChunks(bytes, sizes)) {
    block.fill(0xee).set(chunk);
    parts.push(Buffer.from(sieve.sift(block.subarray(0, chunk.length))));
  }
  parts.push(Buffer.from(sieve.end()));
  const remaining = Buffer.concat(parts);
  const gaps: [number, number][] = [];
  for (let line = 0; line < 10_000; line++) {
    const lines = sieve.leftOut.take(line);
    if (lines > 0) gaps.push([line, lines]);
  }
  expect(sieve.leftOutBytes + remaining.length).toBe(bytes.length);
  return { remaining, text: remaining.toString(encoding === 'utf-16le' ? 'utf16le' : 'latin1'), gaps };
}

function siftText(lines: readonly string[], lineEnd = '\r\n') {
  return sift(Buffer.from(lines.map((line) => line + lineEnd).join(''), 'latin1'), [1 << 20]);
}

describe('what the sieve leaves out', () => {
  test('packets with the indented lines below them', () => {
    const lines = [PACKET, PACKET_DETAIL, DROP, DROP_DETAIL, PACKET, PACKET_DETAIL, '    continued', DROP];
    const { text, gaps } = siftText(lines);
    expect(text).toBe([DROP, DROP_DETAIL, DROP, ''].join('\r\n'));
    expect(gaps).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  test('nothing else: other providers, rundown, empty lines, text, details of what remains', () => {
    const others = [
      `${STAMP} Component 12, Type NetCx , Name e1dn.sys, Network`,
      `${STAMP} Direction Rx , Type Ethernet , Component 12, Edge 1, Filter 0, OriginalSize 60, LoggedSize 60 `,
      STAMP.replace('PktMon', 'TCPIP'),
      '\tindented',
      '',
      'text',
      'Drop: ip: 192.0.2.1.5 > 192.0.2.2.6: UDP, length 4',
      '21:40:57.123456700 PktGroupId 7, PktNumber 1',
    ];
    expect(siftText([...others, PACKET, ...others]).gaps).toEqual([[others.length, 1]]);
  });

  test('whatever ends lines', () => {
    expect(siftText([DROP, PACKET, PACKET_DETAIL, DROP], '\n').gaps).toEqual([[1, 2]]);
  });

  test('not the beginning of a log, which tells its language', () => {
    const line = `${PACKET}\r\n`;
    const count = Math.ceil((ALWAYS_READ + 500) / line.length);
    const { gaps } = sift(Buffer.from(line.repeat(count)), [1000], 'utf-8', ALWAYS_READ);
    const read = Math.ceil(ALWAYS_READ / line.length);
    expect(gaps).toEqual([[read, count - read]]);
  });

  test('not a last line that may be cut', () => {
    const cut = PACKET.slice(0, 90);
    expect(sift(Buffer.from(`${PACKET}\r\n${cut}`), [1000]).text).toBe(cut);
    expect(sift(Buffer.from(`${PACKET}\r\n\tpac`), [1000]).gaps).toEqual([[0, 2]]);
    expect(sift(Buffer.from(`${PACKET}\r\n\r`), [1000]).text).toBe('\r');
  });

  test('not in an encoding that has to be decoded', () => {
    expect(packetSieve(FORMATS, 'utf-16be')).toBeNull();
    expect(packetSieve([{}], 'utf-8')).toBeNull();
  });
});

// U+0A0A and U+010A hold the byte of a line feed, U+5B5B those of a bracket.
const LINES = [
  PACKET,
  PACKET_DETAIL,
  DROP,
  DROP_DETAIL,
  '',
  ' ',
  '\t',
  'text',
  PACKET.slice(0, 20),
  '\u0a0a\u010a\u5b5b',
];
const lines = fc.array(
  fc.tuple(fc.constantFrom(...LINES), fc.constantFrom('\r\n', '\n', '')).map((parts) => parts.join('')),
  { maxLength: 30 },
);

describe('the result does not depend on where blocks are cut', () => {
  test.each(['utf-8', 'utf-16le'] as const)('%s', (encoding) => {
    fc.assert(
      fc.property(lines, chunkSizes(300), fc.constantFrom(0, 1), (all, sizes, odd) => {
        const text = Buffer.from(all.join(''), encoding);
        const bytes = odd === 1 && encoding === 'utf-16le' ? Buffer.concat([text, Buffer.from([0x0a])]) : text;
        expect(sift(bytes, sizes, encoding)).toEqual(sift(bytes, [1 << 20], encoding));
      }),
      { numRuns: 500 },
    );
  });

  test('nor for lines of megabytes', () => {
    const long = `${PACKET}${'x'.repeat(200_000)}\r\n${DROP}${'x'.repeat(200_000)}\r\n`;
    const bytes = Buffer.from(`${long}${PACKET}\r\n${long}`);
    const whole = sift(bytes, [1 << 20]);
    expect(whole.gaps).toEqual([
      [0, 1],
      [1, 2],
    ]);
    for (const size of [7_777, 65_536, 65_537]) expect(sift(bytes, [size])).toEqual(whole);
  });
});

test('UTF-16 is sifted as the same text in UTF-8', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const text = all.join('');
      const narrow = sift(Buffer.from(text), [1000]);
      const wide = sift(Buffer.from(text, 'utf16le'), [1000], 'utf-16le');
      expect(wide.text).toBe(narrow.remaining.toString('utf8'));
      expect(wide.gaps).toEqual(narrow.gaps);
    }),
  );
});
