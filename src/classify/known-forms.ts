import { StampForm } from '../base/stamp-form.js';

const CLOSE = 93;
/** Forms that are tried in all; a log has one or two, and one without an order must not cost more than it saves. */
const MAXIMUM_TRIES = 200;
/** Stamps of other forms in a row after which the form at a place is given up for theirs. */
const PATIENCE = 16;

/** The forms of the stamps that come often: one for each number of digits of the processor. */
export class KnownForms {
  readonly #forms: (StampForm | null)[] = [null, null, null];
  readonly #misses = [PATIENCE, PATIENCE, PATIENCE];
  #tries = 0;
  #block: Buffer | null = null;
  #view: DataView = new DataView(new ArrayBuffer(0));

  /** The form of the stamp at `start`; null when it is none of those known. */
  at(bytes: Buffer, start: number, end: number): StampForm | null {
    const place = placeOf(bytes, start);
    const form = this.#forms[place] as StampForm | null;
    if (form === null || start + form.length > end) return null;
    if (bytes !== this.#block) {
      this.#block = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    if (!form.fits(bytes, this.#view, start)) return null;
    if (this.#misses[place] !== 0) this.#misses[place] = 0;
    return form;
  }

  /** A stamp that is in none of them, from its first bracket to behind that of the provider. */
  learn(bytes: Buffer, start: number, end: number): void {
    const place = placeOf(bytes, start);
    const misses = (this.#misses[place] as number) + 1;
    this.#misses[place] = misses;
    if (misses < PATIENCE || this.#tries >= MAXIMUM_TRIES) return;
    this.#tries++;
    this.#misses[place] = 0;
    this.#forms[place] = StampForm.of(bytes, start, end);
  }
}

/** `[8]`, `[12]`, and all others. */
function placeOf(bytes: Buffer, start: number): number {
  return bytes[start + 2] === CLOSE ? 0 : bytes[start + 3] === CLOSE ? 1 : 2;
}
