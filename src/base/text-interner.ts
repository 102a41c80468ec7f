import { ByteInterner } from './byte-interner.js';

/** Longest text that is remembered; longer ones rarely come twice. */
const LONGEST = 48;
/** About 600 KB when full. */
const PLACES = 8192;

/**
 * Gives the text of some bytes, and the same string object for the same bytes, so that the words of a log (directions,
 * addresses, reasons) are made once and not for every line.
 */
export class TextInterner {
  readonly #texts = new ByteInterner<string>(LONGEST, PLACES);

  /** The UTF-8 text of `[start, end)`; `SPARE_BYTES` behind it are readable. */
  text(bytes: Buffer, start: number, end: number): string {
    if (end <= start) return '';
    const known = this.#texts.find(bytes, start, end);
    if (known !== undefined) return known;
    const text = decode(bytes, start, end);
    this.#texts.remember(bytes, start, end, text);
    return text;
  }
}

/** A string of its own: never a slice that would keep the whole block in memory. */
function decode(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x80) return bytes.toString('utf8', start, end);
  return bytes.toString('latin1', start, end);
}
