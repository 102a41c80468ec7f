const MAXIMUM_DIRECTIONS = 255;

/** The few words for a direction as one byte each; a log with hundreds of different ones is damaged, and its last ones are empty. */
export class DirectionCodes {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  /** Of the text that was asked for last. */
  #last = '';
  #lastCode = -1;

  code(text: string): number {
    if (text !== this.#last || this.#lastCode < 0) {
      this.#lastCode = this.#find(text);
      this.#last = text;
    }
    return this.#lastCode;
  }

  #find(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (this.#texts.length >= MAXIMUM_DIRECTIONS) return MAXIMUM_DIRECTIONS;
    this.#codes.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  text(code: number): string {
    return this.#texts[code] ?? '';
  }
}
