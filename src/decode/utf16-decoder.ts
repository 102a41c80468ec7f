import type { Decoder } from './decoder.js';

/** A 16-bit unit becomes at most three bytes (a pair of two units becomes four). */
const BYTES_PER_UNIT = 3;
/** A unit carried over and a half byte, in bytes. */
const CARRY_BYTES = 3;
/** Both units of a 32-bit word are ASCII when none of these bits is set. */
const NOT_ASCII = 0xff80ff80;
/** Units narrowed at a time: small enough to stay in the processor's cache between the look and the copy. */
const RUN_UNITS = 2048;

/**
 * UTF-16 to UTF-8. Runs of pure ASCII, nearly everything in a log, are narrowed in bulk; other units one by one.
 * A surrogate without its partner becomes U+FFFD, and so does an odd byte at the end of the input.
 */
export function createUtf16Decoder(order: 'little' | 'big'): Decoder {
  let input = Buffer.alloc(0);
  let units = new Uint16Array(0);
  let words = new Uint32Array(0);
  let output = new Uint8Array(0);
  const carry = new Uint8Array(CARRY_BYTES);
  let carried = 0;
  let replacements = 0;
  let isStart = true;

  /** Room for `bytes` bytes of input and what they can become. */
  function grow(bytes: number): void {
    if (bytes <= input.length) return;
    const size = Math.ceil(bytes / 4) * 4;
    const memory = new ArrayBuffer(size);
    input = Buffer.from(memory);
    units = new Uint16Array(memory);
    words = new Uint32Array(memory);
    output = new Uint8Array((size / 2 + 2) * BYTES_PER_UNIT);
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

  /** True when the units from `from` to `to` are ASCII; `from` is even. */
  function isAsciiRun(from: number, to: number): boolean {
    let bits = 0;
    for (let at = from >> 1; at < to >> 1; at++) bits |= words[at]!;
    if ((to & 1) === 1) bits |= units[to - 1]!;
    return (bits & NOT_ASCII) === 0;
  }

  /** Writes the units from `from` to `end` one by one, at most until `to`, and says where it stopped. */
  function encode(from: number, to: number, end: number, target: number): [number, number] {
    let at = from;
    let length = target;
    while (at < to) {
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
    return [at, length];
  }

  function replace(): number {
    replacements++;
    return 0xfffd;
  }

  return {
    decode: (block, last) => {
      const count = load(block, last);
      let at = 0;
      let length = 0;
      if (isStart && count > 0) {
        isStart = false;
        if (units[0] === 0xfeff) at = 1;
      }
      while (at < count) {
        // Runs start at even units, so that they can be looked at two units at a time.
        const to = Math.min(count, at - (at % RUN_UNITS) + RUN_UNITS);
        if ((at & 1) === 0 && isAsciiRun(at, to)) {
          output.set(units.subarray(at, to), length);
          length += to - at;
          at = to;
        } else {
          [at, length] = encode(at, to, count, length);
        }
      }
      if (last && carried > 0) {
        carried = 0;
        output.set([0xef, 0xbf, 0xbd], length);
        length += 3;
        replace();
      }
      return output.subarray(0, length);
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
