const TAB = 9;
const BLANK = 32;
const ZERO = 48;
const LONGEST_PREFIX = 40;
const DUMP = /^[ \t]+0x[0-9a-f]{4}: /;

/** `<TAB>0x0000:  0000 5e00 5301 0000 5e00 5302 0800 4500` (`etl2txt --hex`). */
export function isHexDump(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === BLANK || bytes[at] === TAB)) at++;
  // Asked of every line: nearly all are told by this byte.
  return bytes[at] === ZERO && DUMP.test(bytes.toString('latin1', start, Math.min(end, start + LONGEST_PREFIX)));
}
