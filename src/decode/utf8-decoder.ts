import { isUtf8 } from 'node:buffer';

import type { Decoder } from './decoder.js';
import { brokenLength, completeLength, sequenceLength } from './utf8-sequence.js';

/** A byte that is no character becomes the three bytes of U+FFFD. */
const GROWTH = 3;

/** UTF-8 to UTF-8: valid blocks pass through as they are, broken sequences become U+FFFD. */
export function createUtf8Decoder(): Decoder {
  const carry = new Uint8Array(3);
  let carried = 0;
  let joined = new Uint8Array(0);
  let repaired = new Uint8Array(0);
  let replacements = 0;
  let isStart = true;

  /** The block with the open character of the block before in front of it. */
  function withCarry(block: Uint8Array): Uint8Array {
    if (carried === 0) return block;
    const length = carried + block.length;
    if (joined.length < length) joined = new Uint8Array(length);
    joined.set(carry.subarray(0, carried));
    joined.set(block, carried);
    return joined.subarray(0, length);
  }

  function repair(bytes: Uint8Array): Uint8Array {
    const capacity = bytes.length * GROWTH;
    if (repaired.length < capacity) repaired = new Uint8Array(capacity);
    let length = 0;
    let goodFrom = 0;
    let at = 0;
    const flush = () => {
      repaired.set(bytes.subarray(goodFrom, at), length);
      length += at - goodFrom;
    };
    while (at < bytes.length) {
      const good = sequenceLength(bytes, at, bytes.length);
      if (good > 0) {
        at += good;
        continue;
      }
      flush();
      at += brokenLength(bytes, at, bytes.length);
      goodFrom = at;
      repaired[length++] = 0xef;
      repaired[length++] = 0xbf;
      repaired[length++] = 0xbd;
      replacements++;
    }
    flush();
    return repaired.subarray(0, length);
  }

  /** The mark may come in pieces: as an open character it is carried until it is whole. */
  function withoutMark(bytes: Uint8Array): Uint8Array {
    if (!isStart || bytes.length === 0) return bytes;
    isStart = false;
    const isMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return isMark ? bytes.subarray(3) : bytes;
  }

  return {
    decode: (block, last) => {
      const bytes = withCarry(block);
      const complete = last ? bytes.length : completeLength(bytes);
      carry.set(bytes.subarray(complete));
      carried = bytes.length - complete;
      const text = withoutMark(bytes.subarray(0, complete));
      return isUtf8(text) ? text : repair(text);
    },
    replacements: () => replacements,
  };
}
