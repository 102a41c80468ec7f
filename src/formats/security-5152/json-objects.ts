/** An event has some KB; an object without an end must not fill the memory. */
const LONGEST_OBJECT = 8 * 1024 * 1024;

/**
 * Finds the objects of JSON, one per line, in an array, or pretty-printed, in pieces that may be cut anywhere.
 * Objects within objects belong to the outer one.
 */
export class JsonObjects {
  readonly #onObject: (text: string, line: number) => void;
  #text = '';
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #line = 1;
  #startLine = 1;
  /** Objects that were longer than the limit. */
  tooLong = 0;

  constructor(onObject: (text: string, line: number) => void) {
    this.#onObject = onObject;
  }

  /** True when an object is open. */
  get isOpen(): boolean {
    return this.#depth > 0;
  }

  get line(): number {
    return this.#line;
  }

  write(piece: string): void {
    let start = this.#depth > 0 ? 0 : -1;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code === 10) this.#line++;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === 92 /* \ */) this.#isEscaped = true;
        else if (code === 34 /* " */ || code === 10) this.#inString = false;
      } else if (code === 34) this.#inString = this.#depth > 0;
      else if (code === 123 /* { */) {
        if (this.#depth++ === 0) {
          start = at;
          this.#startLine = this.#line;
        }
      } else if (code === 125 /* } */ && this.#depth > 0 && --this.#depth === 0) {
        this.#finish(this.#text + piece.slice(start, at + 1));
        start = -1;
      }
    }
    if (start !== -1 && this.#depth > 0) this.#text += piece.slice(start);
    if (this.#text.length > LONGEST_OBJECT) {
      this.tooLong++;
      this.#text = '';
      this.#depth = 0;
      this.#inString = false;
    }
  }

  #finish(text: string): void {
    this.#text = '';
    this.#onObject(text, this.#startLine);
  }
}
