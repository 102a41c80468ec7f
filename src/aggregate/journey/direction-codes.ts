const MAXIMUM_DIRECTIONS = 255;

/** The few words for a direction as one byte each; a log with hundreds of different ones is damaged, and its last ones are empty. */
export class DirectionCodes {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];

  code(text: string): number {
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
