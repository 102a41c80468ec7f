/**
 * True when the `length` bytes at both places are equal. Eight are compared at a time, as the only numbers of that size that
 * are quick: as floating-point ones. Of these, some are equal to others (0 and -0) and some to none (NaN), but all of them
 * end in 00 80, or in F0 to FF and 7F or FF, which no UTF-8 has.
 *
 * @param one of valid UTF-8, as all text is behind `decode/`; `other` too
 */
export function areEqual(one: DataView, oneAt: number, other: DataView, otherAt: number, length: number): boolean {
  const last = length - 8;
  if (last < 0) return areFewEqual(one, oneAt, other, otherAt, length);
  for (let at = 0; at < last; at += 8)
    if (one.getFloat64(oneAt + at, true) !== other.getFloat64(otherAt + at, true)) return false;
  // The last eight, some of them perhaps for the second time.
  return one.getFloat64(oneAt + last, true) === other.getFloat64(otherAt + last, true);
}

function areFewEqual(one: DataView, oneAt: number, other: DataView, otherAt: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (one.getUint8(oneAt + at) !== other.getUint8(otherAt + at)) return false;
  return true;
}
