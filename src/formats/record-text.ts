import type { RecordLines, Verbatim } from '../events/evidence.js';
import type { Line } from './log-format.js';

const NO_BYTES = Buffer.alloc(0);

/** The lines of the record that is being read: places in the block, and copies of them once the block goes. */
export class RecordText implements RecordLines {
  readonly #lines: string[] = [];
  /** Start and end of each line in the buffer that was not copied yet. */
  readonly places: number[] = [];
  #placed = 0;
  buffer: Buffer = NO_BYTES;
  /** The lines as they were printed, each below the other. */
  readonly verbatim: Verbatim = Object.assign(
    () => {
      this.keep();
      return this.#lines.join('\n');
    },
    { lines: this as RecordLines },
  );

  get placed(): number {
    return this.#lines.length > 0 ? 0 : this.#placed;
  }

  /** Number of lines. */
  get length(): number {
    return this.#lines.length + this.#placed / 2;
  }

  add(line: Line): void {
    this.buffer = line.buffer;
    this.places[this.#placed++] = line.start;
    this.places[this.#placed++] = line.end;
  }

  clear(): void {
    if (this.#lines.length > 0) this.#lines.length = 0;
    this.#placed = 0;
  }

  /** The other lines turned out not to belong to it. */
  keepFirst(): void {
    this.keep();
    this.#lines.length = 1;
  }

  /** Copies what was not copied yet. */
  keep(): void {
    for (let i = 0; i < this.#placed; i += 2)
      this.#lines.push(this.buffer.toString('utf8', this.places[i], this.places[i + 1]));
    this.#placed = 0;
  }
}
