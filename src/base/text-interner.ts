/** Longest text that is remembered; longer ones rarely come twice. */
const LONGEST = 48;
/** Places of the table; when most are taken no more texts are remembered. About 600 KB when full. */
const PLACES = 8192;
const MOST_TEXTS = (PLACES * 3) / 4;

/**
 * Gives the text of some bytes, and the same string object for the same bytes, so that the words of a log (directions,
 * addresses, reasons) are made once and not for every line. Bounded: beyond its capacity texts are made anew.
 */
export class TextInterner {
  readonly #hashes = new Int32Array(PLACES);
  readonly #texts: (string | undefined)[] = Array.from({ length: PLACES });
  readonly #bytes = new Uint8Array(PLACES * LONGEST);
  readonly #lengths = new Uint8Array(PLACES);
  #count = 0;

  /** The UTF-8 text of `[start, end)`. */
  text(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length <= 0) return '';
    if (length > LONGEST) return decode(bytes, start, end);
    let hash = length;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    for (let place = (hash ^ (hash >>> 15)) & (PLACES - 1); ; place = (place + 1) & (PLACES - 1)) {
      const text = this.#texts[place];
      if (text === undefined) return this.#remember(place, hash, bytes, start, end);
      if (this.#hashes[place] === hash && this.#lengths[place] === length && this.#isAt(place, bytes, start, length))
        return text;
    }
  }

  #isAt(place: number, bytes: Buffer, start: number, length: number): boolean {
    const from = place * LONGEST;
    for (let i = 0; i < length; i++) if (this.#bytes[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #remember(place: number, hash: number, bytes: Buffer, start: number, end: number): string {
    const text = decode(bytes, start, end);
    if (this.#count >= MOST_TEXTS) return text;
    this.#count++;
    this.#hashes[place] = hash;
    this.#lengths[place] = end - start;
    this.#bytes.set(bytes.subarray(start, end), place * LONGEST);
    this.#texts[place] = text;
    return text;
  }
}

/** A string of its own: never a slice that would keep the whole block in memory. */
function decode(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x80) return bytes.toString('utf8', start, end);
  return bytes.toString('latin1', start, end);
}
