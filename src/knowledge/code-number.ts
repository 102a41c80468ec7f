const DECIMAL = /^\d{1,10}$/;
const NEGATIVE = /^-\d{1,10}$/;
const HEXADECIMAL = /^0x[0-9a-f]{1,8}$/i;
const LARGEST = 0xffff_ffff;

/**
 * Number of a code as logs and error messages write it: `1204`, `0xE000460A`, `-1073741643` (a signed NTSTATUS).
 * Null when the text is not a number of at most 32 bits. The result is never negative.
 */
export function parseCode(text: string): number | null {
  const trimmed = text.trim();
  if (HEXADECIMAL.test(trimmed)) return Number.parseInt(trimmed, 16);
  if (DECIMAL.test(trimmed)) return inRange(Number(trimmed));
  // Windows programs print status values as signed numbers: -1073741643 is 0xC00000B5.
  if (NEGATIVE.test(trimmed)) return inRange(Number(trimmed) + LARGEST + 1);
  return null;
}

/** `0xE000460A`: eight digits, upper case, as PktMon prints a location. */
export function hexCode(code: number): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

function inRange(value: number): number | null {
  return value >= 0 && value <= LARGEST ? value : null;
}
