// Decimal fields that are written over in place, in bytes or in UTF-16LE units.

/** Writes `value` right-aligned with leading zeros over `digits` characters at `at`. */
export function writeDigits(bytes, at, digits, value, step) {
  let rest = value;
  for (let position = at + (digits - 1) * step; position >= at; position -= step) {
    const tens = (rest / 10) | 0;
    bytes[position] = 48 + (rest - tens * 10);
    rest = tens;
  }
}

/** The same for numbers above 2^31. */
export function writeLargeDigits(bytes, at, digits, value, step) {
  const high = Math.floor(value / 1e8);
  const low = value - high * 1e8;
  writeDigits(bytes, at, digits - 8, high, step);
  writeDigits(bytes, at + (digits - 8) * step, 8, low, step);
}
