import { transcode } from 'node:buffer';

import type { Decoder } from './decoder.js';

/** A 16-bit unit becomes at most three bytes (a pair of two units becomes four). */
const BYTES_PER_UNIT = 3;
const UNITS_AT_ONCE = 4;
/** Bits that two units of ASCII do not have. */
const NOT_ASCII = 0xff80ff80;
/** A unit carried over and a half byte, in bytes. */
const CARRY_BYTES = 3;

/**
 * UTF-16 to UTF-8. Node converts a whole block at once, but refuses one with a broken pair; such a block goes unit by unit.
 * A surrogate without its partner becomes U+FFFD, and so does an odd byte at the end of the input.
 */
export function createUtf16Decoder(order: 'little' | 'big'): Decoder {
  let input = Buffer.alloc(0);
  let units = new Uint16Array(0);
  let pairs = new Uint32Array(0);
  /** Blocks of ASCII. */
  let narrowed = new Uint32Array(0);
  /** Only for blocks that go unit by unit, and the end of the input. */
  let output = new Uint8Array(0);
  const carry = new Uint8Array(CARRY_BYTES);
  let carried = 0;
  let replacements = 0;
  let isStart = true;

  /** Room for `bytes` bytes of input and what they can become. */
  function grow(bytes: number): void {
    if (bytes <= input.length) return;
    const size = Math.ceil(bytes / 8) * 8;
    const memory = new ArrayBuffer(size);
    input = Buffer.from(memory);
    units = new Uint16Array(memory);
    pairs = new Uint32Array(memory);
  }

  /** Copies the carry and the block behind one another, aligned and in the byte order of this machine. */
  function load(block: Uint8Array, last: boolean): number {
    const length = carried + block.length;
    grow(length);
    input.set(carry.subarray(0, carried));
    input.set(block, carried);
    let count = length >> 1;
    if (order === 'big') input.subarray(0, count * 2).swap16();
    const isOpenPair = !last && count > 0 && isHighSurrogate(units[count - 1]!);
    if (isOpenPair) count--;
    // The carry keeps the byte order of the input: it is swapped together with the next block.
    carried = length - count * 2;
    carry.set(input.subarray(count * 2, length));
    if (isOpenPair && order === 'big') swapFirstUnit(carry);
    return count;
  }

  /**
   * The first `end` units, four at a time, when all of them are ASCII, as in most logs; else null. Memory that is used again
   * is worth more than a faster way: what `transcode` gives is new for each block, and V8 collects garbage for it.
   */
  function narrow(end: number): Uint8Array | null {
    if (narrowed.length * UNITS_AT_ONCE < end) narrowed = new Uint32Array(Math.ceil(end / UNITS_AT_ONCE));
    // What lies behind the last unit is left from an earlier block.
    units.fill(0, end, Math.ceil(end / UNITS_AT_ONCE) * UNITS_AT_ONCE);
    for (let at = 0; at * UNITS_AT_ONCE < end; at++) {
      const one = pairs[at * 2]!;
      const two = pairs[at * 2 + 1]!;
      if (((one | two) & NOT_ASCII) !== 0) return null;
      narrowed[at] = (one & 0x7f) | ((one >>> 8) & 0x7f00) | ((two & 0x7f) << 16) | ((two << 8) & 0x7f000000);
    }
    return new Uint8Array(narrowed.buffer, 0, end);
  }

  /** The units from `from` to `end`, one by one. */
  function encode(from: number, end: number): Uint8Array {
    const capacity = (end - from) * BYTES_PER_UNIT;
    if (output.length < capacity) output = new Uint8Array(capacity);
    let at = from;
    let length = 0;
    while (at < end) {
      const unit = units[at++]!;
      if (unit < 0x80) {
        output[length++] = unit;
      } else if (unit < 0x800) {
        output[length++] = 0xc0 | (unit >> 6);
        output[length++] = 0x80 | (unit & 0x3f);
      } else if (isHighSurrogate(unit) && at < end && isLowSurrogate(units[at]!)) {
        const point = 0x10000 + ((unit - 0xd800) << 10) + (units[at++]! - 0xdc00);
        output[length++] = 0xf0 | (point >> 18);
        output[length++] = 0x80 | ((point >> 12) & 0x3f);
        output[length++] = 0x80 | ((point >> 6) & 0x3f);
        output[length++] = 0x80 | (point & 0x3f);
      } else {
        const shown = (unit & 0xf800) === 0xd800 ? replace() : unit;
        output[length++] = 0xe0 | (shown >> 12);
        output[length++] = 0x80 | ((shown >> 6) & 0x3f);
        output[length++] = 0x80 | (shown & 0x3f);
      }
    }
    return output.subarray(0, length);
  }

  function replace(): number {
    replacements++;
    return 0xfffd;
  }

  return {
    decode: (block, last) => {
      const count = load(block, last);
      let from = 0;
      if (isStart && count > 0) {
        isStart = false;
        if (units[0] === 0xfeff) from = 1;
      }
      const text =
        (from === 0 ? narrow(count) : null) ?? wholly(input.subarray(2 * from, 2 * count)) ?? encode(from, count);
      if (!last || carried === 0) return text;
      carried = 0;
      replace();
      return Buffer.concat([text, HALF_A_UNIT]);
    },
    replacements: () => replacements,
  };
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

function swapFirstUnit(bytes: Uint8Array): void {
  [bytes[0], bytes[1]] = [bytes[1]!, bytes[0]!];
}

/** A surrogate or a byte without its other half: U+FFFD in UTF-8. */
const HALF_A_UNIT = Buffer.from([0xef, 0xbf, 0xbd]);

/** All units at once; null when there are surrogates without partners among them. */
function wholly(units: Buffer): Uint8Array | null {
  try {
    return transcode(units, 'utf16le', 'utf8');
  } catch {
    return null;
  }
}
