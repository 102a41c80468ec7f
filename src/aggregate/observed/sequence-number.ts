/**
 * TCP sequence numbers count modulo 2^32 (RFC 9293 3.4): compare distances, never values. Whoever follows a connection
 * keeps them as signed numbers of 32 bits: V8 makes no objects for those.
 */

/** Bytes from one sequence number to another, negative when `to` lies before `from`; right while they are within 2 GB. */
export function sequenceDistance(from: number, to: number): number {
  return (to - from) | 0;
}

/** The sequence number `bytes` further on (or back), as a signed number. */
export function advanceSequence(sequence: number, bytes: number): number {
  return (sequence + bytes) | 0;
}

/** As logs print it. */
export function printedSequence(sequence: number): number {
  return sequence >>> 0;
}

/** The later one of two sequence numbers. */
export function laterSequence(one: number, other: number): number {
  return sequenceDistance(one, other) > 0 ? other : one;
}
